"""What an intake of a bank's or a payer's file did, as every face tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from dunwell.base.money import plain
from dunwell.base.problems import Problem
from dunwell.base.reasons import Reason
from dunwell.cash.remittances.commands import RemittanceResult
from dunwell.cash.statements.rules import StatementResult

SHOWN = 1000
TOLD = 20
"""How many statements, remittances and problems a result holds, and a delivery keeps of it; the counts are of all."""


@dataclass(frozen=True)
class MoneyReading:
    """How a bank's or a payer's file is to be read and meant.

    `account` says which account is meant where the file names none; `opens_account` opens it when the creditor has no
    account at all yet. `profile`, `columns`, `defaults` and `document` say which column is which, for tables.
    """

    account: str = ""
    opens_account: bool = False
    profile: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    document: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    effective_date: date | None = None


@dataclass(frozen=True)
class MoneyResult:
    """What an intake did, or (dry run) would do."""

    delivery_id: int
    format: str
    family: str
    statements: tuple[StatementResult, ...] = ()
    remittances: tuple[RemittanceResult, ...] = ()
    statement_count: int = 0
    remittance_count: int = 0
    receipt_count: int = 0
    duplicate_count: int = 0
    waiting_count: int = 0
    linked_count: int = 0
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    notes: tuple[Problem, ...] = ()
    is_repeated: bool = False
    is_dry_run: bool = False

    @property
    def is_unreadable(self) -> bool:
        """Return whether nothing of the file could be read."""
        return not (self.statement_count or self.remittance_count) and self.problem_count > 0

    def counts(self) -> dict[str, Any]:
        """Return what the delivery keeps of this reading."""
        return {
            "statements": self.statement_count,
            "remittances": self.remittance_count,
            "receipts": self.receipt_count,
            "duplicates": self.duplicate_count,
            "waiting": self.waiting_count,
            "linked": self.linked_count,
            "problems": self.problem_count,
            "notes": [note.sentence() for note in self.notes[:20]],
            "first_statements": [_statement(each) for each in self.statements[:TOLD]],
            "first_remittances": [_remittance(each) for each in self.remittances[:TOLD]],
        }

    def as_json(self) -> dict[str, Any]:
        """Return the shape that every program face prints."""
        return {
            "delivery": self.delivery_id,
            "format": self.format,
            "statements": [_statement(each) for each in self.statements],
            "remittances": [_remittance(each) for each in self.remittances],
            "statement_count": self.statement_count,
            "remittance_count": self.remittance_count,
            "receipts": self.receipt_count,
            "duplicates": self.duplicate_count,
            "waiting": self.waiting_count,
            "linked": self.linked_count,
            "problems": [problem.as_json() for problem in self.problems],
            "problem_count": self.problem_count,
            "notes": [note.as_json() for note in self.notes],
            "repeated": self.is_repeated,
            "dry_run": self.is_dry_run,
        }


def _amount(amount: Decimal | None, currency: str) -> str | None:
    if amount is None:
        return None
    usual = plain(amount, currency) if len(currency) == 3 else f"{amount:f}"
    # What has more digits than its currency is shown whole.
    return usual if Decimal(usual) == amount else f"{amount.normalize():f}"


def _reason(reason: Reason) -> dict[str, str]:
    return {"code": reason.code, "text": reason.sentence()}


def _statement(found: StatementResult) -> dict[str, Any]:
    return {
        "id": found.statement_id,
        "account": found.account,
        "currency": found.currency,
        "kind": found.kind,
        "number": found.number,
        "opening": _amount(found.opening, found.currency),
        "closing": _amount(found.closing, found.currency),
        "difference": _amount(found.difference, found.currency),
        "state": found.state,
        "reason": _reason(found.reason) if found.reason else None,
        "lines": found.lines,
        "receipts": found.receipts,
        "duplicates": found.duplicates,
        "returns": found.returns,
        "pending": found.pending,
        "notes": [_reason(note) for note in found.notes],
    }


def _remittance(found: RemittanceResult) -> dict[str, Any]:
    return {
        "id": found.remittance_id,
        "payer": found.payer,
        "amount": _amount(found.amount, found.currency),
        "currency": found.currency,
        "trace": found.trace,
        "state": found.state,
        "lines": found.lines,
        "difference": _amount(found.difference, found.currency),
        "receipt": found.receipt or None,
        "reasons": [_reason(reason) for reason in found.reasons],
    }
