"""Verbs about what arrives: files of open items, and what was set aside."""

from io import BytesIO

from dunwell.runs.intake.commands import IntakeResult, Reading, intake_file
from dunwell.story.grammar import Line
from dunwell.story.interpreter import Unmet
from dunwell.story.looks import expect
from dunwell.story.telling import Telling, given, tells


@tells("import")
def import_file(telling: Telling, line: Line) -> None:
    """Take the rows below the line in as a file."""
    default, _, value = line.values.get("default", "").partition("=")
    telling.imported = None
    telling.imported = intake_file(
        viewer=telling.acting,
        creditor_id=telling.desk().id,
        stream=BytesIO("".join(f"{row}\n" for row in line.table).encode()),
        file_name=line.values["name"],
        reading=Reading(
            effective_date=telling.as_of,
            defaults={default: value} if default else {},
            **given(line, mode="mode", control_total="control_total"),
        ),
    )


def imported(telling: Telling) -> IntakeResult:
    """Return what the last import did."""
    if telling.imported is None:
        raise Unmet("an import before this line", "none")
    result: IntakeResult = telling.imported
    return result


@tells("expect_import")
def expect_import(telling: Telling, line: Line) -> None:
    """How many rows were new, changed, unchanged, closed, problems."""
    result = imported(telling)
    found = {name: getattr(result, name) for name in ("new", "changed", "unchanged", "closed")}
    found["problems"] = result.problem_count
    said = dict(line.values)
    expect(_told(said), _told({name: found[name] for name in said}))


def _told(counts: dict[str, int]) -> str:
    return "  ".join(f"{name} {count}" for name, count in counts.items())


@tells("expect_problem")
def expect_problem(telling: Telling, line: Line) -> None:
    """A problem of the last import, by its code and, where said, its place."""
    wanted = line.values["code"]
    problems = imported(telling).problems
    for problem in problems:
        same_row = line.values.get("row") in (None, problem.row)
        same_column = line.values.get("column") in (None, problem.column)
        if problem.code == wanted and same_row and same_column:
            return
    said = "; ".join(f"{problem.code} at {problem.address}" for problem in problems)
    raise Unmet(line.text.removeprefix("expect_problem").strip(), said or "no problem")
