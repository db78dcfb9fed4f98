"""From a remittance advice as somebody laid it out (columns, labels, sums) to a remittance; the arithmetic decides.

What a column `Amount` means, whether deductions are written below zero, and whether an advice lists what it pays or
what it holds back, is read off the sums that the advice itself states. Where nothing proves it, nothing is filled in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.advice_words import MONEY, is_credit_word
from dunwell.exchange.reading.amounts import DEFAULT_STYLE, guess_style, read_amount
from dunwell.exchange.reading.dates import EARLIEST, LATEST, DateStyle, guess_order, read_day
from dunwell.exchange.reading.grids import Cell, shown
from dunwell.exchange.reading.statements import Adjustment, PaidReference, Remittance

_UNKNOWN_REASONS = ("unknown", "unmapped", "unidentified", "no reason", "不明", "unbekannt")
_DATES = ("document_date", "payment_date")
Report = Callable[[Problem], None]


@dataclass
class AdviceRow:
    """One line of an advice as it stands: field to cell, and where."""

    row: int | None
    cells: dict[str, Cell]
    sheet: str = ""


@dataclass
class Advice:
    """One advice as it stands: facts by label, sums by what they sum, lines. Codes of problems begin with `code`."""

    code: str
    address: str
    facts: dict[str, Cell] = field(default_factory=dict)
    totals: dict[str, Cell] = field(default_factory=dict)
    rows: list[AdviceRow] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """How an advice writes numbers and dates; a date style of None means that day and month cannot be told apart."""

    numbers: str = DEFAULT_STYLE
    dates: DateStyle | None = None


@dataclass
class _Line:
    """One line with its amounts read."""

    row: AdviceRow
    number: str
    kind: str
    reason: str
    text: str
    day: date | None
    money: dict[str, Decimal]
    held: list[Adjustment] = field(default_factory=list)

    def paid(self) -> Decimal | None:
        """Return gross less discount and what is held back, where gross is known."""
        gross = self.money.get("gross")
        if gross is None:
            return None
        return gross - self.money.get("discount", Decimal(0)) + sum((one.amount for one in self.held), Decimal(0))


def settle_reading(advices: Iterable[Advice], numbers: str = "", dates: DateStyle | None = None) -> Reading:
    """Return how one file's advices write numbers and dates, over all of its cells; what is stated stands."""
    amounts: list[str] = []
    days: list[Cell] = []
    for advice in advices:
        cells = [(name, cell) for row in advice.rows for name, cell in row.cells.items()]
        cells += [(name, cell) for name, cell in advice.facts.items() if name in _DATES]
        amounts += [cell for cell in advice.totals.values() if isinstance(cell, str)]
        amounts += [cell for name, cell in cells if name in (*MONEY, "payment_amount") and isinstance(cell, str)]
        days += [cell for name, cell in cells if name in _DATES and cell != ""]
    if dates is None:
        order = guess_order(days).order
        dates = DateStyle(order) if order else None
    return Reading(numbers or guess_style(amounts)[0], dates)


def day_of(cell: Cell, reading: Reading) -> date | None:
    """Return a cell's day, None where it holds none or day and month cannot be told apart."""
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str) or not cell.strip():
        return None
    if reading.dates is not None:
        found = read_day(cell, reading.dates)
    else:
        first, second = read_day(cell, DateStyle("dmy")), read_day(cell, DateStyle("mdy"))
        found = first if first == second else None
    return found if found is not None and EARLIEST <= found <= LATEST else None


def money_of(cell: Cell, reading: Reading) -> tuple[Decimal | None, tuple[str, ...]]:
    """Return a cell's amount and the currencies its sign allows; None where it holds no readable amount."""
    if isinstance(cell, Decimal):
        return cell, ()
    if not isinstance(cell, str):
        return None, ()
    read = read_amount(cell, reading.numbers)
    return (None, ()) if read is None else (read.amount, read.currencies)


def remittance_of(advice: Advice, reading: Reading, report: Report, note: Report) -> Remittance | None:
    """Return the remittance that an advice states, None where it states neither an amount nor a line.

    A line whose amount cannot be read is reported and left out; sums that do not agree are reported, and the remittance
    is given all the same.
    """
    currencies: list[tuple[str, ...]] = []
    totals = _totals(advice, reading, report, currencies)
    lines = [line for row in advice.rows if (line := _line(advice, row, reading, report, currencies)) is not None]
    if not lines and "amount" not in totals:
        return None
    _settle(lines, totals)
    made = tuple(_reference(line) for line in _merged(lines))
    amount = totals.get("amount")
    for line in lines:
        if line.held and any(word in line.text.casefold() for word in _UNKNOWN_REASONS):
            words = gettext_noop(
                "{number}: the payer itself calls the reason {reason} of {amount} unknown. Ask the payer."
            )
            facts = {"number": line.number, "reason": line.reason or "-", "amount": str(line.held[0].amount)}
            report(Problem(f"{advice.code}.unknown_reason", words, advice.address, line.row.row, facts=facts))
    _check_sums(advice, lines, made, totals, report)
    return _made(advice, reading, made, amount, _currency(advice, currencies), note)


def _totals(advice: Advice, reading: Reading, report: Report, currencies: list[tuple[str, ...]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for name, cell in advice.totals.items():
        amount, signs = money_of(cell, reading)
        if amount is None:
            words = gettext_noop("The sum {text} cannot be read.")
            report(
                Problem(f"{advice.code}.bad_amount", words, advice.address, column=name, facts={"text": shown(cell)})
            )
            continue
        currencies.append(signs)
        found[name] = amount
    return found


def _line(
    advice: Advice, row: AdviceRow, reading: Reading, report: Report, currencies: list[tuple[str, ...]]
) -> _Line | None:
    money: dict[str, Decimal] = {}
    for name in MONEY:
        cell = row.cells.get(name, "")
        if cell == "" or (isinstance(cell, str) and cell.strip() in ("", "-", "–", "—")):
            continue
        amount, signs = money_of(cell, reading)
        if amount is None:
            words = gettext_noop("{text} is no amount. Correct it, or ask the payer; this line is left out.")
            sheet = row.sheet or advice.address
            facts = {"text": shown(cell)[:40]}
            report(Problem(f"{advice.code}.bad_amount", words, sheet, row.row, name.replace("_", " "), facts))
            return None
        currencies.append(signs)
        money[name] = amount
    number = _tidy(row.cells.get("number", ""))
    kind = "invoice"
    if not number and row.cells.get("purchase_order", "") != "":
        number, kind = _tidy(row.cells["purchase_order"]), "purchase_order"
    if is_credit_word(shown(row.cells.get("kind", ""))):
        kind = "credit_memo"
    return _Line(
        row,
        number,
        kind,
        _tidy(row.cells.get("reason", "")),
        _tidy(row.cells.get("reason_text", "")),
        day_of(row.cells.get("document_date", ""), reading),
        money,
    )


def _tidy(cell: Cell) -> str:
    return " ".join(shown(cell).split())


def _sum(lines: Sequence[_Line], name: str) -> Decimal:
    return sum((line.money.get(name, Decimal(0)) for line in lines), Decimal(0))


def _settle(lines: list[_Line], totals: dict[str, Decimal]) -> None:
    """Give each amount its meaning and sign."""
    has = {name for line in lines for name in line.money}
    if "amount" in has:
        _rename(lines, _meaning_of_amount(lines, totals, has))
    has = {name for line in lines for name in line.money}
    for line in lines:
        gross, discount = line.money.get("gross"), line.money.get("discount")
        if discount and discount < 0 and (gross is None or gross >= 0):
            line.money["discount"] = -discount
    if "deduction" in has:
        sign = _sign_of_deductions(lines)
        for line in lines:
            if line.money.get("deduction"):
                line.held.append(Adjustment(line.reason, sign * line.money["deduction"], line.text))
    _turn_credits(lines, totals)
    if "paid" not in has and "gross" in has:
        _derive_paid(lines, totals)


def _meaning_of_amount(lines: Sequence[_Line], totals: dict[str, Decimal], has: set[str]) -> str:
    """Return what a plain column `Amount` holds: what is paid, what is held back, or the invoices' gross."""
    total, net, held = _sum(lines, "amount"), totals.get("amount"), totals.get("deduction")
    if "paid" in has:
        return "gross" if "gross" not in has else ""
    if net is not None and total == net:
        return "paid"
    if held is not None and abs(total) == abs(held):
        return "deduction"
    if "deduction" not in has and held is not None and totals.get("gross") is not None and _has_reasons(lines):
        return "deduction"
    if "gross" in has:
        return "paid"
    if totals.get("gross") == total or has & {"discount", "deduction"}:
        return "gross"
    return "paid"


def _has_reasons(lines: Sequence[_Line]) -> bool:
    return all(line.reason for line in lines)


def _rename(lines: Sequence[_Line], name: str) -> None:
    for line in lines:
        amount = line.money.pop("amount", None)
        if name and amount is not None:
            line.money[name] = amount


def _sign_of_deductions(lines: Sequence[_Line]) -> int:
    """Return whether deductions are written below zero (1) or without a sign (-1), by gross and paid where both are."""
    votes = 0
    for line in lines:
        money, held = line.money, line.money.get("deduction")
        if held and "gross" in money and "paid" in money:
            missing = money["paid"] + money.get("discount", Decimal(0)) - money["gross"]
            votes += (missing == held) - (missing == -held)
    if votes:
        return 1 if votes > 0 else -1
    below = sum(line.money.get("deduction", Decimal(0)) < 0 for line in lines)
    above = sum(line.money.get("deduction", Decimal(0)) > 0 for line in lines)
    return 1 if below >= above else -1


def _turn_credits(lines: Sequence[_Line], totals: dict[str, Decimal]) -> None:
    """Subtract credits that are written above zero, where the sum does not say that they are meant so."""
    turned = [line for line in lines if line.kind == "credit_memo" and _worth(line) > 0]
    if not turned or totals.get("amount") == _sum(lines, "paid"):
        return
    for line in turned:
        for name in ("gross", "paid", "discount"):
            if name in line.money:
                line.money[name] = -line.money[name]


def _worth(line: _Line) -> Decimal:
    return line.money.get("paid", line.money.get("gross", Decimal(0)))


def _derive_paid(lines: Sequence[_Line], totals: dict[str, Decimal]) -> None:
    """Fill in what was paid by each line where gross less discount and deductions proves to be the stated sum."""
    derived = [line.paid() for line in lines]
    if any(one is None for one in derived):
        return
    if totals.get("amount") == sum((one for one in derived if one is not None), Decimal(0)):
        for line, one in zip(lines, derived, strict=True):
            line.money["paid"] = one if one is not None else Decimal(0)


def _merged(lines: Sequence[_Line]) -> list[_Line]:
    """Return lines in which a deduction in a row of its own stands with the invoice it was taken from."""
    whole: list[_Line] = []
    by_number: dict[str, _Line] = {}
    for line in lines:
        paid = line.money.get("paid")
        first = by_number.get(line.number)
        if first is not None and line.reason and paid is not None and paid < 0 and "paid" in first.money:
            first.money.setdefault("gross", first.money["paid"])
            first.money["paid"] += paid
            first.held.append(Adjustment(line.reason, paid, line.text))
            continue
        if line.number and not line.reason:
            by_number.setdefault(line.number, line)
        whole.append(line)
    return whole


def _reference(line: _Line) -> PaidReference:
    money = line.money
    worth = money.get("gross", money.get("paid", Decimal(0)))
    kind = "credit_memo" if line.kind == "invoice" and worth < 0 and not line.held else line.kind
    return PaidReference(
        line.number,
        kind,
        money.get("gross"),
        money.get("discount") or None,
        money.get("paid"),
        line.day,
        tuple(line.held),
    )


def _check_sums(
    advice: Advice,
    lines: Sequence[_Line],
    made: Sequence[PaidReference],
    totals: dict[str, Decimal],
    report: Report,
) -> None:
    """Report sums that do not agree with each other or with their lines; what is paid by line is compared elsewhere."""
    gross, net = totals.get("gross"), totals.get("amount")
    held = totals.get("deduction")
    if held is not None and any(line.held for line in lines):
        listed = sum((one.amount for line in lines for one in line.held), Decimal(0))
        if abs(listed) != abs(held):
            _differ(
                advice, report, gettext_noop("The deductions sum to {lines}, but {amount} is stated."), listed, held
            )
    if gross is not None and net is not None and held is not None and any(one.paid_amount is None for one in made):
        left = gross - abs(held) - abs(totals.get("discount", Decimal(0)))
        if left != net:
            _differ(advice, report, gettext_noop("Gross less deductions is {lines}, but {amount} was paid."), left, net)


def _differ(advice: Advice, report: Report, words: str, listed: Decimal, stated: Decimal) -> None:
    facts = {"lines": str(listed), "amount": str(stated), "difference": str(stated - listed)}
    report(Problem("exchange.remittance.does_not_tie", words, advice.address, facts=facts))


def _currency(advice: Advice, currencies: Sequence[tuple[str, ...]]) -> str:
    """Return the currency that is stated, or the only one that a sign can mean; a dollar sign alone tells none."""
    stated = [_tidy(advice.facts.get("currency", "")).upper()]
    stated += [_tidy(row.cells.get("currency", "")).upper() for row in advice.rows]
    found = {one for one in stated if len(one) == 3 and one.isalpha() and one.isascii()}
    found |= {signs[0] for signs in currencies if len(signs) == 1}
    return found.pop() if len(found) == 1 else ""


def _made(
    advice: Advice,
    reading: Reading,
    lines: tuple[PaidReference, ...],
    amount: Decimal | None,
    currency: str,
    note: Report,
) -> Remittance:
    facts = {name: _tidy(cell) for name, cell in advice.facts.items()}
    payment_date = day_of(advice.facts.get("payment_date", ""), reading)
    if facts.get("payment_date") and payment_date is None:
        words = gettext_noop(
            "The day of payment {text} can be read in more than one way, or is none. State it by hand."
        )
        note(Problem(f"{advice.code}.date_unclear", words, advice.address, facts={"text": facts["payment_date"][:30]}))
    return Remittance(
        payer=facts.get("payer", ""),
        payer_number=facts.get("payer_number", ""),
        payee=facts.get("payee", ""),
        currency=currency,
        amount=amount,
        payment_date=payment_date,
        method=facts.get("method", ""),
        trace=facts.get("trace", ""),
        number=facts.get("number", ""),
        lines=lines,
        text="\n".join(advice.texts),
        address=advice.address,
    )
