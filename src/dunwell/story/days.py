"""The day, and why it left somebody alone."""

from dunwell.runs.day import explain_customer, run_day
from dunwell.story.grammar import Line
from dunwell.story.interpreter import Unmet
from dunwell.story.scene import in_hand
from dunwell.story.telling import Telling, tells


@tells("day")
def day(telling: Telling, line: Line) -> None:
    """Run the day and publish its lists."""
    engine = line.values.get("engine", "duckdb")
    run_day(viewer=telling.acting, creditor_id=telling.desk().id, as_of=telling.as_of, engine=engine)


@tells("expect_excluded")
def expect_excluded(telling: Telling, line: Line) -> None:
    """The reason for which the day leaves the customer alone."""
    told = explain_customer(
        viewer=telling.operator,
        creditor_id=telling.desk().id,
        customer_number=in_hand(telling).number,
        as_of=telling.as_of,
    )
    codes = [reason.code for reason in told.exclusions]
    if line.values["code"] not in codes:
        raise Unmet(line.values["code"], ", ".join(codes) or f"not excluded: {told.action} ({told.step})")
