"""From a row's cells to an `OpenItemRow`: the quick way for good rows, the patient way that explains bad ones."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dunwell.base.money import smallest_unit
from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.open_items.cells import Convert, FlaggedText, converter
from dunwell.exchange.formats.open_items.profile import Profile
from dunwell.exchange.formats.open_items.rules import (
    FIELDS,
    UNNAMED,
    Kind,
    OpenItemRow,
    date_flags,
    kind_by_sign,
    settlement,
    signed,
)
from dunwell.exchange.formats.open_items.styles import Styles
from dunwell.exchange.reading.amounts import MAX_DIGITS, ReadAmount, Unreadable
from dunwell.exchange.reading.grids import Cell

_TOO_LARGE = Decimal(10) ** MAX_DIGITS
_NOTHING = ("", None)


class ZeroDocument(Exception):  # noqa: N818 - not an error: a document of zero is nothing owed
    """The row says in so many words that its document is of zero."""


def _nothing(_: Cell) -> None:
    return None


def _no_text(_: Cell) -> str:
    return ""


def _no_kind(_: Cell) -> Kind:
    return UNNAMED


def _not_disputed(_: Cell) -> bool:
    return False


_UNMAPPED: dict[str, Convert] = {
    "customer_name": _no_text, "currency": _no_text, "reference": _no_text, "purchase_order": _no_text, "terms": _no_text,
    "item_kind": _no_kind, "disputed": _not_disputed,
}  # fmt: skip


def _fault(code: str, text: str, **facts: object) -> Unreadable:
    return Unreadable(f"exchange.open_items.{code}", text, **facts)


def _missing(name: str) -> Unreadable:
    return _fault("missing", gettext_noop("The {field} is blank."), field=name.replace("_", " "))


class RowMaker:
    """Makes rows of one file; all that can be decided once is decided here, before the first row."""

    def __init__(self, columns: dict[str, int], profile: Profile, styles: Styles, headings: Sequence[str]) -> None:
        self.columns = columns
        self.headings = headings
        self.width = max(columns.values(), default=-1) + 1
        self.sheet = ""
        self._rule = styles.sign_rule
        self._opens_only = "amount" not in columns and "credit_amount" not in columns
        self._units: dict[str, Decimal] = {}
        self._plan: list[tuple[int, Convert]] = []
        for name in FIELDS:
            if name in columns:
                self._plan.append((columns[name], converter(name, profile, styles)))
            elif name in profile.defaults:
                self._plan.append((0, _constant(converter(name, profile, styles)(profile.defaults[name]))))
            else:
                self._plan.append((0, _UNMAPPED.get(name, _nothing)))

    def make(self, number: int, cells: Sequence[Cell]) -> OpenItemRow:
        """Return the row, or raise `Unreadable` at the first thing wrong; `cells` is at least `width` long."""
        return self._finish(number, [convert(cells[index]) for index, convert in self._plan])

    def explain(self, number: int, cells: Sequence[Cell]) -> tuple[Problem, ...]:
        """Return everything that is wrong with a row, each with its column."""
        values: list[Any] = []
        problems = []
        for name, (index, convert) in zip(FIELDS, self._plan, strict=True):
            try:
                values.append(convert(cells[index]))
            except Unreadable as fault:
                problems.append(self.problem(number, fault, name))
        if problems:
            return tuple(problems)
        try:
            self._finish(number, values)
        except Unreadable as fault:
            problems.append(self.problem(number, fault, str(fault.facts.get("field", "")).replace(" ", "_")))
        return tuple(problems)

    def problem(self, number: int, fault: Unreadable, name: str = "") -> Problem:
        """Return a fault as a problem with its address."""
        index = self.columns.get(name)
        heading = self.headings[index] if index is not None and index < len(self.headings) else ""
        return Problem(fault.code, fault.text, self.sheet, number, heading, fault.facts)

    def _finish(self, number: int, values: list[Any]) -> OpenItemRow:
        (
            customer, name, item, kind, document_date, posting_date, due_date, amount, currency, open_amount, paid,
            paid_date, settled_date, reference, purchase_order, terms, disputed, is_credit, credit,
        ) = values  # fmt: skip
        document_date = document_date or posting_date or due_date
        if not customer or not item or document_date is None:
            raise _missing(_first_blank(customer, item))
        flags = ""
        if kind is None:
            kind, flags = UNNAMED, "kind_unknown"
        if disputed is None:
            disputed, flags = True, f"{flags} dispute_text"
        if type(customer) is FlaggedText or type(item) is FlaggedText:
            flags += "".join(f" {text.flag}" for text in (customer, item) if type(text) is FlaggedText)
            customer, item = str(customer), str(item)
        if credit is not None:
            amount, is_credit = _one_side(amount, credit)
        if amount is None and self._opens_only:
            amount = open_amount
        if amount is None:
            raise _missing("amount")
        unit, currency = self._unit(amount, currency)
        amount = signed(self._exact(amount, currency, unit), self._rule, kind, is_credit)
        if not amount:
            raise ZeroDocument
        item_kind = kind_by_sign(kind, amount)
        if kind.nature > 0 and amount < 0:
            flags += " kind_from_sign"
        if open_amount is not None or paid is not None or settled_date is not None:
            if open_amount is not None:
                open_amount = signed(self._exact(open_amount, currency, unit), self._rule, kind, is_credit)
            if paid is not None:
                paid = self._exact(paid, currency, unit)
            told = settlement(amount, open_amount, paid, paid_date, settled_date)
            open_amount, paid, paid_date, settled_date = (
                told.open_amount,
                told.paid_amount,
                told.paid_date,
                told.settled_date,
            )
            if told.flags:
                flags += " " + " ".join(told.flags)
        else:
            paid_date = None
        if odd := date_flags(document_date, due_date, settled_date or paid_date):
            flags += " " + odd
        return OpenItemRow(
            number, self.sheet, customer, name, item, item_kind, document_date, posting_date or document_date,
            due_date, amount, currency, open_amount, paid, paid_date, settled_date, reference, purchase_order, terms,
            disputed, flags.strip(),
        )  # fmt: skip

    def _unit(self, amount: Decimal | ReadAmount, currency: str) -> tuple[Decimal, str]:
        """Return the smallest unit and code of a row's currency: the column's, else what is glued to the amount."""
        if not currency:
            if type(amount) is ReadAmount and len(amount.currencies) == 1:
                currency = amount.currencies[0]
            else:
                raise _fault(
                    "currency_missing",
                    gettext_noop("No currency is given. Map its column or state a default currency."),
                    field="currency",
                )
        unit = self._units.get(currency)
        if unit is None:
            unit = self._units[currency] = smallest_unit(currency)
        return unit, currency

    def _exact(self, amount: Decimal | ReadAmount, currency: str, unit: Decimal) -> Decimal:
        """Return the amount with exactly its currency's digits; refuse to round, and a sign of another currency."""
        if type(amount) is ReadAmount:
            if currency not in amount.currencies:
                raise _fault(
                    "currencies_differ",
                    gettext_noop("The amount is written in {written}, but the row's currency is {currency}."),
                    written="/".join(amount.currencies),
                    currency=currency,
                )
            amount = amount.amount
        try:
            exact = amount.quantize(unit)  # type: ignore[union-attr] # a number now
        except InvalidOperation:
            exact = None
        if exact is None or not -_TOO_LARGE < exact < _TOO_LARGE:
            raise _fault("amount_too_large", gettext_noop("{amount} is too large to be an amount."), amount=str(amount))
        if exact != amount:
            raise _fault(
                "too_many_digits",
                gettext_noop("{amount} has more digits than {currency} has. Round it in the source."),
                amount=str(amount),
                currency=currency,
            )
        return exact


def _constant(value: Any) -> Convert:
    def always(_: Cell) -> Any:
        return value

    return always


def _first_blank(customer: str, item: str) -> str:
    if not customer:
        return "customer_number"
    return "document_date" if item else "item_number"


def _one_side(debit: Any, credit: Any) -> tuple[Any, bool]:
    """Return the amount of the one column of debit and credit that is filled, and whether it is the credit one."""
    filled = [bool(side.amount if type(side) is ReadAmount else side) for side in (debit, credit)]
    if all(filled):
        raise _fault(
            "debit_and_credit", gettext_noop("The row has both a debit and a credit amount. Split it into two.")
        )
    if filled[1] or debit is None:
        return credit, True
    return debit, False


def paid_on(row: OpenItemRow) -> date | None:
    """Return the day on which a row says that money came, if it does."""
    return row.settled_date or row.paid_date
