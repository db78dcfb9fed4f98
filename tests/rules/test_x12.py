"""The tokenizer of X12: separators, envelopes, several interchanges in one file."""

import io

import pytest

from dunwell.base.problems import Problem
from dunwell.exchange.reading.grids import FileFault
from dunwell.exchange.reading.x12 import Transaction, read_transactions, split_text


def interchange(
    *sets: str, control: str = "000000001", element: str = "*", end: str = "~", component: str = ":"
) -> str:
    """An interchange of one group around whole transaction sets, each given as segments between ST and SE."""
    made = []
    for number, body in enumerate(sets, start=1):
        inside = [part for part in body.split("|") if part]
        made += [f"ST*820*{number:04d}", *inside, f"SE*{len(inside) + 2}*{number:04d}"]
    head = (
        f"ISA*00*{' ' * 10}*00*{' ' * 10}*ZZ*{'PAYER':15}*ZZ*{'PAYEE':15}*260131*1200*U*00401*{control}*0*P*{component}"
    )
    whole = [head, "GS*RA*PAYER*PAYEE*20260131*1200*7*X*004010", *made, f"GE*{len(sets)}*7", f"IEA*1*{control}"]
    return "".join(f"{segment}{end}" for segment in whole).replace("*", element)


def read(text: str | bytes) -> tuple[list[Transaction], list[Problem]]:
    problems: list[Problem] = []
    file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    return list(read_transactions(file, problems.append)), problems


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code.rpartition(".")[2], problem.address) for problem in problems]


@pytest.mark.parametrize(
    ("element", "end"), [("*", "~"), ("|", "\n"), ("^", "\r\n"), ("*", "'"), ("+", "\x1c"), ("*", "~\r\n")]
)
def test_the_header_states_its_own_separators(element: str, end: str) -> None:
    found, problems = read(interchange("BPR*I*10.00|TRN*1*T1", element=element, end=end))
    assert problems == []
    assert [segment.parts for segment in found[0].segments] == [["BPR", "I", "10.00"], ["TRN", "1", "T1"]]
    assert (found[0].kind, found[0].sender, found[0].receiver, found[0].version) == ("820", "PAYER", "PAYEE", "004010")


def test_interchanges_of_several_senders_stand_in_one_file() -> None:
    text = interchange("TRN*1*A") + "\r\n\r\n" + interchange("TRN*1*B", "TRN*1*C", element="|", end="\n") + "\x1a"
    found, problems = read(text)
    assert problems == []
    assert [one.segments[0].at(2) for one in found] == ["A", "B", "C"]


def test_text_wrapped_at_eighty_columns_is_whole_again() -> None:
    text = interchange("TRN*1*" + "X" * 30, "N1*PR*" + "Y" * 55)
    found, problems = read("\r\n".join(text[start : start + 80] for start in range(0, len(text), 80)))
    assert problems == []
    assert [one.segments[0].at(2) for one in found] == ["X" * 30, "Y" * 55]


def test_a_header_without_its_sixteenth_element_still_shows_how_segments_end() -> None:
    found, problems = read(interchange("TRN*1*A", component="", end="~\n"))
    assert ([one.kind for one in found], problems) == (["820"], [])


def test_a_set_without_interchange_is_read() -> None:
    found, problems = read("ST*820*0001~TRN*1*A~SE*3*0001~")
    assert ([one.segments[0].at(2) for one in found], problems) == (["A"], [])
    assert found[0].address == "transaction 0001"


def test_counts_and_control_numbers_are_checked_and_the_set_is_given() -> None:
    text = interchange("TRN*1*A").replace("SE*3*0001", "SE*9*0002").replace("GE*1*7", "GE*2*8")
    found, problems = read(text.replace("IEA*1*000000001", "IEA*1*000000002"))
    assert len(found) == 1
    assert codes(problems) == [
        ("count", "transaction 0001, row 5"),
        ("control_number", "transaction 0001, row 5"),
        ("count", "group 7, row 6"),
        ("control_number", "group 7, row 6"),
        ("control_number", "interchange 000000001, row 7"),
    ]


def test_a_set_that_does_not_end_is_left_out() -> None:
    found, problems = read(interchange("TRN*1*A").split("SE*")[0])
    assert found == []
    assert [code for code, _ in codes(problems)] == ["unfinished", "unfinished", "unfinished"]


def test_the_next_set_ends_one_that_has_no_end() -> None:
    found, problems = read(interchange("TRN*1*A", "TRN*1*B").replace("SE*3*0001~", ""))
    assert [one.control for one in found] == ["0002"]
    assert codes(problems) == [("unfinished", "transaction 0001, row 5")]


def test_a_segment_outside_of_any_set_is_named() -> None:
    _, problems = read(interchange("TRN*1*A").replace("GE*1*7", "N1*PR*LOST~GE*1*7"))
    assert codes(problems) == [("stray_segment", "group 7, row 6")]


@pytest.mark.parametrize(
    "text", ["", "hello", "ISA*00*cut", "ISA", "ISAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "UNB+UNOA:3'"]
)
def test_what_is_no_interchange_says_so(text: str) -> None:
    if text:
        with pytest.raises(FileFault) as caught:
            read(text)
        assert caught.value.problem.code in ("exchange.x12.no_interchange", "exchange.x12.bad_header")
    else:
        assert read(text) == ([], [])


def test_a_segment_without_end_is_refused_instead_of_filling_memory() -> None:
    with pytest.raises(FileFault) as caught:
        read(interchange("TRN*1*A").encode() + interchange("TRN*1*A").encode()[:106] + b"GS" + b"X" * (3 << 20))
    assert caught.value.problem.code == "exchange.file.endless_segment"


@pytest.mark.parametrize(
    "text",
    ["RMR*IV*100**10.00*12.00\\REF*PO*9\\", "RMR*IV*100**10.00*12.00~REF*PO*9~", "RMR*IV*100**10.00*12.00\nREF*PO*9"],
)
def test_bare_segments_in_addenda_are_split(text: str) -> None:
    assert [segment.parts for segment in split_text(text)] == [
        ["RMR", "IV", "100", "", "10.00", "12.00"],
        ["REF", "PO", "9"],
    ]
    assert split_text("Invoice 100") == []
