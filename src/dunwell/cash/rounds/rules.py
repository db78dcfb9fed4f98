"""Many receipts at once: each is weighed alone, then what two of them claim is settled, the same way in any order.

A receipt that stands alone above the threshold takes its documents. Where two would take more of a document than is
open, the one that came first (value date, then number) keeps it if both say the same of the same amount (a payment made
twice); otherwise neither is certain. What was taken is gone for the others, which are weighed again, up to three times.
"""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dunwell.cash.evidence.rules import Item, Named, Waiting
from dunwell.cash.hypotheses.rules import answers_for
from dunwell.cash.matching.rules import MatchingDocument, Part, Verdict, Weighed, weigh

MOST_ROUNDS = 3


class Matched(NamedTuple):
    """What the matcher says of one receipt: its answers, best first, and whether another receipt claims the same."""

    receipt_id: int
    weighed: tuple[Weighed, ...]
    is_contested: bool = False
    is_duplicate: bool = False


class Head(NamedTuple):
    """What a receipt is told apart by before its evidence is looked at."""

    receipt_id: int
    amount: int
    value_day: int


class Pile(Sequence[Waiting]):
    """Receipts that are made up only when they are asked for; `heads` are there at once."""

    @abstractmethod
    def heads(self) -> list[Head]:
        """Return what the receipts are told apart by, in their order."""


class Book:
    """The open documents by customer, less what earlier rounds took of them."""

    def __init__(self, by_customer: Callable[[int], Sequence[Item]]) -> None:
        self._by_customer = by_customer
        self.taken: dict[int, int] = {}
        self._left: dict[int, Sequence[Item]] = {}

    def open_of(self, customer_id: int) -> Sequence[Item]:
        """Return a customer's open documents, oldest due first."""
        if not self.taken:
            return self._by_customer(customer_id)
        if customer_id not in self._left:
            items = self._by_customer(customer_id)
            if not any(one.item_id in self.taken for one in items):
                self._left[customer_id] = items
            else:
                self._left[customer_id] = [left for one in items if (left := self.left_of(one)) is not None]
        return self._left[customer_id]

    def take(self, item_id: int, amount: int) -> None:
        """Take so much of a document."""
        self.taken[item_id] = self.taken.get(item_id, 0) + amount
        self._left.clear()

    def left_of(self, item: Item) -> Item | None:
        """Return the document with what is left of it, None where nothing is."""
        gone = self.taken.get(item.item_id, 0)
        left = item.open_amount - gone
        if not gone:
            return item
        return item._replace(open_amount=left, discount=0, parts=()) if left else None


Matcher = Callable[[Sequence[Waiting], Book, MatchingDocument], list[Matched]]


def match_one(receipt: Waiting, book: Book, document: MatchingDocument) -> Matched:
    """Return what is to be said of one receipt by itself."""
    weighed = weigh(answers_for(receipt, book.open_of, document), receipt.amount, document)
    return Matched(receipt.receipt_id, tuple(weighed))


def match_each(receipts: Sequence[Waiting], book: Book, document: MatchingDocument) -> list[Matched]:
    """Return what is to be said of each receipt by itself, in this process."""
    return [match_one(receipt, book, document) for receipt in receipts]


def match_all(
    receipts: Sequence[Waiting], book: Book, document: MatchingDocument, matcher: Matcher = match_each
) -> dict[int, Matched]:
    """Return what is to be said of every receipt, by receipt; the order in which they are given does not matter."""
    heads = receipts.heads() if isinstance(receipts, Pile) else [Head(*one[:3]) for one in receipts]
    by_id = {head.receipt_id: head for head in heads}
    places = {head.receipt_id: place for place, head in enumerate(heads)}
    read: dict[int, Waiting] = {}

    def waiting(number: int) -> Waiting:
        if number not in read:
            read[number] = receipts[places[number]]
        return read[number]

    matched = {one.receipt_id: one for one in matcher(receipts, book, document)}
    final: dict[int, Matched] = {}
    for _ in range(MOST_ROUNDS):
        sure = {number: one for number, one in matched.items() if number not in final and _is_auto(one)}
        kept, contested, twice = _settled(sure, by_id, book)
        if not sure:
            break
        final |= kept
        touched = _take(kept.values(), book)
        final |= {number: _demoted(sure[number]) for number in contested}
        again = [
            _without(waiting(number), book, number in twice)
            for number, one in sorted(matched.items())
            if number not in final and (number in twice or _offers(one, touched) or _mentions(waiting(number), touched))
        ]
        matched |= {one.receipt_id: one for one in matcher(again, book, document)}
        matched |= {number: matched[number]._replace(is_duplicate=True) for number in twice if number in matched}
    return matched | final


def _is_auto(one: Matched) -> bool:
    return bool(one.weighed) and one.weighed[0].verdict is Verdict.AUTO and not one.is_duplicate


def _settled(
    sure: Mapping[int, Matched], by_id: Mapping[int, Head], book: Book
) -> tuple[dict[int, Matched], set[int], set[int]]:
    """Split the certain receipts into those that keep what they claim, those in conflict, and second payments."""
    claims: dict[int, list[int]] = defaultdict(list)
    wanted: dict[int, int] = defaultdict(int)
    owner: dict[int, int] = {}
    for number, one in sure.items():
        for part in one.weighed[0].answer.parts:
            claims[part.item_id].append(number)
            wanted[part.item_id] += _whole(part)
            owner[part.item_id] = part.customer_id
    contested: set[int] = set()
    twice: set[int] = set()
    for item_id, numbers in claims.items():
        if len(numbers) == 1 or abs(wanted[item_id]) <= _room(item_id, owner[item_id], book):
            continue
        first, *others = sorted(numbers, key=lambda number: (by_id[number].value_day, number))
        for other in others:
            same = by_id[other].amount == by_id[first].amount
            (twice if same else contested).add(other)
        if any(by_id[other].amount != by_id[first].amount for other in others):
            contested.add(first)
    twice -= contested
    kept = {number: one for number, one in sure.items() if number not in contested | twice}
    return kept, contested, twice


def _whole(part: Part) -> int:
    return part.amount + part.discount + part.tolerance + part.fee + part.deduction


def _room(item_id: int, customer_id: int, book: Book) -> int:
    return max((abs(one.open_amount) for one in book.open_of(customer_id) if one.item_id == item_id), default=0)


def _take(kept: Iterable[Matched], book: Book) -> set[int]:
    touched = set()
    for one in kept:
        for part in one.weighed[0].answer.parts:
            book.take(part.item_id, _whole(part))
            touched.add(part.item_id)
    return touched


def _offers(one: Matched, touched: set[int]) -> bool:
    return any(part.item_id in touched for weighed in one.weighed for part in weighed.answer.parts)


def _mentions(receipt: Waiting, touched: set[int]) -> bool:
    named = {each.item.item_id for each in receipt.named} | {each.item.item_id for each in receipt.instructions}
    return not named.isdisjoint(touched)


def _without(receipt: Waiting, book: Book, is_twice: bool) -> Waiting:
    """Return the receipt as the book now is: what it names and was taken by another is paid already."""
    named, gone = [], list(receipt.paid_already)
    for one in receipt.named:
        left = book.left_of(one.item)
        if left is None:
            gone.append(one.item.number)
        else:
            named.append(Named(left, one.how))
    lines = tuple(one for one in receipt.instructions if book.left_of(one.item) is not None)
    if is_twice and not gone:
        gone = ["…"]
    return receipt._replace(named=tuple(named), instructions=lines, paid_already=tuple(dict.fromkeys(gone)))


def _demoted(one: Matched) -> Matched:
    first, *rest = one.weighed
    return one._replace(weighed=(first._replace(verdict=Verdict.SUGGESTED), *rest), is_contested=True)
