"""Learning to tell intents from our own hand-written answers: words, letters and phrases to calibrated confidence.

The model is made of the text files beside it where it is first needed, so that all it knows can be read and changed.
"""

import itertools
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from dunwell.exchange.reading.replies.days import days_in
from dunwell.exchange.reading.replies.intents import Intent, phrases_in, sections
from dunwell.exchange.reading.replies.language import CHINESE, ENGLISH, FILIPINO, plain, traditional
from dunwell.exchange.reading.replies.money import amounts_in
from dunwell.exchange.reading.replies.references import references_in, spans_of

FILES = {ENGLISH: "examples/en.txt", CHINESE: "examples/zh.txt", FILIPINO: "examples/fil.txt"}
FOLDS = 4
SEED = 20260322
_PHRASE_WEIGHT = 0.8
_SOME_DAY = date(2026, 3, 31)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORDS = re.compile(r"[a-zñ]+(?:['-][a-zñ]+)*|[?!👍]|\b[A-Z]{3,4}\b")


@dataclass(frozen=True, slots=True)
class Example:
    """One hand-written answer; answers of one `template` say the same thing in other words, in any language."""

    text: str
    language: str
    intent: Intent
    template: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """Return the hand-written answers, in the order of their files."""
    return tuple(
        Example(line.replace("\\n", "\n"), language, Intent(heading[0]), " ".join(heading))
        for language, name in FILES.items()
        for heading, lines in sections(name)
        for line in lines
    )


def masked(text: str) -> str:
    """Return a text with amounts, days and numbers of documents named by what they are: their values tell no intent."""
    clean = plain(traditional(text))
    days, documents = days_in(clean, _SOME_DAY), references_in(clean)
    taken = spans_of(days, documents)
    marks = [(one.start, one.end, "DAY") for one in days] + [(one.start, one.end, "DOC") for one in documents]
    marks += [(one.start, one.end, "SUM") for one in amounts_in(clean, taken)]
    for start, end, mark in sorted(marks, reverse=True):
        clean = f"{clean[:start]} {mark} {clean[end:]}"
    return re.sub(r"\S+@\S+", " MAIL ", re.sub(r"\d[\d.,:-]*", " NUM ", clean))


def tokens(text: str) -> list[str]:
    """Return the features of a masked text: words, pairs of words, stems, and runs of Chinese characters."""
    lower = re.sub(r"[A-Z](?![A-Z]{2})|[A-Z]{5,}", lambda found: found[0].lower(), text)
    lower = " ".join(word if word in _MARKS else word.lower() for word in lower.split())
    words = _WORDS.findall(lower)
    found = [*words, *(f"{first} {second}" for first, second in itertools.pairwise(words))]
    found += [f"{word[:5]}~" for word in words if len(word) > 6]
    found += [f"~{word[-5:]}" for word in words if len(word) > 7]
    for run in _HAN.findall(lower):
        for size in (1, 2, 3):
            found += [run[place : place + size] for place in range(len(run) - size + 1)]
    return found


_MARKS = frozenset(("DAY", "DOC", "SUM", "NUM", "MAIL"))


def phrase_row(text: str) -> list[float]:
    """Return how strongly phrases speak for each intent, in the order of `Intent`."""
    found = phrases_in(plain(traditional(text)))
    return [min(found[intent], 2) * _PHRASE_WEIGHT for intent in Intent]


@dataclass(frozen=True)
class Judge:
    """A fitted model: features and their weights per intent (one row each), and how much to trust a lead (`warmth`).

    Judging needs NumPy only; making one needs scikit-learn.
    """

    features: dict[str, int]
    rarity: Any
    weights: Any
    offsets: Any
    intents: tuple[Intent, ...]
    warmth: float

    def judged(self, text: str) -> dict[Intent, float]:
        """Return the probability of each intent for a text."""
        scores = self._scores(text) / self.warmth
        grown = np.exp(scores - scores.max())
        return dict(zip(self.intents, (grown / grown.sum()).tolist(), strict=True))

    def _scores(self, text: str) -> Any:
        counted = Counter(self.features[one] for one in tokens(masked(text)) if one in self.features)
        places = np.fromiter(counted, dtype=np.int64, count=len(counted))
        often = np.fromiter(counted.values(), dtype=np.float64, count=len(counted))
        heights = (1.0 + np.log(often)) * self.rarity[places] if len(counted) else often
        length = float(np.sqrt((heights**2).sum())) or 1.0
        words = self.weights[:, places] @ (heights / length)
        return words + self.weights[:, len(self.features) :] @ np.asarray(phrase_row(text)) + self.offsets


def fitted(samples: Sequence[Example]) -> Judge:
    """Return a model made of these examples; the same ones give the same model.

    `warmth` is the temperature at which examples of held-back templates are least surprising.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.model_selection import GroupKFold

    words = TfidfVectorizer(analyzer=tokens, sublinear_tf=True)
    table = words.fit_transform([masked(one.text) for one in samples])
    table = hstack([table, csr_matrix([phrase_row(one.text) for one in samples])], format="csr")
    names = np.asarray([one.intent.value for one in samples])
    held_back = np.zeros((len(samples), len(set(names))))
    for kept, back in GroupKFold(FOLDS).split(table, groups=[one.template for one in samples]):
        held_back[back] = _machine().fit(table[kept], names[kept]).decision_function(table[back])
    machine = _machine().fit(table, names)
    return Judge(
        features={str(name): int(place) for name, place in words.vocabulary_.items()},
        rarity=words.idf_,
        weights=machine.coef_,
        offsets=machine.intercept_,
        intents=tuple(Intent(name) for name in machine.classes_),
        warmth=_warmth(held_back, np.searchsorted(machine.classes_, names)),
    )


def _machine() -> Any:
    from sklearn.svm import LinearSVC

    return LinearSVC(C=0.6, class_weight="balanced", random_state=SEED)


def _warmth(scores: Any, right: Any) -> float:
    """Return the temperature that makes right answers likeliest, looked for on a fine grid."""

    def surprise(warmth: float) -> float:
        cool = scores / warmth
        cool = cool - cool.max(axis=1, keepdims=True)
        return float((np.log(np.exp(cool).sum(axis=1)) - cool[np.arange(len(right)), right]).mean())

    return float(min(np.geomspace(0.05, 2.0, 120), key=surprise))


def recipe() -> str:
    """Return what the model is made from, as a hash: the examples, the phrases, and the code that reads them."""
    here = files(__package__)
    names = [*FILES.values(), "phrases.txt", "learned.py", "language.py", "days.py", "money.py", "references.py"]
    return sha256(b"\0".join(here.joinpath(*name.split("/")).read_bytes() for name in names)).hexdigest()[:16]


@lru_cache(maxsize=2)
def judge(folder: Path | None = None) -> Judge:
    """Return the model of all examples, made once per process; a folder keeps it for the next (as plain arrays)."""
    kept = folder / f"replies-{recipe()}.npz" if folder else None
    if kept is not None and (found := _loaded(kept)) is not None:
        return found
    made = fitted(examples())
    if kept is not None:
        _keep(made, kept)
    return made


def _loaded(kept: Path) -> Judge | None:
    try:
        with np.load(kept, allow_pickle=False) as arrays:
            names = str(arrays["features"]).split("\n")
            intents = tuple(Intent(name) for name in str(arrays["intents"]).split("\n"))
            features = {name: place for place, name in enumerate(names)}
            return Judge(
                features, arrays["rarity"], arrays["weights"], arrays["offsets"], intents, float(arrays["warmth"])
            )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _keep(made: Judge, kept: Path) -> None:
    """Write a model beside its name and move it there: nobody reads half of it, and a full disk stops nothing."""
    names = sorted(made.features, key=lambda name: made.features[name])
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, suffix=".npz", delete=False) as file:
            np.savez_compressed(
                file,
                features=np.asarray("\n".join(names)),
                intents=np.asarray("\n".join(made.intents)),
                rarity=made.rarity,
                weights=made.weights,
                offsets=made.offsets,
                warmth=np.asarray(made.warmth),
            )
        Path(file.name).replace(kept)
    except OSError:
        return
