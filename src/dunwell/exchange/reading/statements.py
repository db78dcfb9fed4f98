"""What a bank's file becomes, whatever its format: statements with lines, signed as the account's owner sees them."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop


class StatementKind(StrEnum):
    """What a statement claims to be; only `end_of_day` and `lockbox` must tie, `intraday` never books twice."""

    END_OF_DAY = "end_of_day"
    INTRADAY = "intraday"
    NOTIFICATION = "notification"
    LOCKBOX = "lockbox"
    RETURNS = "returns"


class LineKind(StrEnum):
    """How the money moved, as far as the bank says."""

    TRANSFER = "transfer"
    DIRECT_DEBIT = "direct_debit"
    CHECK = "check"
    CARD = "card"
    CASH = "cash"
    FEE = "fee"
    INTEREST = "interest"
    RETURN = "return"
    OTHER = "other"


class PaidReference(NamedTuple):
    """One document that the payer says the money is for (RfrdDocInf, RMR, a lockbox's invoice record).

    `kind` is invoice, credit_memo, purchase_order, statement, customer or other; `paid_amount` is negative where a
    credit was netted. None means that the file does not say.
    """

    number: str
    kind: str = "invoice"
    gross_amount: Decimal | None = None
    discount_amount: Decimal | None = None
    paid_amount: Decimal | None = None
    document_date: date | None = None
    adjustments: tuple["Adjustment", ...] = ()


class Adjustment(NamedTuple):
    """What the payer held back or added, with the code that the file gave (X12 426, EDIFACT 4465, ISO); signed.

    Below zero the payer pays less.
    """

    code: str
    amount: Decimal
    text: str = ""


class StatementLine(NamedTuple):
    """One movement on the account. Grain: one transaction; a batch entry is split into its transactions.

    `amount` is signed: money in is positive. `reference` is the bank's own, unique within the account where the bank
    keeps its word. `batch` joins the parts of one batch entry. `address` says where in the file it stands.
    """

    booking_date: date
    value_date: date
    amount: Decimal
    currency: str
    kind: LineKind = LineKind.OTHER
    reference: str = ""
    end_to_end_id: str = ""
    payer: str = ""
    payer_account: str = ""
    payer_bank: str = ""
    text: str = ""
    check_number: str = ""
    creditor_reference: str = ""
    bank_code: str = ""
    return_code: str = ""
    is_reversal: bool = False
    is_pending: bool = False
    batch: str = ""
    original_amount: Decimal | None = None
    original_currency: str = ""
    exchange_rate: Decimal | None = None
    charges_amount: Decimal | None = None
    references: tuple[PaidReference, ...] = ()
    address: str = ""


class Statement(NamedTuple):
    """One statement of one account. `opening` and `closing` are signed booked balances, None where not given."""

    account: str
    currency: str
    kind: StatementKind = StatementKind.END_OF_DAY
    bank: str = ""
    account_name: str = ""
    number: str = ""
    reference: str = ""
    opening_date: date | None = None
    opening: Decimal | None = None
    closing_date: date | None = None
    closing: Decimal | None = None
    lines: tuple[StatementLine, ...] = ()

    def booked_amount(self) -> Decimal:
        """Return the sum of the booked lines; pending ones are not part of any balance."""
        return sum((line.amount for line in self.lines if not line.is_pending), Decimal(0))

    def difference(self) -> Decimal | None:
        """Return closing less opening less lines: zero ties, None where the file does not give both balances."""
        if self.opening is None or self.closing is None:
            return None
        return self.closing - self.opening - self.booked_amount()


class Remittance(NamedTuple):
    """A payer's own list of what one payment is for. `amount` is what was or will be paid; None where not said.

    Where given, `amount` is the sum of the lines' `paid_amount` and of `adjustments`, which belong to no one line.
    """

    payer: str = ""
    payer_number: str = ""
    payer_account: str = ""
    payee: str = ""
    currency: str = ""
    amount: Decimal | None = None
    payment_date: date | None = None
    method: str = ""
    trace: str = ""
    number: str = ""
    lines: tuple[PaidReference, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    text: str = ""
    address: str = ""

    def listed_amount(self) -> Decimal | None:
        """Return the sum of what the lines and adjustments say is paid; None where a line does not say."""
        paid = [line.paid_amount for line in self.lines]
        if not paid or any(one is None for one in paid):
            return None
        loose = sum((one.amount for one in self.adjustments), Decimal(0))
        return sum((one for one in paid if one is not None), Decimal(0)) + loose

    def difference(self) -> Decimal | None:
        """Return what was paid less what the lines say: zero ties, None where one of them is not given."""
        listed = self.listed_amount()
        return None if listed is None or self.amount is None else self.amount - listed


def tie_problem(found: Statement, address: str) -> Problem | None:
    """Return the problem of a statement whose balances do not tie; the statement is given all the same, and waits."""
    difference = found.difference()
    if not difference:
        return None
    return Problem(
        "exchange.statement.does_not_tie",
        gettext_noop("Opening {opening} and lines {lines} do not make closing {closing}: {difference} is missing."),
        sheet=address,
        facts={
            "opening": str(found.opening),
            "lines": str(found.booked_amount()),
            "closing": str(found.closing),
            "difference": str(difference),
        },
    )


def listing_problem(found: Remittance, address: str) -> Problem | None:
    """Return the problem of a remittance whose lines do not sum to what was paid; it is given all the same."""
    difference = found.difference()
    if not difference:
        return None
    return Problem(
        "exchange.remittance.does_not_tie",
        gettext_noop("The lines sum to {lines}, but {amount} was paid: {difference} is missing."),
        sheet=address,
        facts={"lines": str(found.listed_amount()), "amount": str(found.amount), "difference": str(difference)},
    )
