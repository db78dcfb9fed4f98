"""What somebody may mean by what they type: an amount, a phone number."""

from decimal import Decimal

import pytest

from dunwell.parties.contacts.rules import phone_beginnings
from dunwell.receivables.open_items.rules import amounts_in


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("1,234.56", ["1234.56"]), ("1.234,56", ["1234.56"]), ("1234.56", ["1234.56"]), ("1 234,56", ["1234.56"]),
        ("3725.5", ["3725.5"]), ("1,234", ["1234", "1.234"]), ("-90", ["-90"]), ("1,234,567.80", ["1234567.80"]),
        ("12,34.56", []), ("INV-1", []), ("", []), ("0", []), ("1e9", []), ("9" * 20, []), ("٣", []), ("1.2.3", []),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(text: str, amounts: list[str]) -> None:
    assert amounts_in(text) == [Decimal(each) for each in amounts]


@pytest.mark.parametrize(
    ("text", "country", "beginnings"),
    [
        ("+1 312 555", "US", ["+1312555"]), ("(312) 555-0101", "US", ["+3125550101", "+13125550101"]),
        ("0917 123", "PH", ["+0917123", "+63917123"]), ("5555", "", ["+5555"]), ("123", "US", []), ("Dana", "US", []),
    ],
)  # fmt: skip
def test_a_phone_number_is_read_with_or_without_its_country(text: str, country: str, beginnings: list[str]) -> None:
    assert phone_beginnings(text, country) == beginnings
