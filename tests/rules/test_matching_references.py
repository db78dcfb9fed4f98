"""Document numbers in what payers write: found by token, never inside another number."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunwell.cash.references.rules import (
    calls_a_number,
    core_key,
    digits_of,
    figures_of,
    full_key,
    slip_between,
    tokens_of,
)

DIGITS = st.text(string.digits, min_size=4, max_size=10)


@pytest.mark.parametrize(
    ("number", "full", "core"),
    [
        ("INV-2024/00123", "INV202400123", ""),
        ("INV-2024-01234", "INV202401234", "1234"),
        ("0004711", "0004711", "4711"),
        ("inv 2026.0471", "INV20260471", ""),
        ("９１００１", "91001", "91001"),
        ("A1", "A1", ""),
        ("", "", ""),
    ],
)
def test_a_number_has_a_full_and_a_core_key(number: str, full: str, core: str) -> None:
    assert (full_key(number), core_key(number)) == (full, core)


@pytest.mark.parametrize("text", ["INV 2024 00123", "INV-2024-00123", "inv202400123", "pay INV/2024/00123, thanks"])
def test_one_number_written_in_many_ways_is_one(text: str) -> None:
    assert full_key("INV-2024-00123") in tokens_of(text).full


@pytest.mark.parametrize(
    ("text", "cores", "missing"),
    [
        ("payment 91001", {"91001"}, {"1001"}),
        ("1001A", set(), {"1001"}),
        ("INV1001", {"1001"}, set()),
        ("000004711", {"4711"}, set()),
        ("inv 91001-91003", {"91001", "91002", "91003"}, {"91004"}),
        ("91001 to 91003", {"91001", "91002", "91003"}, {"91004"}),
        ("INV-91001 thru INV-91003", {"91001", "91002", "91003"}, set()),
        ("91001/02/03", {"91001", "91002", "91003"}, set()),
        ("91001-91999", {"91001", "91999"}, {"91002"}),
        ("發票 ９１００１", {"91001"}, set()),
        ("no number", set(), set()),
    ],
)
def test_cores_are_whole_runs_of_digits_and_ranges_are_written_out(
    text: str, cores: set[str], missing: set[str]
) -> None:
    found = tokens_of(text).cores
    assert cores <= found
    assert not missing & found


@given(DIGITS, DIGITS)
def test_digits_inside_longer_digits_are_never_found(inner: str, outer: str) -> None:
    written = f"{outer}{inner}"
    found = tokens_of(f"PAY {written} NOW")
    assert found.cores == ({written.lstrip("0")} if len(written.lstrip("0")) >= 4 else set())


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    found = tokens_of(text)
    assert all(len(core) >= 4 and core.isdigit() for core in found.cores)
    assert all(len(full) >= 4 for full in found.full)


@given(st.text(max_size=60), st.sampled_from(["INV-2026-00471", "0004711", "BL/88/123456"]))
def test_a_number_between_blanks_is_found_whatever_stands_around_it(around: str, number: str) -> None:
    assert full_key(number) in tokens_of(f"{around} ; {number} ; {around[::-1]}"[:380]).full or len(around) > 100


@pytest.mark.parametrize(
    ("written", "known", "slip"),
    [
        ("1234", "1243", "transposed"),
        ("1234", "1235", "typo"),
        ("1234", "12334", "lost"),
        ("12334", "1234", "lost"),
        ("1234", "1234", ""),
        ("1234", "4321", ""),
        ("1234", "1324", "transposed"),
        ("1234", "3214", ""),
        ("123", "124", ""),
        ("1234", "123456", ""),
    ],
)
def test_one_slip_has_a_name_and_two_are_another_number(written: str, known: str, slip: str) -> None:
    assert slip_between(written, known) == slip
    assert slip_between(known, written) == slip


@given(DIGITS, st.data())
def test_every_exchange_of_neighbors_is_a_transposition(known: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(known) - 2))
    written = known[:place] + known[place + 1] + known[place] + known[place + 2 :]
    assert slip_between(written, known) == ("transposed" if written != known else "")


@given(DIGITS, DIGITS)
def test_a_slip_is_the_same_both_ways(one: str, other: str) -> None:
    assert slip_between(one, other) == slip_between(other, one)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("/CHGS/15.00", {150_000}),
        ("1.234,56 less 12.50", {12_345_600, 125_000}),
        ("1,234.56", {12_345_600}),
        ("12.345", set()),
        ("inv 2026.04.01", set()),
        ("plain 15", set()),
    ],
)
def test_amounts_written_with_two_decimals_are_read(text: str, amounts: set[int]) -> None:
    assert figures_of(text) == amounts


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("INV# INV-9088150", True),
        ("invoice no. 88150", True),
        ("發票 88150", True),
        ("ref 88150", False),
        ("INV", False),
    ],
)
def test_speaking_of_an_invoice_by_number_is_noticed(text: str, calls: bool) -> None:
    assert calls_a_number(text) is calls


def test_digits_of_a_number_are_all_of_them_without_leading_zeros() -> None:
    assert (digits_of("INV-2026-00471"), digits_of("0012"), digits_of("none")) == ("202600471", "", "")
