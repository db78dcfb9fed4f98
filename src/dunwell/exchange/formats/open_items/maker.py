"""From a row's cells to an `OpenItemRow`: the quick way for good rows, the patient way that explains bad ones."""

from collections.abc import Sequence
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
from dunwell.exchange.reading.amounts import MAX_DIGITS, ReadAmount, Unreadable
from dunwell.exchange.reading.column_styles import Styles
from dunwell.exchange.reading.grids import Cell

_TOO_LARGE = Decimal(10) ** MAX_DIGITS


_UNMAPPED: dict[str, Any] = {
    "customer_name": "", "currency": "", "reference": "", "purchase_order": "", "terms": "", "item_kind": UNNAMED,
    "disputed": False,
}  # fmt: skip


def _fault(code: str, text: str, field: str = "", **facts: str) -> Unreadable:
    return Unreadable(f"exchange.open_items.{code}", text, field=field, **facts)


def _missing(name: str) -> Unreadable:
    return _fault("missing", gettext_noop("The {field} is blank."), field=name)


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
        # What every row shares, and what to read for each: slot, column, converter.
        self._shared: list[Any] = []
        self._plan: list[tuple[int, int, Convert]] = []
        for slot, name in enumerate(FIELDS):
            self._shared.append(_UNMAPPED.get(name))
            if name in columns:
                self._plan.append((slot, columns[name], converter(name, profile, styles)))
            elif name in profile.defaults:
                self._shared[slot] = converter(name, profile, styles)(profile.defaults[name])

    def make(self, number: int, cells: Sequence[Cell]) -> OpenItemRow:
        """Return the row, or raise `Unreadable` at the first thing wrong; `cells` is at least `width` long."""
        values = self._shared.copy()
        for slot, index, convert in self._plan:
            values[slot] = convert(cells[index])
        return self._finish(number, values)

    def explain(self, number: int, cells: Sequence[Cell]) -> tuple[Problem, ...]:
        """Return everything that is wrong with a row, each with its column."""
        values = self._shared.copy()
        problems = []
        for slot, index, convert in self._plan:
            try:
                values[slot] = convert(cells[index])
            except Unreadable as fault:
                problems.append(self.problem(number, fault, FIELDS[slot]))
        if problems:
            return tuple(problems)
        try:
            self._finish(number, values)
        except Unreadable as fault:
            problems.append(self.problem(number, fault, fault.field))
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
        flags = "" if type(kind) is Kind and disputed is not None else _odd_words(kind, disputed)
        if type(customer) is FlaggedText or type(item) is FlaggedText:
            flags += "".join(f" {text.flag}" for text in (customer, item) if type(text) is FlaggedText)
            customer, item = str(customer), str(item)
        kind = kind or UNNAMED
        if credit is not None:
            amount, is_credit = _one_side(amount, credit)
        amount = open_amount if amount is None and self._opens_only else amount
        unit, currency = self._unit(amount, currency)
        amount = signed(self._exact(amount, currency, unit), self._rule, kind, is_credit)
        item_kind = kind_by_sign(kind, amount)
        if kind.nature > 0 and amount < 0:
            flags += " kind_from_sign"
        if open_amount is not None or paid is not None or settled_date is not None:
            if open_amount is not None:
                open_amount = signed(
                    self._exact(open_amount, currency, unit, "open_amount"), self._rule, kind, is_credit
                )
            if paid is not None:
                paid = self._exact(paid, currency, unit, "paid_amount")
            open_amount, paid, paid_date, settled_date, told = settlement(
                amount, open_amount, paid, paid_date, settled_date
            )
            flags += told
        else:
            paid_date = None
        flags += date_flags(document_date, due_date, settled_date or paid_date)
        return OpenItemRow(
            number, self.sheet, customer, name, item, item_kind, document_date, posting_date or document_date,
            due_date, amount, currency, open_amount, paid, paid_date, settled_date, reference, purchase_order, terms,
            disputed is not False, flags.strip(),
        )  # fmt: skip

    def _unit(self, amount: Decimal | ReadAmount | None, currency: str) -> tuple[Decimal, str]:
        """Return the smallest unit and code of a row's currency: the column's, else what is glued to the amount."""
        if amount is None:
            raise _missing("amount")
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

    def _exact(self, amount: Decimal | ReadAmount, currency: str, unit: Decimal, field: str = "amount") -> Decimal:
        """Return the amount with exactly its currency's digits; refuse to round, and a sign of another currency."""
        if type(amount) is ReadAmount:
            if currency not in amount.currencies:
                raise _fault(
                    "currencies_differ",
                    gettext_noop("The amount is written in {written}, but the row's currency is {currency}."),
                    field=field,
                    written="/".join(amount.currencies),
                    currency=currency,
                )
            amount = amount.amount
        try:
            exact = amount.quantize(unit)  # type: ignore[union-attr] # a number now
        except InvalidOperation:
            exact = None
        if exact is None or not -_TOO_LARGE < exact < _TOO_LARGE:
            raise _fault(
                "amount_too_large",
                gettext_noop("{amount} is too large to be an amount."),
                field=field,
                amount=str(amount),
            )
        if exact != amount:
            raise _fault(
                "too_many_digits",
                gettext_noop("{amount} has more digits than {currency} has. Round it in the source."),
                field=field,
                amount=str(amount),
                currency=currency,
            )
        return exact


def _odd_words(kind: Kind | None, disputed: bool | None) -> str:
    """Return flags for words that are not known: the sign then says the kind, and a reason means a dispute."""
    return ("kind_unknown" if kind is None else "") + (" dispute_text" if disputed is None else "")


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
