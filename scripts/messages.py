"""Collect every English string of the product into the catalogs, and compile them.

Run it after changing words, translate what is new in ``src/dunwell/locale/*/LC_MESSAGES/django.po``, and run it again.
``--check`` changes nothing and fails when a catalog lacks a string or is not compiled. Needs no gettext programs.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src/dunwell"
LOCALE = SOURCE / "locale"
LANGUAGES = {"zh_Hant": "zh_Hant", "fil": "fil"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def readable(path: Path) -> bytes:
    """Return a file as Python that the extractor can read; templates are turned into calls first."""
    if path.suffix == ".py":
        return path.read_bytes()
    from django.utils.translation.template import templatize

    return "\n".join(line.strip() for line in templatize(path.read_text()).splitlines()).encode()


def strings() -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Yield every string of the product with its context, in the order of the files."""
    templates = [path for path in SOURCE.rglob("templates/**/*") if path.suffix in (".html", ".txt")]
    for path in sorted([*SOURCE.rglob("*.py"), *templates]):
        for _line, message, _comments, context in extract("python", io.BytesIO(readable(path)), KEYWORDS):
            yield message, context


def template() -> Catalog:
    """Return the catalog of all strings, untranslated."""
    catalog = Catalog(fuzzy=False)
    for message, context in strings():
        if message:
            catalog.add(message, context=context)
    return catalog


def po_path(language: str) -> Path:
    """Return where a language's catalog stands."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def kept(language: str) -> Catalog:
    """Return a language's catalog as it stands, empty when it is new."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=LANGUAGES[language], project="dunwell", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[language])


def compiled(catalog: Catalog) -> bytes:
    """Return a catalog as the bytes Django reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def renew(language: str, words: Catalog) -> None:
    """Bring one language's catalog up to the strings, and compile it."""
    catalog = kept(language)
    catalog.update(words, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, no_location=True, sort_output=True, omit_header=False)
    path.write_bytes(buffer.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(kept(language)))


def faults(language: str, words: Catalog) -> list[str]:
    """Return what is stale in one language's catalog."""
    catalog = kept(language)
    found = []
    missing = [message.id for message in words if message.id and catalog.get(message.id, message.context) is None]
    if missing:
        found.append(f"{language}: {len(missing)} strings are not in the catalog, the first is {missing[0]!r}")
    mo = po_path(language).with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalog):
        found.append(f"{language}: django.mo is not the compiled django.po")
    return found


def main(arguments: list[str]) -> int:
    """Renew the catalogs, or check them; exit 1 when one is stale."""
    words = template()
    if "--check" not in arguments:
        for language in LANGUAGES:
            renew(language, words)
            catalog = kept(language)
            done = sum(1 for message in catalog if message.id and message.string and any(message.string))
            print(f"{language}: {done} of {len(catalog)} translated")
        return 0
    found = [fault for language in LANGUAGES for fault in faults(language, words)]
    for fault in found:
        print(f"{fault}: run scripts/messages.py", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    from django.conf import settings

    settings.configure(USE_I18N=True)
    raise SystemExit(main(sys.argv[1:]))
