"""Measure how well answers of customers are read: precision and recall per intent, coverage with abstention.

    python benchmarks/bench_replies.py [--folds 5] [--outside FILE] [--json FILE]

The examples are those the reader itself learns from. They are split by template: answers that say the same thing, in
whatever words or language, are learned from together or held back together. The phrases of `phrases.txt` were written
by people who knew most of the examples, so the figures flatter; `--no-phrases` shows what is learned alone. `--outside`
names a file of public phrases (a JSON object: label to phrases), which nothing here was written after.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from dunwell.exchange.reading.replies import learned
from dunwell.exchange.reading.replies.intents import Intent
from dunwell.exchange.reading.replies.learned import Example, examples, fitted
from dunwell.exchange.reading.replies.reader import SURE_ENOUGH

SEED = 5
OUTSIDE = {
    "STOP_REQUEST": Intent.STOP,
    "ALREADY_PAID": Intent.PAID_ALREADY,
    "PROMISE_TO_PAY": Intent.PROMISE,
    "PAYMENT_LINK_REQUEST": Intent.ASKS_FOR_DOCUMENT,
    "INVOICE_REQUEST": Intent.ASKS_FOR_DOCUMENT,
    "PAYMENT_PLAN_REQUEST": Intent.ASKS_FOR_PLAN,
    "UNCLEAR": Intent.OTHER,
}
Judged = tuple[Example, Intent, float]


def held_back(samples: Sequence[Example], folds: int) -> list[Judged]:
    """Return each example with what a model says of it that saw none of its template, and how sure it is."""
    from sklearn.model_selection import GroupKFold

    found: list[Judged] = []
    groups = [one.template for one in samples]
    for kept, back in GroupKFold(folds, shuffle=True, random_state=SEED).split(samples, groups=groups):
        model = fitted([samples[place] for place in kept])
        for place in back:
            chances = model.judged(samples[place].text)
            guess = max(chances, key=lambda one: chances[one])
            found.append((samples[place], guess, chances[guess]))
    return found


def figures(judged: Sequence[Judged], limit: float) -> dict[str, Any]:
    """Return the figures at a limit: below it nothing is said (an abstention), which counts as `other`."""
    said = [(one, guess) for one, guess, sure in judged if sure >= limit]
    per_intent = {}
    for intent in Intent:
        right = sum(guess == one.intent == intent for one, guess in said)
        answered = sum(guess == intent for _, guess in said)
        there = sum(one.intent == intent for one, _, _ in judged)
        per_intent[intent.value] = {
            "examples": there,
            "precision": right / answered if answered else None,
            "recall": right / there if there else None,
        }
    right = sum(guess == one.intent for one, guess in said)
    return {
        "limit": limit,
        "examples": len(judged),
        "coverage": len(said) / len(judged),
        "precision": right / len(said) if said else None,
        "by_language": {
            name: sum(guess == one.intent for one, guess, _ in judged if one.language == name)
            / sum(one.language == name for one, _, _ in judged)
            for name in sorted({one.language for one, _, _ in judged})
        },
        "intents": per_intent,
    }


def outside(path: Path) -> dict[str, Any]:
    """Return how many public phrases of each label are read as meant, and those that are not."""
    model, document, missed, right, count = fitted(examples()), json.loads(path.read_text("utf-8")), [], 0, 0
    for label, intent in OUTSIDE.items():
        for phrase in document.get(label, []):
            chances = model.judged(phrase)
            guess = max(chances, key=lambda one: chances[one])
            guess = guess if chances[guess] >= SURE_ENOUGH else Intent.OTHER
            count, right = count + 1, right + (guess == intent)
            missed += [] if guess == intent else [f"{phrase} ({label}): {guess}"]
    return {"phrases": count, "right": right, "missed": missed}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How well answers of customers are read.")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--no-phrases", action="store_true")
    parser.add_argument("--outside", type=Path)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    if chosen.no_phrases:
        learned._PHRASE_WEIGHT = 0.0  # noqa: SLF001 - a measurement without a part of it
    started = time.perf_counter()
    fitted(examples())
    first = time.perf_counter() - started
    started = time.perf_counter()
    model = fitted(examples())
    again = time.perf_counter() - started
    started = time.perf_counter()
    for one in examples()[:200]:
        model.judged(one.text)
    each = (time.perf_counter() - started) / 200
    judged = held_back(examples(), chosen.folds)
    found: dict[str, Any] = {
        "seconds": {"first model, with imports": first, "model": again, "one answer": each},
        "templates": len({one.template for one in examples()}),
        "limits": [figures(judged, limit) for limit in (0.0, 0.3, SURE_ENOUGH, 0.7, 0.9)],
    }
    if chosen.outside:
        found["outside"] = outside(chosen.outside)
    if chosen.json:
        chosen.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    _tell(found)


def _tell(found: dict[str, Any]) -> None:
    print({name: round(value, 4) for name, value in found["seconds"].items()}, found["templates"], "templates")
    for row in found["limits"]:
        languages = {name: round(value, 3) for name, value in row["by_language"].items()}
        print(
            f"limit {row['limit']:.2f}  coverage {row['coverage']:.3f}  precision {row['precision']:.3f}  {languages}"
        )
    print(f"{'at ' + str(SURE_ENOUGH):26} examples  precision  recall")
    for name, row in next(one for one in found["limits"] if one["limit"] == SURE_ENOUGH)["intents"].items():
        print(f"{name:26} {row['examples']:8}  {row['precision'] or 0:9.3f}  {row['recall']:6.3f}")
    print(found.get("outside", ""))


if __name__ == "__main__":
    main()
