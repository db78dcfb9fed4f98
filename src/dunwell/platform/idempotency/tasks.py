"""Background entry point: keys are forgotten when nobody retries any more."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from dunwell.platform.access import system_viewer, viewing
from dunwell.platform.idempotency.commands import forget_keys


@app.periodic(cron="17 3 * * *")
@app.task(queue="webhooks", queueing_lock="idempotency-forget", pass_context=False)
def forget_old_keys(timestamp: int) -> None:
    """Forget old keys once a night."""
    with viewing(system_viewer("api")):
        forget_keys(at=datetime.fromtimestamp(timestamp, UTC))
