"""The risk score: points for late paying, in the open (handbook §3.2 a)."""

NEW_CUSTOMER_SCORE = 50
NEW_DAYS = 90
CONTACT_DAYS = 7
WAITING_DAYS = 30
"""A receipt that waits longer shields nobody: money left on account is no promise to pay the rest."""

LATE_SHARE_WEIGHT = 35
TREND_WEIGHT = 20
DAYS_PAST_DUE_WEIGHT = 25
PAST_DUE_SHARE_WEIGHT = 20

FULL_TREND_HUNDREDTHS = 3000
FULL_DAYS_PAST_DUE = 90
UNKNOWN_SHARE = 5000
WHOLE = 10_000


def risk_score(
    *, is_new: bool, late_share: int | None, late_trend: int | None, days_past_due: int | None, past_due_share: int
) -> int:
    """Return 0 (best) to 100 (worst): 35 late share + 20 getting later + 25 oldest past due + 20 share past due.

    `late_share` and `past_due_share` are in ten-thousandths, `late_trend` in hundredths of days (full at 30 days later
    than usual), days past due are full at 90. A new customer scores 50; where nothing was ever paid in full, the late
    share counts as one half. Integers throughout, rounded half up once, so every engine gives the same score. The set
    form is `exposure.facts.sets`; this one states the rule for tests and for the page that explains it.
    """
    if is_new:
        return NEW_CUSTOMER_SCORE
    share = UNKNOWN_SHARE if late_share is None else late_share
    trend = min(max(late_trend or 0, 0), FULL_TREND_HUNDREDTHS) * WHOLE // FULL_TREND_HUNDREDTHS
    oldest = min(max(days_past_due or 0, 0), FULL_DAYS_PAST_DUE) * WHOLE // FULL_DAYS_PAST_DUE
    points = (
        LATE_SHARE_WEIGHT * share
        + TREND_WEIGHT * trend
        + DAYS_PAST_DUE_WEIGHT * oldest
        + PAST_DUE_SHARE_WEIGHT * min(past_due_share, WHOLE)
    )
    return (points + WHOLE // 2) // WHOLE
