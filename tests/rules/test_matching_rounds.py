"""What holds of every matching, whatever the book: order changes nothing, no cent is lost, nothing is taken twice."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dunwell.cash.evidence.rules import Item, Named, Payer, Waiting
from dunwell.cash.matching.rules import UNIT, MatchingDocument, Verdict, arithmetic_of
from dunwell.cash.rounds.rules import Book, Matched, match_all

DAY = date(2026, 3, 31).toordinal()
CENT = UNIT // 100
RULES = MatchingDocument()


@st.composite
def items(draw: st.DrawFn, item_id: int) -> Item:
    """Draw a document of one of three customers: amounts that meet, some with a discount, some in parts."""
    amount = draw(st.sampled_from([10_000, 25_050, 9_999, 123_456, -5_000])) * CENT
    discount = draw(st.sampled_from([0, amount // 50 // CENT * CENT])) if amount > 0 else 0
    parts = (amount // 2, amount - amount // 2) if amount > 0 and draw(st.booleans()) else ()
    return Item(
        item_id, draw(st.integers(1, 3)), f"INV-{item_id:05d}", f"{26000 + item_id}", amount, DAY - 40,
        DAY - draw(st.integers(-20, 60)), discount, DAY + 1, draw(st.booleans()), parts,
    )  # fmt: skip


@st.composite
def books(draw: st.DrawFn) -> tuple[list[Item], list[Waiting]]:
    """Draw documents, and receipts that half know what they pay."""
    drawn = [draw(items(item_id)) for item_id in range(1, draw(st.integers(2, 8)))]
    receipts = []
    for receipt_id in range(1, draw(st.integers(2, 6))):
        named = draw(st.lists(st.sampled_from(drawn), max_size=3, unique=True))
        payers = draw(st.lists(st.integers(1, 3), max_size=2, unique=True))
        cents = draw(st.sampled_from([10_000, 9_800, 35_050, 25_050, 123_456, 121_956, 5_000, 1, 500_000]))
        receipts.append(
            Waiting(
                receipt_id, cents * CENT, DAY - draw(st.integers(0, 2)), tuple(Named(one, "full") for one in named),
                tuple(Payer(one, "name_same", f"C{one}", 100, (2,) if one == 1 else ()) for one in payers),
                has_name=bool(payers), figures=frozenset(draw(st.sampled_from([[], [15_00 * CENT]]))),
            )
        )  # fmt: skip
    return drawn, receipts


def matched_of(drawn: Sequence[Item], receipts: Sequence[Waiting]) -> dict[int, Matched]:
    """Match receipts with a book of literal documents."""
    held = defaultdict(list)
    for one in sorted(drawn, key=lambda item: (item.due_day, item.item_id)):
        held[one.customer_id].append(one)
    return match_all(receipts, Book(lambda customer_id: held[customer_id]), RULES)


@settings(deadline=None, max_examples=150)
@given(books(), st.integers(0, 99))
def test_the_order_in_which_receipts_are_read_changes_nothing(
    book: tuple[list[Item], list[Waiting]], seed: int
) -> None:
    drawn, receipts = book
    first = matched_of(drawn, receipts)
    random.Random(seed).shuffle(receipts)
    assert matched_of(drawn, receipts) == first


@settings(deadline=None, max_examples=150)
@given(books())
def test_every_answer_sums_to_its_receipt_and_the_scores_stay_below_one(
    book: tuple[list[Item], list[Waiting]],
) -> None:
    drawn, receipts = book
    matched = matched_of(drawn, receipts)
    for receipt in receipts:
        found = matched[receipt.receipt_id].weighed
        for one in found:
            lines = arithmetic_of(one.answer, {})
            summed = [Decimal(line["amount"]) for line in lines if line["code"] in ("applied", "left")]
            assert sum(summed) == Decimal(receipt.amount) / UNIT
        assert sum(one.score for one in found) < 1
        assert all(one.verdict is not Verdict.AUTO for one in found[1:])


@settings(deadline=None, max_examples=150)
@given(books())
def test_no_document_is_settled_beyond_what_is_open(book: tuple[list[Item], list[Waiting]]) -> None:
    drawn, receipts = book
    opened = {one.item_id: one.open_amount for one in drawn}
    certain: dict[int, int] = defaultdict(int)
    for one in matched_of(drawn, receipts).values():
        for weighed in one.weighed:
            for part in weighed.answer.parts:
                settled = part.amount + part.discount + part.tolerance + part.fee + part.deduction
                assert abs(settled) <= abs(opened[part.item_id])
                if weighed.verdict is Verdict.AUTO:
                    certain[part.item_id] += settled
    assert all(abs(settled) <= abs(opened[item_id]) for item_id, settled in certain.items())


def test_a_payment_made_twice_is_kept_once_whichever_is_read_first() -> None:
    invoice = Item(1, 1, "INV-00001", "26001", 1_234_56 * CENT, DAY - 40, DAY)
    payer = Payer(1, "name_same", "Acme", 100)
    twice = [
        Waiting(number, invoice.open_amount, day, (Named(invoice, "full"),), (payer,), has_name=True)
        for number, day in ((1, DAY), (2, DAY - 1))
    ]
    found = matched_of([invoice], twice)
    assert found[2].weighed[0].verdict is Verdict.AUTO
    assert found[1].is_duplicate
    assert not any(one.verdict is Verdict.AUTO for one in found[1].weighed)
