"""ACH files of another project: how many parse without a fault, and which faults the others have."""

from collections import Counter
from pathlib import Path

from dunwell.exchange.formats import FORMATS

# Files that are whole; every other one has a fault by its name or by its control records.
CLEAN_AT_LEAST = 49


def _codes(path: Path) -> list[str]:
    with path.open("rb") as file:
        parsed = FORMATS.get("nacha").parse(file)
        list(parsed.rows())
    return [problem.code.removeprefix("exchange.nacha.") for problem in parsed.all_problems()]


def _files(shared: Path) -> dict[str, list[str]]:
    folder = shared / "data" / "bank" / "ach"
    return {
        str(path.relative_to(folder)): _codes(path)
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".ach", ".txt")
    }


def test_whole_files_parse_and_their_control_records_agree(shared: Path) -> None:
    found = _files(shared)
    assert Counter(bool(codes) for codes in found.values())[False] >= CLEAN_AT_LEAST


def test_the_fault_of_a_broken_file_is_named(shared: Path) -> None:
    found = _files(shared)
    named = {
        "ppd-debit-invalid-entryDetail-checkDigit.ach": "check_digit",
        "iat-invalidAddenda10.ach": "payment_type",
        "Iat-invalidAddenda13.ach": "forbidden_letters",
        "iat-invalidAddenda99.ach": "return_code",
        "iat-invalidBatchControl.ach": "odfi_differs",
        "iat-invalidBatchHeader.ach": "service_class",
        "iat-invalidEntryDetail.ach": "transaction_code",
        "iat-invalidAddendaRecordIndicator.ach": "addenda_indicator",
        "pos-invalidReturnFile.ach": "return_code",
        "invalid-two-micro-deposits.ach": "amount_unreadable",
        "return-no-batch-header.ach": "out_of_place",
        "adv-invalidFileControl.ach": "file_count",
    }
    missed = {path: codes for path, codes in found.items() if named.get(Path(path).name, "") not in ["", *codes]}
    assert missed == {}


def test_what_is_no_ach_file_is_said_to_be_none(shared: Path) -> None:
    for path in (shared / "data" / "bank" / "ach").rglob("*.json"):
        assert _codes(path) == ["not_nacha"]
