"""The matching rules through HTTP: faults at their lines, a simulation before publishing, versions."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from dunwell.cash.matching.queries import live_rules
from dunwell.cash.models import MatchingRules

Read = Callable[..., str]


def send(desk: Any, do: str, text: str, checked: str = "", who: str = "ada") -> Any:
    said = {"text": text, "note": "tighter", "checked": checked, "days": "90", "do": do}
    return desk.clients[who].post(desk.at("rules/"), said)


def mark_in(page: str) -> str:
    return page.split('name="checked" value="')[1].split('"', maxsplit=1)[0]


def test_a_fault_is_told_at_its_line(desk: Any, text_of: Read) -> None:
    text = text_of(send(desk, "check", "margin: 0.2\nauto_score: 7\npoints:\n  named.ful: 3\n"), 422)
    assert "auto_score is from 0.5 to 1." in text
    assert 'data-line="2"' in text
    assert "There is no setting points.named.ful." in text
    assert 'data-line="4"' in text
    assert not MatchingRules.objects.exists()


def test_rules_are_simulated_before_they_are_published(desk: Any, text_of: Read) -> None:
    rules = "auto_score: 0.999\nunder_amount: 2.50\n"
    text_of(send(desk, "publish", rules), 422)
    page = text_of(send(desk, "check", rules))
    assert "receipts since" in page or "No receipt since" in page
    text_of(send(desk, "publish", rules + "margin: 0.3\n", mark_in(page)), 422)
    assert not MatchingRules.objects.exists()
    assert send(desk, "publish", rules, mark_in(page)).status_code == 302
    kept, document = live_rules(desk.creditor.pk)
    assert kept is not None
    assert (document.auto_score, document.under_amount) == (Decimal("0.999"), Decimal("2.50"))
    shown = text_of(desk.clients["cory"].get(desk.at("rules/")))
    assert "Version 1 is in force" in shown
    assert "readonly" in shown
    assert desk.clients["cleo"].post(desk.at("rules/"), {"do": "keep", "text": ""}).status_code == 403


def test_a_draft_is_kept_and_shown_beside_what_is_in_force(desk: Any, text_of: Read) -> None:
    assert send(desk, "keep", "fee_amount: 12\nnothing_known: 1\n").status_code == 302
    assert not MatchingRules.objects.get().is_live
    text = text_of(desk.clients["ada"].get(desk.at("rules/"), {"version": "1"}))
    assert "<ins>fee_amount: 12</ins>" in text
    assert "There is no setting nothing_known." in text
