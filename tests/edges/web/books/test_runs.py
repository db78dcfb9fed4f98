"""Runs on screen: how each went, and the button that starts one."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunwell.base.refusals import Refusal
from dunwell.platform.access import viewing
from dunwell.platform.models import Run
from dunwell.receivables.rates.commands import record_rate
from dunwell.runs.queries import Pulse

Read = Callable[..., str]


@pytest.fixture
def rated(desk: Any) -> Any:
    """Give the euro a rate, so that a day can be run."""
    with viewing(desk.operator):
        record_rate(
            viewer=desk.operator, creditor_id=desk.creditor.pk, currency="EUR", rate_date=date(2026, 1, 1),
            rate=Decimal("1.1"),
        )  # fmt: skip
    return desk


def test_a_run_shows_its_steps_sums_and_hash(rated: Any, text_of: Read) -> None:
    result = rated.run()
    client = rated.clients["cory"]
    page = text_of(client.get(rated.at("runs/")))
    assert result.hash[:12] in page
    assert "published" in page
    page = text_of(client.get(rated.at(f"runs/{result.run_id}/")))
    for step in ("Snapshot", "Prove", "Age", "Expose", "Behave", "Facts", "Decide", "Rank", "Publish"):
        assert f'<th scope="row">{step}' in page
    assert "11,200.00 USD" in page
    assert "Every balance equals the sum of its entries." in page
    assert result.hash in page


def test_a_run_that_failed_says_why_and_where(desk: Any, text_of: Read) -> None:
    with pytest.raises(Refusal):
        desk.run()
    with viewing(desk.operator):
        run = Run.objects.get(creditor=desk.creditor)
    page = text_of(desk.clients["cory"].get(desk.at(f"runs/{run.pk}/")))
    assert "There is no rate for EUR" in page
    assert "stopped here" in page
    assert "was not published" in page


def test_a_day_is_queued_once_by_who_may(desk: Any, text_of: Read) -> None:
    lead, day = desk.clients["lee"], {"as_of": "2026-03-31"}
    assert desk.clients["cory"].post(desk.at("runs/start/"), day).status_code == 403
    assert lead.get(desk.at("runs/start/")).status_code == 405
    assert "Choose a day" in text_of(lead.post(desk.at("runs/start/"), {}), 422)
    assert lead.post(desk.at("runs/start/"), day).status_code == 302
    page = text_of(lead.get(desk.at("runs/")))
    assert "no worker is running" in page
    assert "Run the day now" not in page
    assert "is waiting to start already" in text_of(lead.post(desk.at("runs/start/"), day), 422)
    assert "is waiting" in text_of(lead.get(desk.at("runs/pulse/")))


def test_a_second_day_is_refused_while_one_runs(desk: Any, text_of: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = Pulse(is_running=True, is_queued=False, has_worker=True)
    monkeypatch.setattr("dunwell.web.runs.views.pulse_of", lambda *_: busy)
    page = text_of(desk.clients["lee"].post(desk.at("runs/start/"), {"as_of": "2026-03-31"}), 422)
    assert "is running already" in page


def test_the_pulse_sees_the_lock_of_a_run(desk: Any, text_of: Read) -> None:
    from dunwell.runs.day.running import only_run

    with only_run(desk.creditor.pk):
        assert "The day is running" in text_of(desk.clients["cory"].get(desk.at("runs/")))
    answer = desk.clients["cory"].get(desk.at("runs/pulse/"))
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_a_record_that_nobody_runs_was_stopped(desk: Any, text_of: Read) -> None:
    from datetime import timedelta

    from django.utils import timezone

    with viewing(desk.operator):
        run = Run.objects.create(creditor=desk.creditor, as_of_date=date(2026, 3, 31), state="running")
        Run.objects.filter(pk=run.pk).update(started_at=timezone.now() - timedelta(minutes=5))
    assert "stopped" in text_of(desk.clients["cory"].get(desk.at("runs/")))


def test_another_creditors_runs_are_not_there(desk: Any) -> None:
    with viewing(desk.operator):
        hidden = Run.objects.create(creditor=desk.other, as_of_date=date(2026, 3, 31), state="finished")
    client = desk.clients["ana"]
    assert client.get(desk.at(f"runs/{hidden.pk}/")).status_code == 404
    for path in ("runs/", f"runs/{hidden.pk}/", "runs/pulse/"):
        assert client.get(desk.at(path, desk.other)).status_code == 404
    assert client.post(desk.at("runs/start/", desk.other), {"as_of": "2026-03-31"}).status_code == 404


def test_the_list_asks_a_fixed_number_of_times(desk: Any, django_assert_max_num_queries: Any) -> None:
    with viewing(desk.operator):
        for day in range(1, 20):
            Run.objects.create(creditor=desk.creditor, as_of_date=date(2026, 3, day), state="finished")
    with django_assert_max_num_queries(20):
        desk.clients["cory"].get(desk.at("runs/"))
