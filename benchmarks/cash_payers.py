"""How payers take items of a book and write receipts for them; what they do is in `cash_behaviors.py`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

import cash_texts as texts
import numpy as np
from cash_book import CURRENCIES, Book
from cash_names import as_banks_write
from make_book import EPOCH

DAYS_OF_RECEIPTS = 5
NO_ACCOUNT_SHARE, LINES_SHARE, STRUCTURED_SHARE = 0.45, 0.15, 0.12


@dataclass(slots=True)
class Paid:
    """What a receipt truly pays of one item, in cents: cash applied, discount taken, charge borne, deducted."""

    row: int
    amount: int
    discount: int = 0
    fee: int = 0
    deduction: int = 0


@dataclass(slots=True)
class Draft:
    """A receipt before it is written: rows of the book, cents and days."""

    behavior: str
    payer: int
    amount: int
    currency: int
    day: int
    payer_name: str
    payer_account: str
    text: str
    paid: list[Paid]
    references: list[str] = field(default_factory=list)
    lines: list[tuple[str, int, int]] = field(default_factory=list)
    is_decidable: bool = True
    has_usable_evidence: bool = True
    duplicate_of: int = -1
    follows_past: bool = False


class Payers:
    """Draws receipts from a book; each item is paid by one receipt only, so that their order does not matter."""

    def __init__(self, book: Book, seed: int) -> None:
        self.book = book
        self.rng = Random(f"{seed} payers")
        self.drafts: list[Draft] = []
        self._queue = np.random.default_rng([seed, 12]).permutation(np.flatnonzero(~book.is_credit))
        self._next = 0

    # --- taking items ---

    def invoices(self, suits: Callable[[int], bool] | None = None) -> Iterator[int]:
        """Yield invoices that nobody has paid yet, in random order."""
        tried = 0
        while tried < len(self._queue):
            row = int(self._queue[self._next % len(self._queue)])
            self._next, tried = self._next + 1, tried + 1
            if not self.book.used[row] and (suits is None or suits(row)):
                yield row
        raise RuntimeError("the book has too few items for so many receipts of this behavior")

    def free(self, customer: int, *, memos: bool = False, near: int | None = None) -> list[int]:
        """Return unpaid items of one customer, at most sixty around an item, in the order of their numbers."""
        pool = self.book.pool(customer)
        if near is not None and len(pool) > 60:
            place = int(np.searchsorted(pool, near))
            pool = pool[max(0, place - 30) : place + 30]
        mask = (self.book.customer[pool] == customer) & (self.book.is_credit[pool] == memos) & ~self.book.used[pool]
        return [int(row) for row in pool[mask]]

    def discount_of(self, row: int, day: int) -> int:
        """Return the early-payment discount of an item on a day, in cents rounded half up; 0 when it is over."""
        book, customer = self.book, int(self.book.customer[row])
        points = int(book.customers.discount_basis_points[customer])
        in_time = day <= int(book.document_day[row]) + int(book.customers.discount_days[customer])
        return (int(book.cents[row]) * points + 5_000) // 10_000 if in_time and not book.is_credit[row] else 0

    def readings(self, customer: int, amount: int) -> int:
        """Return how many items of the family alone explain an amount: in full, less discount, or an installment."""
        pool = self.book.pool(customer)
        cents = self.book.cents[pool]
        points = self.book.customers.discount_basis_points[self.book.customer[pool]]
        less = cents - (cents * points + 5_000) // 10_000
        return int(((cents == amount) | (less == amount) | (cents // self.book.installments[pool] == amount)).sum())

    def sums(self, rows: list[int], amount: int) -> int:
        """Return how many subsets of a few items sum to an amount, by trying them all."""
        totals = np.zeros(1, dtype=np.int64)
        for row in rows:
            totals = np.concatenate([totals, totals + self.book.cents[row]])
        return int((totals == amount).sum())

    # --- writing ---

    def write(self, behavior: str, payer: int, paid: list[Paid], *, text: str = "", **changes: object) -> Draft:
        """Write a receipt: payer as the bank spells it, a day, a text; `changes` replace what is drawn."""
        rng, people = self.rng, self.book.customers
        for one in paid:
            self.book.used[one.row] = True
        draft = Draft(
            behavior=behavior,
            payer=payer,
            amount=sum(one.amount for one in paid),
            currency=int(people.currency[payer]),
            day=self.day(),
            payer_name=as_banks_write(rng, people.name[payer]),
            payer_account="" if rng.random() < NO_ACCOUNT_SHARE else people.account(payer),
            text=text,
            paid=paid,
        )
        draft = replace(draft, **changes)  # type: ignore[arg-type]
        self.drafts.append(draft)
        return draft

    def day(self) -> int:
        """Return a value date: one of the last days."""
        return self.book.as_of_day - self.rng.randrange(DAYS_OF_RECEIPTS)

    def framed(self, frame: str) -> str:
        """Return a text with what else a bank puts on the line."""
        tail = self.rng.choice(texts.AROUND)
        day = EPOCH + timedelta(days=self.book.as_of_day - self.rng.randrange(8))
        return (frame + tail.format(self.rng.randrange(10**14) if "TRACE" in tail else day)).strip()

    def names_of(self, rows: list[int]) -> list[str]:
        """Return the numbers a payer cites: document numbers, or for all of them orders, loads or waybills."""
        book, draw = self.book, self.rng.random()
        if draw < 0.10:
            return [book.purchase_order(row) for row in rows]
        if draw < 0.25 and all(book.load_number(row) for row in rows):
            kind = book.load_number if draw < 0.18 else book.waybill_number
            return [kind(row) for row in rows]
        return [book.number(row) for row in rows]

    def cited(self, paid: list[Paid]) -> dict[str, object]:
        """Return text, structured references or remittance lines that name what is paid, in one of the usual ways."""
        rng, rows = self.rng, [one.row for one in paid]
        names, draw = self.names_of(rows), rng.random()
        if draw < LINES_SHARE:
            lines = [
                (texts.respelled(rng, name), one.amount + one.fee, one.discount)
                for name, one in zip(names, paid, strict=True)
            ]
            return {"text": self.framed(rng.choice(texts.BARE)), "lines": lines}
        if draw < LINES_SHARE + STRUCTURED_SHARE:
            return {"text": self.framed(rng.choice(texts.BARE)), "references": names}
        if len(names) == 1:
            return {"text": self.framed(rng.choice(texts.SINGLE).format(texts.respelled(rng, names[0])))}
        return {"text": self.framed(rng.choice(texts.SEVERAL).format(texts.listed(rng, names)))}

    def in_full(self, rows: list[int]) -> list[Paid]:
        """Return the items paid with what is open of each."""
        return [Paid(row, int(self.book.cents[row])) for row in rows]

    def is_yen(self, row: int) -> bool:
        """Return whether an item is in yen, which has no digits after the point."""
        return CURRENCIES[int(self.book.customers.currency[self.book.customer[row]])] == "JPY"
