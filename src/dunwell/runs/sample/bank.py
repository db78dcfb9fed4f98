"""What the sample creditors' banks sent last: statements (camt.053) with receipts of every sort, and a payer's list.

The receipts pay documents that are open: some say everything, some a number with a slip, some nothing at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from xml.sax.saxutils import escape

from dunwell.base.money import plain, round_amount
from dunwell.runs.sample.shapes import SampleCreditor, SampleItem

ACCOUNTS = {"USD": "US-4418 0021 7735", "HKD": "HK-024 388 112233 001", "PHP": "PH-0031 5520 18"}
OPENING = Decimal("18250.40")
OLD_ENOUGH = timedelta(days=12)


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One booked line: money in is above zero; `payer` as the bank writes it."""

    booking_date: date
    amount: Decimal
    text: str
    reference: str
    payer: str = ""
    payer_account: str = ""


@dataclass(frozen=True, slots=True)
class SampleBank:
    """A creditor's account with its last lines in the order of their days, and a remittance that came by mail."""

    account: str
    currency: str
    lines: tuple[SampleLine, ...]
    remittance: str


def sample_bank(creditor: SampleCreditor, as_of: date, *, seed: int = 7) -> SampleBank:
    """Write what came in on the last two weekdays before a morning; the same day and seed give the same."""
    rng = Random(f"{seed}/{creditor.key}/bank")  # noqa: S311 - a sample book is no secret
    first, last = _weekdays_before(as_of)
    payers = _payers(creditor, first)
    rng.shuffle(payers)
    code = creditor.base_currency
    listed = next(each for each in payers if len(each[1]) >= 3)
    payers.remove(listed)
    lines = [*_clear(rng, payers, first, code), *_doubtful(rng, payers, last, code), _listed(listed, last, code)]
    lines.append(SampleLine(last, -round_amount(Decimal("18.50"), code), "ACCOUNT FEE", "FEE-1"))
    numbered = tuple(sorted(lines, key=lambda line: line.booking_date))
    return SampleBank(ACCOUNTS.get(code, f"{code}-000 111 222"), code, numbered, _remittance(listed, last, code))


def _weekdays_before(as_of: date) -> tuple[date, date]:
    found: list[date] = []
    day = as_of
    while len(found) < 2:
        day -= timedelta(days=1)
        if day.weekday() < 5:
            found.append(day)
    return found[1], found[0]


Payer = tuple[str, list[SampleItem]]


def _payers(creditor: SampleCreditor, day: date) -> list[Payer]:
    """Return the names of customers that have no part in the story, with what they owe, the oldest due first."""
    disputed = {hold.item_number for hold in creditor.holds}
    plain_ones = {each.number: each.name for each in creditor.customers if not each.cast}
    owed: dict[str, list[SampleItem]] = {}
    for item in creditor.items:
        is_owed = item.amount > 0 and item.open_amount(day) == item.open_amount(day + timedelta(days=9)) == item.amount
        if not is_owed or item.item_number in disputed or item.currency != creditor.base_currency:
            continue
        if item.document_date <= day - OLD_ENOUGH and item.customer_number in plain_ones:
            owed.setdefault(item.customer_number, []).append(item)
    return [(plain_ones[number], sorted(items, key=_by_due)) for number, items in sorted(owed.items())]


def _by_due(item: SampleItem) -> tuple[date, str]:
    return item.due_date, item.item_number


def _line(payer: Payer, day: date, amount: Decimal, text: str, at: int) -> SampleLine:
    name = payer[0]
    return SampleLine(
        day, amount, text, f"{day:%y%m%d}-{at:03d}", name.upper(), f"ACC-{sum(map(ord, name)) % 899_981:06d}"
    )


def _clear(rng: Random, payers: list[Payer], day: date, code: str) -> Iterator[SampleLine]:
    """Receipts that say what they pay: one document, or two at once."""
    for at in range(1, 6):
        payer = payers.pop()
        item = payer[1][0]
        yield _line(payer, day, item.amount, f"{rng.choice(('INV', 'PAYMENT', 'YOUR'))} {item.item_number}", at)
    both = next(each for each in payers if len(each[1]) >= 2)
    payers.remove(both)
    one, two = both[1][:2]
    yield _line(both, day, round_amount(one.amount + two.amount, code), f"{one.item_number} {two.item_number}", 6)


def _doubtful(rng: Random, payers: list[Payer], day: date, code: str) -> Iterator[SampleLine]:
    """Receipts that somebody has to look at: short, over, mistyped, silent, of nobody known."""
    short, over, typo, silent, round_sum = (payers.pop() for _ in range(5))
    item = short[1][0]
    held = round_amount(item.amount * Decimal("0.06"), code)
    yield _line(short, day, item.amount - held, f"{item.item_number} LESS FREIGHT CLAIM {plain(held, code)}", 11)
    item = over[1][0]
    yield _line(over, day, item.amount + round_amount(Decimal(120), code), item.item_number, 12)
    item = typo[1][0]
    yield _line(typo, day, item.amount, f"INVOICE {_slipped(item.item_number)}", 13)
    item = silent[1][-1]
    yield _line(silent, day, item.amount, "TRANSFER", 14)
    yield _line(round_sum, day, round_amount(Decimal(rng.randint(3, 9) * 500), code), "PAYMENT ON ACCOUNT", 15)
    unknown = round_amount(Decimal(rng.randint(41_000, 98_000)) / 100, code)
    yield SampleLine(day, unknown, f"DEPOSIT {rng.randint(1000, 9999):06d}", f"{day:%y%m%d}-016")


def _slipped(number: str) -> str:
    return f"{number[:-2]}{number[-1]}{number[-2]}" if number[-1] != number[-2] else number[:-1]


def _listed(payer: Payer, day: date, code: str) -> SampleLine:
    total = sum((item.amount for item in payer[1][:3]), Decimal(0))
    return _line(payer, day, round_amount(total, code), "SEE REMITTANCE", 17)


def _remittance(payer: Payer, day: date, code: str) -> str:
    items = payer[1][:3]
    total = sum((item.amount for item in items), Decimal(0))
    rows = "\n".join(f"{item.item_number}    {plain(item.amount, code)}" for item in items)
    return (
        f"Remittance advice\nFrom: {payer[0]}\nPayment date: {day}\nPayment amount: {plain(total, code)} {code}\n\n"
        f"Invoice    Amount\n{rows}\nTotal    {plain(total, code)}\n"
    )


def camt_of(bank: SampleBank) -> bytes:
    """Return the account's lines as camt.053, one statement a day, each going on from the one before."""
    balance, statements = OPENING, []
    for number, day in enumerate(sorted({line.booking_date for line in bank.lines}), start=1):
        lines = [line for line in bank.lines if line.booking_date == day]
        opening, balance = balance, balance + sum((line.amount for line in lines), Decimal(0))
        statements.append(_statement(bank, number, day, lines, opening, balance))
    body = "".join(statements)
    space = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
    head = f"<GrpHdr><MsgId>{bank.lines[-1].booking_date:%Y%m%d}</MsgId></GrpHdr>"
    told = f'<Document xmlns="{space}"><BkToCstmrStmt>{head}{body}</BkToCstmrStmt></Document>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{told}\n'.encode()


def _statement(
    bank: SampleBank, number: int, day: date, lines: Sequence[SampleLine], opening: Decimal, closing: Decimal
) -> str:
    account = escape(bank.account.replace(" ", ""))
    named = f"<Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>{bank.currency}</Ccy></Acct>"
    balances = _balance("OPBD", opening, bank.currency, day) + _balance("CLBD", closing, bank.currency, day)
    entries = "".join(_entry(line, bank.currency) for line in lines)
    return f"<Stmt><Id>S{day:%Y%m%d}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb>{named}{balances}{entries}</Stmt>"


def _balance(code: str, amount: Decimal, currency: str, day: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_amount(amount, currency)}<Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _amount(amount: Decimal, currency: str) -> str:
    sign = "CRDT" if amount >= 0 else "DBIT"
    return f'<Amt Ccy="{currency}">{plain(abs(amount), currency)}</Amt><CdtDbtInd>{sign}</CdtDbtInd>'


def _entry(line: SampleLine, currency: str) -> str:
    who = ""
    if line.payer:
        who = (
            f"<RltdPties><Dbtr><Pty><Nm>{escape(line.payer)}</Nm></Pty></Dbtr>"
            f"<DbtrAcct><Id><Othr><Id>{line.payer_account}</Id></Othr></Id></DbtrAcct></RltdPties>"
        )
    said = f"<RmtInf><Ustrd>{escape(line.text)}</Ustrd></RmtInf>"
    return (
        f"<Ntry>{_amount(line.amount, currency)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{line.booking_date}</Dt></BookgDt>"
        f"<ValDt><Dt>{line.booking_date}</Dt></ValDt><AcctSvcrRef>{line.reference}</AcctSvcrRef>"
        f"<NtryDtls><TxDtls>{who}{said}</TxDtls></NtryDtls></Ntry>"
    )
