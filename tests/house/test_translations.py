"""Every translation keeps the facts of its English: the same names, none lost, none invented, none misspelled."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[2] / "src/dunwell/locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
FACT = re.compile(r"%\((\w+)\)[a-z]|\{(\w+)\}")
FORMS = {"zh_Hant": 1, "fil": 2}


class Anything(dict[str, str]):
    """Facts of every name, so that a sentence can be filled in as the product does it."""

    def __missing__(self, name: str) -> str:
        return f"<{name}>"


def catalog_of(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def facts_of(sentence: str) -> Counter[str]:
    return Counter("".join(found) for found in FACT.findall(sentence))


def sides(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The English forms and the translated ones; none when it is not translated."""
    english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return english, said if any(said) else ()


def fault_of(message: Message) -> str:
    """What is wrong with a translation: a fact lost, a form missing, a pattern that cannot be filled in."""
    english, said = sides(message)
    if not said:
        return ""
    if not all(said):
        return "a form is missing"
    for form in said[:-1]:
        if facts_of(form) not in [facts_of(sentence) for sentence in english]:
            return f"{form!r} has other facts"
    if facts_of(said[-1]) != facts_of(english[-1]):
        return f"{said[-1]!r} has other facts"
    if any("%(" in sentence for sentence in english):
        _ = [form % Anything() for form in said]
    elif any(FACT.search(sentence) for sentence in english):
        _ = [form.format_map(Anything()) for form in said]
    return ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_facts_of_its_english(language: str) -> None:
    found = [f"{message.id!r}: {fault_of(message)}" for message in catalog_of(language) if message.id]
    assert [line for line in found if not line.endswith(": ")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_counted_sentence_has_all_its_forms(language: str) -> None:
    catalog = catalog_of(language)
    assert catalog.num_plurals == FORMS[language]
    counted = [message for message in catalog if message.id and not isinstance(message.id, str)]
    assert [message.id for message in counted if sides(message)[1] and len(sides(message)[1]) != FORMS[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_ends_as_its_english_does(language: str) -> None:
    """A sentence stays a sentence, a label stays a label, and nothing gains or loses a space at its edges."""
    stops, odd = (".", "。"), []
    for message in catalog_of(language):
        english, said = sides(message)
        if not message.id or not said:
            continue
        whole = english[-1].endswith(".") == said[-1].endswith(stops)
        if not whole or said[-1] != said[-1].strip():
            odd.append((english[-1], said[-1]))
    assert odd == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalog_says_that_no_native_reader_has_reviewed_it(language: str) -> None:
    assert "native" in catalog_of(language).header_comment
