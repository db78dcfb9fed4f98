"""Reading X12 820: every set of every interchange becomes a remittance; other sets are named for what they are."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.grids import Limits
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.remittances import Report, parsed_remittances
from dunwell.exchange.reading.statements import Remittance
from dunwell.exchange.reading.x12 import SETS, Transaction, read_transactions
from dunwell.exchange.reading.x12_remittance import remittance_of

_SET = re.compile(rb"(?:^|[^A-Z0-9])ST[^\w\s](\d{3})[^\w\s]")


def sniff(head: bytes, file_name: str) -> int:  # noqa: ARG001 - the signature every sniffer has
    """Return how sure it is: an 820 within X12 is, another set of X12 is so that it can be named."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"ISA", b"GS", b"ST")):
        return 0
    sets = set(_SET.findall(head))
    if b"820" in sets:
        return 95
    if re.search(rb"(?:^|[^A-Z0-9])GS[^\w\s]RA[^\w\s]", start):
        return 90
    return 20 if start.startswith(b"ISA") or sets else 0


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: object) -> Parsed[Remittance]:  # noqa: ARG001
    """Read the remittances of an X12 file. Grain: one transaction set 820. Never raises for what the file holds."""
    return parsed_remittances(file, "x12", _read, limits or Limits())


def _read(file: BinaryIO, parsed: Parsed[Remittance], report: Report) -> Iterator[Remittance]:
    for found in read_transactions(file, report):
        if found.kind != "820":
            report(_not_a_remittance(found))
            continue
        made, problems, notes = remittance_of(found.segments, found.address)
        for problem in problems:
            report(problem)
        parsed.notes.extend(notes)
        if made is not None and (made.amount is not None or made.lines):
            yield made
        elif made is not None:
            words = gettext_noop("The set has neither an amount (BPR) nor a document paid (RMR). It is left out.")
            report(Problem("exchange.x12_820.nothing_paid", words, found.address, found.row))


def _not_a_remittance(found: Transaction) -> Problem:
    words = gettext_noop("This is an X12 {kind} ({name}), not a remittance. Take it in where such files belong.")
    facts = {"kind": found.kind, "name": SETS.get(found.kind, "another transaction set")}
    return Problem("exchange.x12_820.not_a_remittance", words, found.address, found.row, facts=facts)
