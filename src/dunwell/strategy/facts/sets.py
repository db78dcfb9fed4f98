"""What strategy itself adds to the facts: which step of the ladder was last worked."""

import ibis
import ibis.expr.types as ir

from dunwell.base.sets import Day, days_since


def with_last_step(facts: ir.Table, worked_steps: ir.Table, *, as_of: Day) -> ir.Table:
    """Return the facts with `last_step` and `days_since_last_step`, replacing those columns where they are there.

    A step counts as worked when the customer was touched on the day of the list that asked for it, or later and before
    the next list: so it is the step of the last list on or before the day of the last touch. `worked_steps` is
    `decision.tables.WORKED_STEPS`; both columns are null where there is no such list. One row per row of facts.
    """
    kept = [name for name in facts.columns if name not in ("last_step", "days_since_last_step")]
    plain = facts.select(*kept)
    touched = plain.filter(plain.days_since_last_touch.notnull()).select("customer_id", "days_since_last_touch")
    listed = worked_steps.mutate(days=days_since(worked_steps.decided_date, as_of))
    before = listed.join(touched, "customer_id")
    before = before.filter(before.days >= before.days_since_last_touch)
    newest = ibis.row_number().over(group_by=before.customer_id, order_by=before.days.asc())
    before = before.mutate(place=newest)
    last = before.filter(before.place == 0).select(
        step_customer_id=before.customer_id, last_step=before.step, days_since_last_step=before.days_since_last_touch
    )
    joined = plain.left_join(last, plain.customer_id == last.step_customer_id)
    return joined.select(*kept, joined.last_step, joined.days_since_last_step)
