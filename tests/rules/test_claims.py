"""What a payer's text says it held back."""

import pytest

from dunwell.cash.codes.rules import claimed_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NL-25620 LESS FREIGHT CLAIM 12.00", "04"),
        ("INV-1 LESS 06 QTY SHORT", "06"),
        ("INV-1 DED DAMAGED GOODS", "04"),
        ("INV-1 less price difference", "01"),
        ("INV-1 SHORT PAID: LATE DELIVERY", "41"),
        ("INV-1 LESS POD MISSING", "POD MISSING"),
        ("INV-1 DEDUCTION WHT 2%", "55"),
        ("INV-1 LESS DISCOUNT 2%", ""),
        ("INV-1 LESS BANK CHARGES", ""),
        ("INV-1 MINUS CREDIT MEMO CM-9", ""),
        ("INV-1 LESS", ""),
        ("REGARDLESS FREIGHT CLAIM", ""),
        ("PAYMENT OF INV-1", ""),
    ],
)
def test_a_claim_is_read_from_the_text(text: str, code: str) -> None:
    assert claimed_code(text) == code
