"""The eighteen behaviors of payers, each a method that writes one receipt; `make_cash.py` calls them by their names."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import cash_texts as texts
import numpy as np
from cash_book import FIRST_NUMBER
from cash_names import KINDS, as_banks_write
from cash_payers import Draft, Paid, Payers

MOST_ITEMS, SMALL_POOL = 12, 14
FEES = (1_000, 1_500, 2_000, 2_500, 3_000)


class Behaviors(Payers):
    """What payers do; behaviors that change amounts of the book must be written before those that rely on them."""

    def equal_amounts(self) -> None:
        """No reference, and two invoices of the customer are open with exactly the amount: nobody can know."""
        for row in self.invoices():
            others = [one for one in self.free(int(self.book.customer[row]), near=row) if one != row]
            if others:
                twin = self.rng.choice(others)
                self.book.cents[twin] = self.book.cents[row]
                self.book.used[twin] = True
                text = self.framed(self.rng.choice(texts.BARE))
                self.write(
                    "equal_amounts", int(self.book.customer[row]), self.in_full([row]), text=text, is_decidable=False
                )
                return

    def installment(self) -> None:
        """The next installment of an invoice that is payable in parts, cited."""
        row, parts = next(self.invoices(lambda row: int(self.book.cents[row]) >= 60_000)), self.rng.choice((2, 3, 4))
        unit = 10_000 if self.is_yen(row) else 1
        part = int(self.book.cents[row]) // parts // unit * unit
        self.book.cents[row], self.book.installments[row] = part * parts, parts
        paid = [Paid(row, part)]
        self.write("installment", int(self.book.customer[row]), paid, **self.cited(paid))

    def discount(self) -> None:
        """One or two invoices less the early-payment discount, within its days."""
        points = self.book.customers.discount_basis_points
        row = next(self.invoices(lambda row: points[self.book.customer[row]] > 0))
        customer, day = int(self.book.customer[row]), self.day()
        more = [one for one in self.free(customer, near=row) if one != row]
        rows = [row, *(more[:1] if self.rng.random() < 0.3 else [])]
        paid = []
        for one in rows:
            self.book.document_day[one] = day - self.rng.randrange(1, int(self.book.customers.discount_days[customer]))
            self.book.due_day[one] = self.book.document_day[one] + self.book.customers.net_days[customer]
            taken = self.discount_of(one, day)
            paid.append(Paid(one, int(self.book.cents[one]) - taken, discount=taken))
        self.write("discount", customer, paid, **{**self.cited(paid), "day": day})

    def exact(self) -> None:
        """One invoice in full, cited."""
        row = next(self.invoices())
        paid = self.in_full([row])
        self.write("exact", int(self.book.customer[row]), paid, **self.cited(paid))

    def many_to_one(self) -> None:
        """Several invoices in one sum: cited, or uncited where only one set of them sums to it."""
        uncited = self.rng.random() < 0.15
        for row in self.invoices():
            customer = int(self.book.customer[row])
            rows = self._some_of(customer, row)
            if len(rows) < 2:
                continue
            paid = self.in_full(rows)
            if not uncited:
                self.write("many_to_one", customer, paid, **self.cited(paid))
                return
            pool = [int(one) for one in self.book.pool(customer)]
            total = sum(one.amount for one in paid)
            if len(pool) <= SMALL_POOL and self.sums(pool, total) == 1 and not self.readings(customer, total):
                text = self.framed(self.rng.choice(texts.BARE))
                self.write("many_to_one", customer, paid, text=text)
                return

    def short(self) -> None:
        """A cited invoice paid too low: by cents, or by a deduction of 2 to 20 percent with or without a word why."""
        row = next(self.invoices(lambda row: int(self.book.cents[row]) > 20_000))
        cents, is_small = int(self.book.cents[row]), self.rng.random() < 0.25 and not self.is_yen(row)
        less = self.rng.randrange(1, 100) if is_small else int(cents * self.rng.uniform(0.02, 0.2)) // 100 * 100
        less = less // 10_000 * 10_000 + 10_000 if self.is_yen(row) else max(1, less)
        paid = [Paid(row, cents - less, deduction=less)]
        cited = self.cited(paid)
        why = "" if is_small else self.rng.choice(texts.REASONS)
        self.write("short", int(self.book.customer[row]), paid, **{**cited, "text": f"{cited['text']} {why}".strip()})

    def over(self) -> None:
        """A cited invoice paid too high; what is left over stays with the customer."""
        row = next(self.invoices())
        paid = self.in_full([row])
        more = self.rng.choice((1_000, 5_000, 10_000, paid[0].amount // 10 + 600)) // 100 * 100
        more = more // 10_000 * 10_000 + 10_000 if self.is_yen(row) else more
        self.write("over", int(self.book.customer[row]), paid, **self.cited(paid), amount=paid[0].amount + more)

    def fee(self) -> None:
        """A cited invoice that arrives less a bank's charge, often with the charge code."""
        row = next(self.invoices(lambda row: int(self.book.cents[row]) > 100_000))
        charge = self.rng.choice(FEES) * (100 if self.is_yen(row) else 1)
        paid = [Paid(row, int(self.book.cents[row]) - charge, fee=charge)]
        cited = self.cited(paid)
        code = self.rng.choice((" /CHGS/SHA", " CHGS BEN", f" /CHGS/{charge / 100:.2f}", ""))
        self.write("fee", int(self.book.customer[row]), paid, **{**cited, "text": f"{cited['text']}{code}".strip()})

    def typo(self) -> None:
        """A wrong, missing or doubled digit in the number cited; the amount is right and no other item has it."""
        self._misquoted("typo", texts.with_typo)

    def transposed(self) -> None:
        """Two neighboring digits exchanged in the number cited; the amount is right and no other item has it."""
        self._misquoted("transposed", texts.transposed)

    def no_reference(self) -> None:
        """Nothing cited; exactly one open item of the family has the amount."""
        row = self._lone()
        text = self.framed(self.rng.choice(texts.BARE))
        self.write("no_reference", int(self.book.customer[row]), self.in_full([row]), text=text)

    def wrong_reference(self) -> None:
        """The number of another customer's item: cited by error, or because that item is truly paid by this payer."""
        row, other = self._lone(), next(self.invoices())
        payer, stranger = int(self.book.customer[row]), int(self.book.customer[other])
        same_family = self.book.customers.family[payer] == self.book.customers.family[stranger]
        if same_family or self.book.cents[other] == self.book.cents[row]:
            self.wrong_reference()
            return
        pays_for_other = self.rng.random() < 0.3
        paid = self.in_full([other if pays_for_other else row])
        text = self.framed(self.rng.choice(texts.SINGLE).format(self.book.number(other)))
        currency = int(self.book.customers.currency[stranger if pays_for_other else payer])
        # The item that the other number could be taken for must stay open and unpaid by anyone else.
        self.book.used[row] = self.book.used[other] = True
        self.write("wrong_reference", payer, paid, text=text, currency=currency)

    def duplicate(self) -> None:
        """The same money again: of a receipt of these days, or of one that was posted long ago. It pays nothing."""
        firsts = [place for place, one in enumerate(self.drafts[-400:]) if one.behavior == "exact"]
        if firsts and self.rng.random() < 0.5:
            place = max(0, len(self.drafts) - 400) + self.rng.choice(firsts)
            first = self.drafts[place]
            first.day -= 1
            again = replace(first, behavior="duplicate", day=first.day + 1, paid=[], has_usable_evidence=False)
            self.drafts.append(replace(again, duplicate_of=place))
            return
        row = next(self.invoices())
        customer, gone = int(self.book.customer[row]), len(self.book.cents) + self.rng.randrange(10**5)
        amount = int(self.book.cents[row]) + (10_000 if self.is_yen(row) else 37)
        if self.readings(customer, amount):
            self.duplicate()
            return
        text = self.framed(self.rng.choice(texts.SINGLE).format(f"INV-{9_000_000 + gone % 10**6}"))
        self.write("duplicate", customer, [], text=text, amount=amount, has_usable_evidence=False, follows_past=True)

    def family(self) -> None:
        """The parent pays for its children, in its own name: cited, or one item that only one of the family has."""
        people = self.book.customers
        cited = self.rng.random() < 0.75
        for row in self.invoices(lambda row: people.parent[self.book.customer[row]] >= 0):
            customer = int(self.book.customer[row])
            payer = int(people.parent[customer])
            siblings = [one for one in self.free(payer)[:1] + self.free(customer, near=row)[:3] if one != row]
            if cited:
                paid = self.in_full([row, *siblings[: self.rng.randrange(3)]])
                self.write("family", payer, paid, **self.cited(paid))
                return
            if self.readings(customer, int(self.book.cents[row])) == 1:
                self.write("family", payer, self.in_full([row]), text=self.framed(self.rng.choice(texts.BARE)))
                return

    def net_of_credit(self) -> None:
        """Invoices less a credit memo, cited: both, or only the invoices where the difference is one memo."""
        for row in self.invoices(lambda row: int(self.book.cents[row]) > 50_000):
            customer = int(self.book.customer[row])
            memos = [
                one for one in self.free(customer, memos=True, near=row) if -self.book.cents[one] < self.book.cents[row]
            ]
            if not memos:
                continue
            paid = self.in_full([row, memos[0]])
            same = [one for one in self.free(customer, memos=True) if self.book.cents[one] == self.book.cents[memos[0]]]
            hidden = self.rng.random() < 0.3 and len(same) == 1
            self.write("net_of_credit", customer, paid, **self.cited(paid[:1] if hidden else paid))
            self._without_amounts_of_lines(self.drafts[-1], hidden=hidden)
            return

    def truncated(self) -> None:
        """Several invoices whose list the bank cut off; only one set of items begins so and sums to the amount."""
        for row in self.invoices():
            customer = int(self.book.customer[row])
            rows, pool = self._some_of(customer, row), [int(one) for one in self.book.pool(customer)]
            if len(rows) < 2 or len(pool) > SMALL_POOL:
                continue
            numbers = [self.book.number(one) for one in rows]
            width = self.rng.choice((27, 35))
            text = f"INV {' '.join(numbers)}"[:width]
            seen = [one for one, number in zip(rows, numbers, strict=True) if number in text]
            rest = [one for one in pool if one not in seen]
            missing = sum(int(self.book.cents[one]) for one in rows) - sum(int(self.book.cents[one]) for one in seen)
            if seen and len(seen) < len(rows) and self.sums(rest, missing) == 1:
                self.write("truncated", customer, self.in_full(rows), text=text)
                return

    def chinese_payer(self) -> None:
        """The payer's name in Chinese; cited in two of three, else one item of the family has the amount."""
        people = self.book.customers
        cited = self.rng.random() < 0.67
        for row in self.invoices(lambda row: bool(people.simplified_name[self.book.customer[row]])):
            customer = int(self.book.customer[row])
            name = self.rng.choice((people.traditional_name, people.simplified_name))[customer]
            paid = self.in_full([row])
            if cited:
                self.write("chinese_payer", customer, paid, **self.cited(paid), payer_name=name)
                return
            if self.readings(customer, paid[0].amount) == 1:
                text = self.framed(self.rng.choice(texts.BARE))
                self.write("chinese_payer", customer, paid, text=text, payer_name=name)
                return

    def unknown(self) -> None:
        """A payer that nobody knows, an amount that means nothing: it stays where it is."""
        stranger = f"{self.rng.choice(('Zyx', 'Quv', 'Wox', 'Yzz'))}{self.rng.choice(('arn', 'ipo', 'uko', 'ebu'))} "
        stranger += f"{self.rng.choice(KINDS)} {self.rng.choice(('Kft', 'Oy', 'A/S', 'Sp. z o.o.'))}"
        # Half of them send exactly what some item happens to have open: an amount alone proves nothing.
        dollars = np.flatnonzero(
            (self.book.customers.currency[self.book.customer[:5000]] == 0) & ~self.book.is_credit[:5000]
        )
        chance = int(self.book.cents[self.rng.choice(dollars.tolist())])
        self.write(
            "unknown",
            -1,
            [],
            text=self.framed(self.rng.choice(texts.BARE)),
            amount=chance if self.rng.random() < 0.5 else self.rng.randrange(10_000, 9_000_000),
            payer_name=as_banks_write(self.rng, stranger),
            payer_account=f"777-{self.rng.randrange(10**9):09d}",
            currency=0,
            has_usable_evidence=False,
        )

    def _lone(self) -> int:
        """Return an invoice whose amount no other item of the family can explain."""
        return next(
            self.invoices(lambda row: self.readings(int(self.book.customer[row]), int(self.book.cents[row])) == 1)
        )

    def _some_of(self, customer: int, row: int) -> list[int]:
        """Return two to twelve unpaid invoices of a customer around one of them, or only that one."""
        free = self.free(customer, near=row)
        count = min(len(free), MOST_ITEMS, 2 + int(self.rng.expovariate(0.6)))
        place = free.index(row)
        start = max(0, min(place, len(free) - count))
        return (
            free[start : start + count]
            if self.rng.random() < 0.6
            else sorted({row, *self.rng.sample(free, count - 1 or 1)})
        )

    def _misquoted(self, behavior: str, spoil: Callable[[Random, str], str]) -> None:
        """Cite an item by a spoiled number, one that is not by chance the number of another item of the family."""
        row = self._lone()
        number, customer = self.book.number(row), int(self.book.customer[row])
        spoiled = next((one for one in (spoil(self.rng, number) for _ in range(9)) if self._is_stray(one, number)), "")
        if not spoiled:
            self._misquoted(behavior, spoil)
            return
        text = self.framed(self.rng.choice(texts.SINGLE).format(spoiled))
        self.write(behavior, customer, self.in_full([row]), text=text)

    def _is_stray(self, spoiled: str, number: str) -> bool:
        meant, hit = self._row_of(number), self._row_of(spoiled)
        if spoiled == number or not 0 <= hit < len(self.book.cents):
            return spoiled != number
        family = self.book.customers.family
        return bool(family[self.book.customer[hit]] != family[self.book.customer[meant]])

    def _row_of(self, number: str) -> int:
        digits = texts.without_zeros(number)
        return int(digits) % 10_000_000 - FIRST_NUMBER if digits else -1

    def _without_amounts_of_lines(self, draft: Draft, *, hidden: bool) -> None:
        """A remittance that hides its credit states the invoice net of it, as payers do."""
        if hidden and draft.lines:
            reference, _, discount = draft.lines[0]
            draft.lines = [(reference, draft.amount, discount)]
