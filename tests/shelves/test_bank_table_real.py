"""Tables of payments and movements of other projects: what their headings give without a profile, and with one."""

from pathlib import Path

from dunwell.exchange.formats import FORMATS
from dunwell.exchange.formats.bank_table import Profile, profile_of


def _outcome(path: Path, profile: Profile | None = None) -> tuple[int, list[str]]:
    with path.open("rb") as file:
        parsed = FORMATS.get("bank_table").parse(file, profile)
        rows = list(parsed.rows())
    return sum(len(row.lines) for row in rows), [problem.code for problem in parsed.all_problems()]


def test_lists_of_payments_are_read_by_their_headings(shared: Path) -> None:
    folder = shared / "data" / "reconciliation_cases"
    whole = [*folder.rglob("valid-payments.csv"), *folder.rglob("mixed-demo/payments.*")]
    for path in whole:
        lines, codes = _outcome(path)
        assert lines > 0
        assert codes == []
    assert whole


def test_rows_that_are_broken_are_set_aside(shared: Path) -> None:
    for path in (shared / "data" / "reconciliation_cases").rglob("invalid-payments.csv"):
        lines, codes = _outcome(path)
        assert lines == 3
        assert codes == ["exchange.bank_table.amount_unreadable"]


def test_tables_of_movements_are_read_by_their_headings(shared: Path) -> None:
    folder = shared / "data" / "bank" / "camt"
    named = {path.name: path for path in folder.rglob("*.csv")} | {path.name: path for path in folder.rglob("*.xlsx")}
    expected = {
        "csv_european_decimals.csv": (3, []),
        "csv_french_headers.csv": (3, []),
        "multi_currency.csv": (2, []),
        "meta_data_separated_credit_debit.csv": (4, ["exchange.statement.does_not_tie"]),
        "meta_data_separated_credit_debit.xlsx": (4, ["exchange.statement.does_not_tie"]),
    }
    assert {name: _outcome(named[name]) for name in expected if name in named} == {
        name: outcome for name, outcome in expected.items() if name in named
    }


def test_a_file_without_headings_needs_a_profile(shared: Path) -> None:
    profile = profile_of(
        {"columns": {"booking_date": "A", "text": "B", "currency": "C", "amount": "D", "payer": "F"}, "header_row": 0}
    )
    for path in (shared / "data" / "bank" / "camt").rglob("original_currency_no_header.csv"):
        assert _outcome(path) == (0, ["exchange.file.no_headings"])
        assert _outcome(path, profile) == (1, [])
