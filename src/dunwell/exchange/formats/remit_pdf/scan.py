"""Reading pages that are pictures, by the `tesseract` program where it is installed."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any, NamedTuple

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import FileFault

MAX_SCANNED_PAGES = 20
SECONDS_PER_PAGE = 60
_DOTS_PER_INCH = 300
_LARGEST_SIDE = 5_000
_LEAST_SURE = 30.0


class Word(NamedTuple):
    """One word and the box around it, from the page's upper left."""

    start: float
    end: float
    top: float
    bottom: float
    text: str


def _fault(code: str, text: str, **facts: object) -> FileFault:
    return FileFault(Problem(f"exchange.remit_pdf.{code}", text, facts=facts))


def read_scan(pages: Sequence[Any]) -> list[list[Word]] | None:
    """Return the words of each page; None where tesseract is not installed. Raises `FileFault` where it gives up."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    if len(pages) > MAX_SCANNED_PAGES:
        words = gettext_noop("The scan has {count} pages, more than the {most} that are recognized. Split it.")
        raise _fault("too_many_pages", words, count=len(pages), most=MAX_SCANNED_PAGES)
    languages = _languages(program)
    return [_words(program, languages, _picture(page), number) for number, page in enumerate(pages, start=1)]


def _languages(program: str) -> str:
    """Return the installed ones of the languages that the desk speaks, as tesseract wants them."""
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return "eng"
    installed = {line.strip() for line in told.splitlines()}
    return "+".join(one for one in ("eng", "chi_tra") if one in installed) or "eng"


def _picture(page: Any) -> bytes:
    """Return a page as a PNG, in a size that bounds the work whatever the page claims to measure."""
    largest = max(float(page.width), float(page.height), 1.0)
    buffer = io.BytesIO()
    page.to_image(resolution=min(_DOTS_PER_INCH, _LARGEST_SIDE * 72 / largest)).original.save(buffer, format="PNG")
    return buffer.getvalue()


def _words(program: str, languages: str, picture: bytes, number: int) -> list[Word]:
    command = [program, "stdin", "stdout", "-l", languages, "--psm", "6", "tsv"]
    try:
        ended = subprocess.run(command, input=picture, capture_output=True, timeout=SECONDS_PER_PAGE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        ended = None
    if ended is None or ended.returncode != 0:
        words = gettext_noop("tesseract could not read page {page}. Enter this remittance by hand.")
        raise _fault("not_recognized", words, page=number)
    return words_of_table(ended.stdout.decode("utf-8", "replace"))


def words_of_table(table: str) -> list[Word]:
    """Return the words of tesseract's tab-separated table; those it is not sure of are left out."""
    found = []
    for line in table.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        try:
            left, top, width, height = (float(cell) for cell in cells[6:10])
            sure = float(cells[10])
        except ValueError:
            continue
        if sure >= _LEAST_SURE:
            found.append(Word(left, left + width, top, top + height, cells[11].strip()))
    return found
