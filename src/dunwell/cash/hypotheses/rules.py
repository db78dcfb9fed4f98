"""From a receipt and what is known of its payer to every answer worth weighing.

The caller hands over a receipt with the documents its payer named and the customers its payer may be, and a book that
gives a customer's open documents. Nothing here asks a database or a clock, and nothing depends on other receipts.
Amounts are whole ten-thousandths, days are ordinals (`date.toordinal`).
"""

import math
from collections.abc import Callable, Iterable, Sequence

from dunwell.cash.combining.rules import sets_making
from dunwell.cash.evidence.rules import EXACT, Fit, Instruction, Item, Payer, Waiting, evidence_of
from dunwell.cash.matching.rules import Answer, Evidence, MatchingDocument, Part
from dunwell.cash.references.rules import slip_between

MOST_COMBINED = 18
MOST_PAYERS = 3
MOST_LISTED = 400
DECISIVE, MOST_CREDITS = 30, 8
_SETTLED = frozenset({"exact", "discount", "installment", "tolerance"})


OpenOf = Callable[[int], Sequence[Item]]


def answers_for(receipt: Waiting, open_of: OpenOf, document: MatchingDocument) -> list[Answer]:
    """Return every answer worth weighing, each set of parts once (the one with most points)."""
    made = Maker(receipt, open_of, document)
    best: dict[tuple[Part, ...], Answer] = {}
    for answer in made.all():
        key = answer.parts if len(answer.parts) < 2 else tuple(sorted(answer.parts))
        if key not in best or answer.points > best[key].points:
            best[key] = answer
    return list(best.values())


def _money_of(answer: Answer) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((part.item_id, part.amount) for part in answer.parts))


class Maker:
    """Makes the answers of one receipt; a class only so that the receipt and the rules need not be handed around."""

    def __init__(self, receipt: Waiting, open_of: OpenOf, document: MatchingDocument) -> None:
        self.receipt, self.open_of, self.document = receipt, open_of, document
        self.points = document.points
        self.by_customer = {payer.customer_id: payer for payer in receipt.payers[:MOST_PAYERS]}
        self.how = {one.item.item_id: one.how for one in receipt.named}
        self._sums: dict[int, frozenset[int]] = {}
        self.counted = document.counted
        self._most_over, self._most_short = self.counted.over_most, max(self.counted.fee, self.counted.under_most)

    def all(self) -> Iterable[Answer]:
        """Yield the answers of the instructions, of what is named, and of what the likely payers owe."""
        receipt = self.receipt
        found = list(self.instructed()) if receipt.instructions else []
        named = [one.item for one in receipt.named]
        if named:
            told = {_money_of(one) for one in found}
            # The payer's own list says why money is missing; the same money without the why is no other answer.
            found += [one for one in self.of_named(named) if _money_of(one) not in told]
        yield from found
        # Where the payer named its own documents and the amount is theirs, no other answer can come near.
        if any(one.points >= self.points["nothing"] + DECISIVE and one.kind in _SETTLED for one in found):
            return
        for payer in receipt.payers[:MOST_PAYERS]:
            yield from self.of_payer(payer)

    # --- the payer's own list

    def instructed(self) -> Iterable[Answer]:
        """Yield the answer that a remittance gives, where it sums to the receipt."""
        lines = self.receipt.instructions
        parts = tuple(
            Part(one.item.item_id, one.item.customer_id, one.paid, one.discount, 0, 0, one.deduction, one.code)
            for one in lines
            if self._fits_open(one)
        )
        residual = self.receipt.amount - sum(part.amount for part in parts)
        if not parts or residual < 0 or residual > self.receipt.unresolved + self._over(self.receipt.amount):
            return
        held_back = sum(part.deduction for part in parts)
        code = "amount.deduction" if held_back else "amount.exact"
        items = [one.item for one in lines if self._fits_open(one)]
        fit = Fit(code, parts, residual, held_back)
        yield self._answer(items, fit, left_out=len(lines) - len(parts))

    @staticmethod
    def _fits_open(line: Instruction) -> bool:
        settled, opened = line.paid + line.discount + line.deduction, line.item.open_amount
        return (0 < settled <= opened) if opened > 0 else (opened <= settled < 0)

    # --- documents named in the text

    def of_named(self, named: list[Item]) -> Iterable[Answer]:
        """Yield answers that pay the named documents: all of them, some of them, or them and others."""
        amount = self.receipt.amount
        fits = list(self.fits(named, amount))
        for fit in fits:
            yield self._answer(named, fit)
        # A credit that nobody named may make up the difference by chance: what it hides is weighed as well.
        if any(fit.code in EXACT and fit.code != "amount.credit" for fit in fits):
            return
        if len(named) > 1:
            yield from self._some_of(named, amount)
        whole = sum(one.open_amount for one in named)
        pool = self._pool_beside(named)
        if pool:
            rest = amount - whole
            for chosen in self._sets(pool, rest):
                fit = self._exactly([*named, *chosen])._replace(rest=abs(rest))
                tries = math.comb(len(pool), len(chosen))
                yield self._answer([*named, *chosen], fit, tries=tries, unnamed=len(chosen))
        if amount < whole:
            yield from self._short(named, amount)
        elif amount > whole > 0:
            fit = Fit("amount.over", self._parts(named), amount - whole, amount - whole)
            yield self._answer(named, fit)

    def _some_of(self, named: list[Item], amount: int) -> Iterable[Answer]:
        found = sets_making([one.open_amount for one in named[:MOST_COMBINED]], amount)
        for places in found.sets[:8]:
            chosen = [named[place] for place in places]
            if len(chosen) < len(named):
                yield self._answer(chosen, self._exactly(chosen), left_out=len(named) - len(chosen))
        for one in named if not found.sets else ():
            for fit in self.fits([one], amount):
                yield self._answer([one], fit, left_out=len(named) - 1)

    def _short(self, named: list[Item], amount: int) -> Iterable[Answer]:
        """Yield the answer that the oldest named documents are paid as far as the money goes.

        Where the payer's text says that something was held back, the rest of what is named is that deduction.
        """
        whole = sum(one.open_amount for one in named)
        if self.receipt.claim and 0 < (whole - amount) * 5 <= whole:
            code = "amount.deduction" if whole - amount in self.receipt.figures else "amount.short"
            yield self._answer(named, Fit(code, self._with_last(named, deduction=whole - amount), 0, whole - amount))
            return
        left, parts = amount, []
        for one in sorted(named, key=lambda item: (item.due_day, item.item_id)):
            part = min(left, one.open_amount)
            if one.open_amount > 0 and part > 0:
                parts.append(Part(one.item_id, one.customer_id, part))
                left -= part
        missing = sum(one.open_amount for one in named) - amount
        yield self._answer(named, Fit("amount.short", tuple(parts), left, missing))

    def _pool_beside(self, named: list[Item]) -> list[Item]:
        taken = {one.item_id for one in named}
        customers = list(dict.fromkeys(one.customer_id for one in named))
        if len(customers) > 2:
            return []
        pool = [one for customer in customers for one in self.open_of(customer) if one.item_id not in taken]
        return pool if len(pool) <= MOST_COMBINED else []

    # --- what a likely payer owes

    def of_payer(self, payer: Payer) -> Iterable[Answer]:
        """Yield answers among the open documents of a customer that the payer may be, and of its family."""
        own = list(self.open_of(payer.customer_id))
        found = list(self._among(own))
        yield from found
        if payer.family and not any(one.kind in EXACT for one in found):
            family = [one for member in payer.family for one in self.open_of(member)]
            yield from self._among([*own, *family], singles_of=family)
        if payer.number in self.document.oldest_first_customers:
            yield from self._oldest_first(own)

    def _among(self, pool: list[Item], singles_of: list[Item] | None = None) -> Iterable[Answer]:
        amount = self.receipt.amount
        named = {one.item.item_id for one in self.receipt.named}
        singles = [one for one in (pool if singles_of is None else singles_of) if one.item_id not in named]
        tries = max(1, len(pool))
        hit = False
        may_slip = bool(self.receipt.digits) and not named
        low, high, figures = -self._most_over, self._most_short, self.receipt.figures
        for one in singles:
            how = self._slip(one) if may_slip and one.digits else ""
            short = one.open_amount - amount
            if not (how or low <= short <= high or short == one.discount or one.parts) and not (
                short > 0 and (short in figures or short in self._credit_sums(one.customer_id))
            ):
                continue
            for fit in self.fits([one], amount):
                hit = hit or fit.code in EXACT
                yield self._answer([one], fit, tries=tries, slip=how, unnamed=0 if how else 1)
            if how and amount < one.open_amount and not self._is_fit([one], amount):
                yield self._answer([one], self._short_fit(one, amount), tries=tries, slip=how)
        yield from self._totals(pool, tries)
        if not hit:
            yield from self._combined(pool)

    def _totals(self, pool: list[Item], tries: int) -> Iterable[Answer]:
        late = [one for one in pool if one.due_day < self.receipt.value_day]
        for chosen, code in ((pool, "amount.all_open"), (late, "amount.all_past_due")):
            if 1 < len(chosen) <= MOST_LISTED and (code == "amount.all_open" or len(late) < len(pool)):
                for fit in self.fits(chosen, self.receipt.amount):
                    yield self._answer(chosen, fit, tries=tries, extra=code, unnamed=len(chosen))

    def _combined(self, pool: list[Item]) -> Iterable[Answer]:
        charges = [one for one in pool if one.open_amount > 0][:MOST_COMBINED]
        credits_ = [one for one in pool if one.open_amount < 0][:4]
        is_whole = len([one for one in pool if one.open_amount > 0]) <= MOST_COMBINED
        if len(charges) + len(credits_) < 2:
            return
        for usable, late in ((charges, False), (charges, True), ([*charges, *credits_], False)):
            if usable is not charges and not credits_:
                continue
            amounts = [one.open_amount - (self._discount(one) if late else 0) for one in usable]
            if late and amounts == [one.open_amount for one in usable]:
                continue
            found = sets_making(amounts, self.receipt.amount)
            for places in found.sets[:6]:
                chosen = [usable[place] for place in places]
                fit = self._exactly(chosen, with_discount=late)
                count = max(found.total, 1) if is_whole else max(found.total, 2)
                tries = math.comb(max(len(amounts), len(places)), len(places))
                yield self._answer(chosen, fit, tries=tries, unnamed=len(chosen), solutions=count)
            if found.sets:
                return

    def _oldest_first(self, own: list[Item]) -> Iterable[Answer]:
        left, parts = self.receipt.amount, []
        for one in sorted(own, key=lambda item: (item.due_day, item.issued_day, item.item_id)):
            part = min(left, one.open_amount)
            if part > 0:
                parts.append(Part(one.item_id, one.customer_id, part))
                left -= part
        chosen = {part.item_id for part in parts}
        fit = Fit("amount.exact", tuple(parts), left)
        if parts:
            yield self._answer([one for one in own if one.item_id in chosen], fit, extra="agreed.oldest_first")

    # --- how an amount fits a set

    def fits(self, chosen: Sequence[Item], amount: int) -> Iterable[Fit]:
        """Yield how the amount settles these documents: exact, discount, tolerance, fee, credit, installment."""
        whole = sum([one.open_amount for one in chosen])
        if whole == amount:
            yield self._exactly(chosen)
            return
        discount = sum([self._discount(one) for one in chosen if one.discount])
        if discount and whole - discount == amount:
            yield self._exactly(chosen, with_discount=True)
            return
        short = whole - amount
        if 0 < short <= self._under(whole):
            yield Fit("amount.tolerance", self._with_last(chosen, tolerance=short), 0, short)
        elif 0 < -short <= self._over(whole):
            yield Fit("amount.tolerance", self._parts(chosen), -short, -short)
        elif 0 < short * 5 <= whole and len(chosen) <= 5 and not self.receipt.claim and self._is_fee(short):
            yield Fit("amount.fee", self._with_last(chosen, fee=short), 0, short)
        if len(chosen) == 1:
            yield from self._installments(chosen[0], amount)
        if short > 0:
            yield from self._netted(chosen, short)

    def _installments(self, one: Item, amount: int) -> Iterable[Fit]:
        running = 0
        for part in one.parts:
            running += part
            if amount in (part, running) and amount < one.open_amount:
                yield Fit("amount.installment", (Part(one.item_id, one.customer_id, amount),), 0)
                return

    def _netted(self, chosen: Sequence[Item], short: int) -> Iterable[Fit]:
        customers = {one.customer_id for one in chosen}
        if len(customers) > 2 or (len(customers) == 1 and short not in self._credit_sums(chosen[0].customer_id)):
            return
        taken = {one.item_id for one in chosen}
        credits_ = [
            one for customer in customers for one in self.open_of(customer)
            if one.open_amount < 0 and one.item_id not in taken
        ][:MOST_CREDITS]  # fmt: skip
        if not credits_:
            return
        for places in sets_making([-one.open_amount for one in credits_], short).sets[:2]:
            netted = [credits_[place] for place in places]
            said = all(one.item_id in self.how for one in netted)
            tries = 1 if said else 2 ** len(credits_) - 1
            yield Fit("amount.credit", self._parts([*chosen, *netted]), 0, short, tries, short)

    def _exactly(self, chosen: Sequence[Item], *, with_discount: bool = False) -> Fit:
        has_credit = any(one.open_amount < 0 for one in chosen)
        code = "amount.discount" if with_discount else "amount.credit" if has_credit else "amount.exact"
        discounts = [self._discount(one) if with_discount else 0 for one in chosen]
        parts = tuple(
            Part(one.item_id, one.customer_id, one.open_amount - off, off)
            for one, off in zip(chosen, discounts, strict=True)
        )
        off = sum(discounts) if with_discount else -sum(one.open_amount for one in chosen if one.open_amount < 0)
        return Fit(code, parts, 0, off)

    def _short_fit(self, one: Item, amount: int) -> Fit:
        return Fit("amount.short", (Part(one.item_id, one.customer_id, amount),), 0, one.open_amount - amount)

    def _is_fit(self, chosen: list[Item], amount: int) -> bool:
        return any(True for _ in self.fits(chosen, amount))

    @staticmethod
    def _parts(chosen: Sequence[Item]) -> tuple[Part, ...]:
        return tuple(Part(one.item_id, one.customer_id, one.open_amount) for one in chosen)

    def _with_last(
        self, chosen: Sequence[Item], *, tolerance: int = 0, fee: int = 0, deduction: int = 0
    ) -> tuple[Part, ...]:
        """Return the parts of the whole set, the difference taken off the largest document."""
        off, claim = tolerance + fee + deduction, self.receipt.claim if deduction else ""
        largest = max(chosen, key=lambda one: (one.open_amount, -one.item_id))
        return tuple(
            Part(one.item_id, one.customer_id, one.open_amount - off, 0, tolerance, fee, deduction, claim)
            if one is largest
            else Part(one.item_id, one.customer_id, one.open_amount)
            for one in chosen
        )

    def _sets(self, pool: list[Item], target: int) -> list[list[Item]]:
        found = sets_making([one.open_amount for one in pool], target) if target else None
        return [[pool[place] for place in places] for places in found.sets[:4]] if found else []

    def _discount(self, one: Item) -> int:
        in_time = self.receipt.value_day <= one.discount_day + self.document.discount_grace_days
        return one.discount if in_time else 0

    def _under(self, whole: int) -> int:
        return self.counted.under(whole)

    def _over(self, whole: int) -> int:
        return self.counted.over(whole)

    def _credit_sums(self, customer_id: int) -> frozenset[int]:
        """Return what a customer's credits come to, every combination of the first eight."""
        if customer_id not in self._sums:
            credits_ = [-one.open_amount for one in self.open_of(customer_id) if one.open_amount < 0][:MOST_CREDITS]
            sums = {0}
            for credit in credits_:
                sums |= {total + credit for total in sums}
            self._sums[customer_id] = frozenset(sums - {0})
        return self._sums[customer_id]

    def _is_fee(self, short: int) -> bool:
        return short in self.receipt.figures or short <= self.counted.fee

    def _slip(self, one: Item) -> str:
        """Return how the text holds this document's number but for one slip; nothing where it does not."""
        if not one.digits or one.item_id in self.how:
            return ""
        size = len(one.digits)
        for digits in self.receipt.digits:
            if -1 <= len(digits) - size <= 1 and (how := slip_between(digits, one.digits)):
                return how
        return ""

    def _answer(
        self,
        chosen: Sequence[Item],
        fit: Fit,
        *,
        tries: int = 1,
        slip: str = "",
        unnamed: int = 0,
        left_out: int = 0,
        solutions: int = 1,
        extra: str = "",
    ) -> Answer:
        found = evidence_of(
            self.receipt, chosen, fit, self.document, tries=tries, slip=slip, unnamed=unnamed, left_out=left_out
        )
        if extra:
            found.append(Evidence(extra, self.points[extra]))
        kind = fit.code.partition(".")[2]
        return Answer(fit.parts, fit.residual, kind, tuple(found), solutions)
