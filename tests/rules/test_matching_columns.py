"""The matcher's fast ways give what the plain ones give: columns as rows, blocks as sets, spellings as a pattern."""

import re
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.matching_book import Desk, MemoryEngine

from dunwell.cash.columns.rules import OpenItems, Texts
from dunwell.cash.evidence.rules import Item
from dunwell.cash.matching.rules import UNIT, MatchingDocument
from dunwell.cash.pairing.rules import Held, pairs_met
from dunwell.cash.rounds.queries import match_in_processes
from dunwell.cash.rounds.rules import match_each
from dunwell.cash.spelling.rules import is_spelling, spellings_of

DAY = date(2026, 3, 31)


@settings(deadline=None)
@given(st.lists(st.text(max_size=8), max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_column_of_texts_gives_what_was_put_in(texts: list[str], start: int, end: int) -> None:
    column = Texts(pa.chunked_array([texts[:3], texts[3:]], type=pa.string()))
    end = min(end, len(texts))
    assert column.between(start, end) == texts[start:end]
    assert [column.at(place) for place in range(len(texts))] == texts


def _rows() -> pa.Table:
    days = [date(2026, 2, 1), DAY, None, None, None]
    return pa.table(
        {
            "item_id": [30, 10, 50, 20, 40],
            "customer_id": [1, 1, 1, 2, 2],
            "currency": ["EUR", "EUR", "USD", "EUR", "EUR"],
            "is_held": [False, True, False, False, False],
            "number": ["INV-30", "發票10", "INV-50", "INV-20", ""],
            "digits": ["", "", "", "", ""],
            "open_amount": [100, 200, 300, -5, 7],
            "original_amount": [100, 250, 300, -5, 7],
            "discount": [2, 5, 0, 0, 0],
            "issued_date": pa.array([DAY] * 5, pa.date32()),
            "due_date": pa.array([DAY] * 5, pa.date32()),
            "discount_date": pa.array(days, pa.date32()),
        }
    )


def test_documents_become_rows_when_they_are_asked_for() -> None:
    items, day = OpenItems(_rows(), {10: (1, 2)}), DAY.toordinal()
    first = Item(30, 1, "INV-30", "", 100, day, day, 2, date(2026, 2, 1).toordinal())
    # Of a document paid in part there is no discount left.
    second = Item(10, 1, "發票10", "", 200, day, day, 0, 0, True, (1, 2))
    assert list(items.of(1, "EUR")) == [first, second]
    assert [one.item_id for one in items.of(1, "USD")] == [50]
    assert not items.of(2, "USD")
    assert not items.of(3, "EUR")
    assert items.places_of(np.array([10, 11, 40])).tolist() == [1, -1, 4]
    assert items.at(1) == second
    assert items.currency_at(2) == "USD"


def test_an_empty_book_has_no_documents() -> None:
    items = OpenItems(_rows().slice(0, 0), {})
    assert not items.of(1, "EUR")
    assert items.places_of(np.array([10])).tolist() == [-1]


MET = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=40)


@settings(deadline=None)
@given(MET, MET, st.integers(1, 4))
def test_names_meet_in_small_blocks_or_else_in_the_smallest(
    left: list[tuple[int, int]], right: list[tuple[int, int]], most: int
) -> None:
    in_block: dict[int, list[int]] = {}
    for block, name in sorted(set(right)):
        in_block.setdefault(block, []).append(name)
    expected = set()
    for name in {name for _, name in left}:
        blocks = sorted((len(in_block[block]), block) for block, one in set(left) if one == name and block in in_block)
        small = [block for size, block in blocks if size <= most] or [block for _, block in blocks[:1]]
        expected |= {(name, other) for block in small for other in in_block[block][:most]}
    one, other = pairs_met(*(_held(sorted(set(rows))) for rows in (left, right)), most=most)
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == sorted(expected)


def _held(rows: list[tuple[int, int]]) -> Held:
    both = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return Held(both[:, 0], both[:, 1])


@settings(max_examples=60, deadline=None)
@given(st.text("永昌興隆華", min_size=1, max_size=3), st.data())
def test_a_word_is_a_spelling_where_the_pattern_of_all_spellings_says_so(characters: str, data: st.DataObject) -> None:
    each = [sum(spellings_of(one), ()) for one in characters]
    word = "".join(data.draw(st.sampled_from(one)) for one in each) + data.draw(st.sampled_from(["", "", "x", "g"]))
    pattern = re.compile("".join(f"(?:{'|'.join(one)})" for one in each))
    assert is_spelling(word, characters) == (pattern.fullmatch(word) is not None)


@pytest.mark.parametrize("percent", ["0.1", "0.5", "0", "3.333", "10"])
@pytest.mark.parametrize("whole", [0, 9_999, -123_456_789, 10**17 + 7])
def test_tolerances_are_what_decimals_make_of_them(percent: str, whole: int) -> None:
    document = MatchingDocument(under_percent=Decimal(percent), over_percent=Decimal(percent))
    share = int(abs(whole) * Decimal(percent) / 100)
    assert document.counted.under(whole) == min(int(document.under_amount * UNIT), share)
    assert document.counted.over(whole) == min(int(document.over_amount * UNIT), share)


def test_two_processes_say_what_one_says(monkeypatch: pytest.MonkeyPatch) -> None:
    from dunwell.cash.evidence import queries
    from dunwell.cash.payers import rules as payers
    from dunwell.cash.rounds import queries as rounds

    desk = Desk()
    for place in range(40):
        customer = desk.customer(
            f"C{place}", f"永昌{'興隆盛泰'[place % 4]}{place} Trading Company {place // 3} Limited"
        )
        desk.item(customer, f"INV-{10_000 + place}", f"{100 + place % 7}.50")
        desk.receipt(f"{100 + place % 7}.50", f"INV {10_000 + place}" if place % 3 else "", payer=f"TRADING CO {place}")
    given_ = desk.rows
    document = MatchingDocument()

    def answers() -> list[object]:
        read = queries.read_tables(MemoryEngine(given_))
        receipts = read.receipts["EUR"]
        found = match_in_processes(receipts, read.book("EUR"), document)
        assert found == match_each(receipts, read.book("EUR"), document)
        return [list(receipts), found]

    alone = answers()
    for module in (queries, payers):
        monkeypatch.setattr(module, "WORTH_A_PROCESS", 1)
    for module, name in ((queries, "PIECE"), (rounds, "_PIECE")):
        monkeypatch.setattr(module, name, 7)
    assert answers() == alone
