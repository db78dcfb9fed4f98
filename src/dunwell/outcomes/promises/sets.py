"""What promises tell the day."""

from datetime import date

import ibis.expr.types as ir

from dunwell.base.days import add_months
from dunwell.base.sets import day

BROKEN_MONTHS = 6
_BROKEN = "broken"


def broken_promises(promises: ir.Table, as_of: date) -> ir.Table:
    """Return how many promises each customer broke in the six months up to a day: customer_id, broken_promise_count.

    Grain: one row per customer that broke any. `promises` is `PROMISES`. A promise that was kept in part is not broken.
    """
    since = day(add_months(as_of, -BROKEN_MONTHS))
    broken = promises.filter(
        promises.state == _BROKEN, promises.decided_date <= day(as_of), promises.decided_date > since
    )
    return broken.group_by("customer_id").aggregate(broken_promise_count=broken.count())
