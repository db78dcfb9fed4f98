"""Remittances as PDF over real files beside the project: all are read, contradictions and invoices are named."""

from pathlib import Path

import pytest

from dunwell.exchange.formats.remit_pdf import parse

DATA = Path(__file__).parents[3] / "shared" / "data"
STUBS = sorted((DATA / "remittance_pdfs").rglob("*.pdf"))
INVOICES = sorted((DATA / "invoices").rglob("*.pdf"))

pytestmark = pytest.mark.skipif(not STUBS, reason="the folder of real sample files is not beside the project")


@pytest.mark.parametrize("path", STUBS, ids=lambda path: path.name)
def test_a_remittance_is_read(path: Path) -> None:
    with path.open("rb") as file:
        parsed = parse(file)
        (found,) = parsed.rows()
    assert found.payer
    assert found.trace.isdigit()
    assert found.payment_date
    assert found.amount
    assert len(found.lines) >= 7
    assert all(line.number and line.adjustments and line.adjustments[0].code for line in found.lines)
    assert all(one.amount < 0 for line in found.lines for one in line.adjustments)
    expected = {"arithmetic": "exchange.remittance.does_not_tie", "unmapped": "exchange.remit_pdf.unknown_reason"}
    stated = [code for word, code in expected.items() if word in path.name]
    assert [problem.code for problem in parsed.problems] == stated


@pytest.mark.parametrize("path", INVOICES, ids=lambda path: path.name)
def test_an_invoice_is_told_apart(path: Path) -> None:
    with path.open("rb") as file:
        parsed = parse(file)
        assert list(parsed.rows()) == []
    assert [problem.code for problem in parsed.problems] == ["exchange.remit_pdf.invoice"]
