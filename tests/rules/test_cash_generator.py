"""The generator of the cash benchmark tells the truth, and its scorer tells right from wrong."""

import sys
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pyarrow as pa
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import bench_cash
import make_cash
from bench_cash import Proposal, answers_of, proposals_of, score
from make_cash import SHARES, Item, Made, Plan, Receipt, make, tables

ZERO = Decimal(0)
CITES_NOTHING = {"no_reference", "equal_amounts"}


@pytest.fixture(scope="module", params=[3, 8])
def made(request: pytest.FixtureRequest) -> Made:
    return make(Plan(receipts=500, seed=request.param))


@pytest.fixture(scope="module")
def receipts(made: Made) -> list[Receipt]:
    return list(made.receipts())


@pytest.fixture(scope="module")
def items(made: Made) -> dict[int, Item]:
    return {item.item_id: item for item in made.items()}


@pytest.fixture(scope="module")
def families(made: Made) -> dict[int, list[int]]:
    table, held = tables(made)["items"], defaultdict(list)
    for item_id, family in zip(table["item_id"].to_pylist(), table["family_id"].to_pylist(), strict=True):
        held[family].append(item_id)
    return held


def test_what_is_applied_and_what_is_left_is_what_came_in(receipts: list[Receipt]) -> None:
    for receipt in receipts:
        truth = receipt.truth
        assert sum((line.amount for line in truth.lines), ZERO) + truth.residual == receipt.amount
        assert truth.residual >= 0
        assert receipt.amount > 0


def test_nothing_is_paid_beyond_what_is_open_nor_twice(receipts: list[Receipt], items: dict[int, Item]) -> None:
    paid = Counter(line.item_id for receipt in receipts for line in receipt.truth.lines)
    assert set(paid.values()) == {1}
    for receipt in receipts:
        for line in receipt.truth.lines:
            item, settled = items[line.item_id], line.amount + line.discount + line.fee + line.deduction
            assert item.item_number == line.item_number
            assert item.customer_id == line.customer_id
            assert item.currency == receipt.currency
            expected = item.open_amount / item.installment_count if receipt.truth.behavior == "installment" else None
            assert settled == (item.open_amount if expected is None else expected)
            assert (item.kind == "credit_memo") == (line.amount < 0)


def test_the_same_seed_gives_the_same_rows_and_another_gives_others() -> None:
    plan = Plan(receipts=200, seed=5)
    one, other = tables(make(plan)), tables(make(plan))
    assert {name: table.equals(other[name]) for name, table in one.items()} == dict.fromkeys(one, True)
    assert not tables(make(replace(plan, seed=6)))["receipts"].equals(one["receipts"])


def test_every_behavior_comes_in_its_share(receipts: list[Receipt]) -> None:
    found = Counter(receipt.truth.behavior for receipt in receipts)
    total = sum(SHARES.values())
    assert len(SHARES) == 18
    assert {name: round(share / total * 500) - found[name] for name, share in SHARES.items()} == pytest.approx(
        dict.fromkeys(SHARES, 0), abs=1
    )
    assert sum(found.values()) == 500


def test_shares_can_be_chosen() -> None:
    only = make(Plan(receipts=40, shares={"exact": 3.0, "unknown": 1.0}))
    assert Counter(one.behavior for one in only.drafts) == {"exact": 30, "unknown": 10}


def test_two_equal_amounts_are_two_and_everything_else_uncited_is_one(
    receipts: list[Receipt], items: dict[int, Item], families: dict[int, list[int]], made: Made
) -> None:
    family = made.book.customers.family
    for receipt in receipts:
        truth = receipt.truth
        if truth.behavior not in CITES_NOTHING:
            continue
        (line,) = truth.lines
        pool = [items[one] for one in families[int(family[line.customer_id - 1]) + 1]]
        same = [one for one in pool if one.open_amount == receipt.amount]
        own = [one for one in same if one.customer_id == line.customer_id]
        assert len(own) >= 2 if truth.behavior == "equal_amounts" else len(same) == 1
        assert truth.is_decidable == (truth.behavior == "no_reference")
        assert not any(item.item_number in receipt.text for item in pool)


def _subsets(pool: list[Item], amount: Decimal) -> list[frozenset[int]]:
    return [
        frozenset(item.item_id for item in chosen)
        for size in range(1, len(pool) + 1)
        for chosen in combinations(pool, size)
        if sum(item.open_amount for item in chosen) == amount
    ]


def test_an_uncited_or_cut_sum_has_exactly_one_answer(
    receipts: list[Receipt], items: dict[int, Item], families: dict[int, list[int]], made: Made
) -> None:
    family, checked = made.book.customers.family, Counter[str]()
    for receipt in receipts:
        truth = receipt.truth
        paid = {line.item_id for line in truth.lines}
        cited = " ".join([receipt.text, *receipt.references, *(name for name, _, _ in receipt.remittance_lines)])
        if truth.behavior == "truncated":
            seen = {one for one in paid if items[one].item_number in cited}
            assert seen < paid
        elif truth.behavior == "many_to_one" and not any(letter.isdigit() for letter in cited):
            seen = set()
        else:
            continue
        pool = [items[one] for one in families[int(family[truth.lines[0].customer_id - 1]) + 1] if one not in seen]
        left = receipt.amount - sum((items[one].open_amount for one in seen), ZERO)
        assert len(pool) <= 14
        assert _subsets(pool, left) == [frozenset(paid - seen)]
        checked[truth.behavior] += 1
    assert checked["truncated"] >= 10


def test_a_misquoted_number_is_not_the_number_of_another_item_of_the_family(
    receipts: list[Receipt], items: dict[int, Item]
) -> None:
    numbers = {item.item_number for item in items.values()}
    wrong = [one for one in receipts if one.truth.behavior in {"typo", "transposed"}]
    assert wrong
    for receipt in wrong:
        (line,) = receipt.truth.lines
        assert line.item_number not in receipt.text.split()
        customers = {items[line.item_id].customer_id}
        hit = {item.customer_id for item in items.values() if item.item_number in receipt.text.split()}
        assert not hit & customers
    assert len(numbers) == len(items)


def test_a_duplicate_repeats_a_receipt_and_pays_nothing(made: Made, receipts: list[Receipt]) -> None:
    past = {(row["payer_name"], row["amount"]) for row in tables(made)["past_receipts"].to_pylist()}
    again = [one for one in receipts if one.truth.behavior == "duplicate"]
    assert again
    for receipt in again:
        assert receipt.truth.lines == ()
        assert not receipt.truth.has_usable_evidence
        if receipt.truth.duplicate_of is None:
            assert (receipt.payer_name, receipt.amount) in past
            continue
        first = receipts[receipt.truth.duplicate_of - 1]
        assert (first.amount, first.payer_name, first.text) == (receipt.amount, receipt.payer_name, receipt.text)
        assert first.value_date < receipt.value_date
        assert first.truth.lines


def test_a_family_pays_for_its_children_and_strangers_pay_for_nobody(made: Made, receipts: list[Receipt]) -> None:
    people = made.book.customers
    for draft, receipt in zip(made.drafts, receipts, strict=True):
        if receipt.truth.behavior == "family":
            assert any(people.parent[line.customer_id - 1] == draft.payer for line in receipt.truth.lines)
        if receipt.truth.behavior == "unknown":
            assert (receipt.truth.lines, receipt.truth.residual) == ((), receipt.amount)


def test_names_of_customers_are_all_different(made: Made) -> None:
    names = [name for name in (*made.book.customers.name, *made.book.customers.traditional_name) if name]
    assert len(set(names)) == len(names)


# --- the scorer -------------------------------------------------------------------------------------------------------


def _perfect(made: Made, certainty: float = 0.99) -> list[Proposal]:
    answers = _answers(made)
    return [
        Proposal(number, 1, certainty, answer.is_decidable and answer.has_usable_evidence, answer.lines)
        for number, answer in answers.items()
    ]


def _answers(made: Made) -> dict[int, bench_cash.Answer]:
    written = tables(made)
    return answers_of(written["truth"], written["truth_lines"])


def test_the_truth_scores_in_full(made: Made) -> None:
    report = score(_answers(made), _perfect(made))
    assert (report.total.precision, report.total.straight_rate, report.total.auto_undecidable) == (1.0, 1.0, 0)
    assert report.failures == []
    assert report.calibration_error == pytest.approx(0.01)
    assert "Every aim met." in bench_cash.as_text(report)


def test_nothing_proposed_posts_nothing(made: Made) -> None:
    report = score(_answers(made), [])
    assert (report.total.auto, report.total.precision, report.total.straight_rate) == (0, None, 0.0)
    assert len(report.failures) == 1


def test_a_wrong_line_an_undecidable_post_and_a_false_score_are_each_counted(made: Made) -> None:
    answers = _answers(made)
    exact = next(number for number, one in answers.items() if one.behavior == "exact")
    equal = next(number for number, one in answers.items() if one.behavior == "equal_amounts")
    (item, amount, discount) = next(iter(answers[exact].lines))
    changed = {
        exact: Proposal(exact, 1, 0.99, True, frozenset({(item, amount - 1, discount)})),
        equal: Proposal(equal, 1, 0.55, True, answers[equal].lines),
    }
    report = score(answers, [changed.get(one.receipt_id, one) for one in _perfect(made)])
    perfect = score(answers, _perfect(made))
    assert report.total.auto_lines - report.total.right_lines == 1
    assert report.total.straight_through == perfect.total.straight_through - 1
    assert report.behaviors["equal_amounts"].auto_undecidable == 1
    assert {one.lowest: one.proposals for one in report.reliability} == {0.5: 1, 0.9: len(answers) - 1}
    assert report.reliability[-1].share_right < 1.0
    assert any("equally good" in failure for failure in report.failures)


def test_a_receipt_may_not_post_itself_twice_nor_be_made_up(made: Made) -> None:
    answers, (first, *_) = _answers(made), _perfect(made)
    twice = [replace(first, rank=rank, is_auto=True) for rank in (1, 2)]
    with pytest.raises(ValueError, match="more than once"):
        score(answers, twice)
    with pytest.raises(ValueError, match="no receipt"):
        score(answers, [replace(first, receipt_id=10**9)])


def test_tables_and_files_give_the_same_report(made: Made, tmp_path: Path) -> None:
    make_cash.write(made, tmp_path / "made")
    perfect = _perfect(made)
    proposals = pa.table(
        {
            "receipt_id": [one.receipt_id for one in perfect],
            "rank": [one.rank for one in perfect],
            "score": [round(100 * one.score) for one in perfect],
            "is_auto": [one.is_auto for one in perfect],
        }
    )
    rows = [(one.receipt_id, one.rank, *line) for one in perfect for line in one.lines]
    names = ("receipt_id", "rank", "item_id", "amount", "discount_amount")
    lines = pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})
    (tmp_path / "found").mkdir()
    pa.parquet.write_table(proposals, tmp_path / "found" / "proposals.parquet")
    pa.parquet.write_table(lines, tmp_path / "found" / "proposal_lines.parquet")
    found = ["--made", str(tmp_path / "made"), "--proposals", str(tmp_path / "found")]
    assert score(_answers(made), proposals_of(proposals, lines)).total == score(_answers(made), perfect).total
    assert bench_cash.main([*found, "--json", str(tmp_path / "report.json")]) == 0
    assert '"straight_rate": 1.0' in (tmp_path / "report.json").read_text()
