"""The grammar of stories is strict, and says what it would have liked."""

from datetime import date
from decimal import Decimal

import pytest

from dunwell.base.money import Money
from dunwell.base.refusals import Refusal
from dunwell.story.grammar import Line, StoryFault, Verb, parse_story
from dunwell.story.interpreter import Unmet, tell
from dunwell.story.verbs import VERBS


def read(text: str) -> Line:
    return parse_story(text, VERBS).lines[-1]


def test_the_line_of_the_house() -> None:
    line = read("invoice  INV-1  2026-02-09  1_000.00 EUR")
    assert line.values == {"item": "INV-1", "date": date(2026, 2, 9), "money": Money(Decimal("1000.00"), "EUR")}


def test_options_come_in_any_order_and_flags_stand_alone() -> None:
    line = read('customer C-1 consumer owner Elena named "Rosario Dimaculangan"')
    assert line.values == {"customer": "C-1", "consumer": True, "owner": "Elena", "named": "Rosario Dimaculangan"}


def test_pairs_repeat_until_an_option() -> None:
    line = read("expect_aging USD current 1_600.00 1-30 2_000.00 unapplied -700.00 on 2026-06-30")
    assert line.values["bucket"] == (
        ("current", Decimal("1600.00")),
        ("1-30", Decimal("2000.00")),
        ("unapplied", Decimal("-700.00")),
    )
    assert line.values["on"] == date(2026, 6, 30)


def test_a_table_stands_indented_below_its_verb() -> None:
    line = read("import march.csv\n    Customer,Amount\n    C-1,100.00\n")
    assert line.table == ("Customer,Amount", "C-1,100.00")


def test_remarks_and_empty_lines_are_skipped() -> None:
    story = parse_story("# a remark\n\nas_of 2026-03-31  # the day\n", VERBS)
    assert [line.number for line in story.lines] == [3]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("invoise INV-1 2026-02-09 1.00 EUR", "did you mean 'invoice'"),
        ("invoice INV-1 2026-02-30 1.00 EUR", "'2026-02-30' is no day"),
        ("invoice INV-1 2026-02-09 1,000.00 EUR", "a comma is not allowed"),
        ("invoice INV-1 2026-02-09 1_00.00 EUR", "is no amount"),
        ("invoice INV-1 2026-02-09 1.000 EUR", "more digits than EUR has (2)"),
        ("invoice INV-1 2026-02-09 1.5 JPY", "more digits than JPY has (0)"),
        ("invoice INV-1 2026-02-09 1.00 euro", "'euro' is no currency"),
        ("invoice INV-1 2026-02-09 1.00", "something is missing: money"),
        ("invoice INV-1 2026-02-09 1.00 EUR dew 2026-03-01", "did you mean 'due'"),
        ("invoice INV-1 2026-02-09 1.00 EUR due 2026-03-01 due 2026-03-02", "said twice"),
        ("person Elena boss", "'boss' is none of collector"),
        ("allocate PAY-1 2026-02-09 1.00 EUR onto INV-1", "'onto' stands where 'to' belongs"),
        ("expect_refused not-a-code", "is no code"),
        ('note "half', "a quotation mark is missing"),
        ("as_of 2026-03-31\n    a,b", "the verb above takes none"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, says: str) -> None:
    with pytest.raises(StoryFault) as fault:
        parse_story(text, VERBS)
    assert says in fault.value.text
    assert fault.value.line == len(text.splitlines())


def test_every_verb_says_something_and_starts_with_a_small_letter() -> None:
    for name, verb in VERBS.items():
        assert name == name.lower()
        assert verb.says.endswith(".")
        assert len(verb.slots()) == len(set(verb.slots()))


# --- telling

TOY = {
    name: Verb(name, pattern, "")
    for name, pattern in (("do", ""), ("refuse", "CODE"), ("expect_refused", "CODE"), ("expect_ten", ""))
}


def _refuse(_telling: object, line: Line) -> None:
    raise Refusal(line.values["code"], "no")


def _unmet(_telling: object, _line: Line) -> None:
    raise Unmet(10, 9)


BINDINGS = {"do": lambda _telling, _line: None, "refuse": _refuse, "expect_ten": _unmet}


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("do\nrefuse a.b\nexpect_refused a.b\ndo", None, ""),
        ("refuse a.b\nexpect_refused a.c", 2, "a.b: no"),
        ("do\nexpect_refused a.b", 2, "it was done"),
        ("refuse a.b\ndo", 1, "refused: a.b: no"),
        ("do\nrefuse a.b", 2, "refused: a.b: no"),
        ("do\ndo\nexpect_ten", 3, "9"),
    ],
)
def test_the_first_line_that_does_not_hold_is_reported(text: str, line: int | None, found: str) -> None:
    failure = tell(parse_story(text, TOY), BINDINGS, None)
    assert (failure.line if failure else None) == line
    assert failure is None or failure.found == found
