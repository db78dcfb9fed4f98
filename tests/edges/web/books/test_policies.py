"""Policies on screen: what is wrong stands at its line, what would change is seen first, and who may publish does."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.test import Client

from dunwell.platform.access import viewing
from dunwell.receivables.models import OpenItem
from dunwell.strategy.models import PolicyVersion

Read = Callable[..., str]
PATH = "policies/policy/business_standard/"


def typed(client: Client, desk: Any, path: str = PATH) -> str:
    """Return the text in the editor."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", client.get(desk.at(path)).content.decode(), re.DOTALL)
    assert found is not None
    return unescape(found.group(1))


def without_euros(desk: Any) -> None:
    """Give the euro a rate, so that the day can be asked."""
    from datetime import date
    from decimal import Decimal

    from dunwell.receivables.rates.commands import record_rate

    with viewing(desk.operator):
        assert OpenItem.objects.filter(creditor=desk.creditor, currency="EUR").exists()
        record_rate(
            viewer=desk.operator, creditor_id=desk.creditor.pk, currency="EUR", rate_date=date(2026, 1, 1),
            rate=Decimal("1.1"),
        )  # fmt: skip


def versions(desk: Any) -> list[tuple[int, str]]:
    """Return the versions of the policy with their states."""
    with viewing(desk.operator):
        kept = PolicyVersion.objects.filter(creditor=desk.creditor, key="business_standard").order_by("version")
        return list(kept.values_list("version", "state"))


def test_everyone_reads_and_only_some_may_edit(desk: Any, text_of: Read) -> None:
    page = text_of(desk.clients["cory"].get(desk.at("policies/")))
    assert "6 documents decide" in page
    assert "New policy" not in page
    page = text_of(desk.clients["cory"].get(desk.at(PATH)))
    assert "readonly" in page
    assert "Keep as draft" not in page
    for do in ("check", "keep", "publish"):
        assert desk.clients["cory"].post(desk.at(PATH), {"text": "name: x", "do": do}).status_code == 403
    assert desk.clients["cory"].get(desk.at("policies/new/")).status_code == 403
    assert versions(desk) == [(1, "published")]


def test_a_fault_stands_at_its_line_and_nothing_is_lost(desk: Any, text_of: Read) -> None:
    client = desk.clients["lee"]
    text = typed(client, desk).replace("oldest_days_past_due >= 3 or", "oldest_days_past_dew >= 3 or")
    page = text_of(client.post(desk.at(PATH), {"text": text, "do": "check"}), 422)
    line = text[: text.index("past_dew")].count("\n") + 1
    assert f'data-line="{line}"' in page
    assert "Did you mean oldest_days_past_due?" in page
    assert "past_dew" in unescape(page)
    assert f'<li class="wrong">{line}</li>' in page
    assert versions(desk) == [(1, "published")]


def test_a_draft_is_kept_even_with_faults_and_thrown_away(desk: Any, text_of: Read) -> None:
    client = desk.clients["lee"]
    answer = client.post(desk.at(PATH), {"text": "name: business_standard\n", "do": "keep"})
    page = text_of(client.get(answer["Location"]))
    assert "to put right" in page
    assert "line 1" in page
    assert versions(desk) == [(1, "published"), (2, "draft")]
    assert "1 has a draft" in text_of(client.get(desk.at("policies/")))
    assert client.post(desk.at(f"{PATH}discard/")).status_code == 302
    assert client.post(desk.at(f"{PATH}discard/")).status_code == 422
    assert versions(desk) == [(1, "published")]


def test_what_would_change_is_seen_before_it_is_published(desk: Any, text_of: Read) -> None:
    without_euros(desk)
    desk.run()
    manager = desk.clients["max"]
    text = typed(manager, desk).replace(
        "oldest_days_past_due >= 75 or (risk_score >= 60 and oldest_days_past_due >= 45)", "oldest_days_past_due >= 750"
    )
    page = text_of(manager.post(desk.at(PATH), {"text": text, "do": "check"}))
    assert "1 of 3 customers would come out differently" in page
    assert "decide, place 3" in page
    checked = re.search(r'name="checked" value="(\w{64})"', page)
    assert checked is not None
    said = {"text": text, "do": "publish", "note": "Small ones wait", "checked": checked.group(1)}
    changed = text_of(manager.post(desk.at(PATH), said | {"text": text + "# more\n"}), 422)
    assert "Look at what would change, then publish" in changed
    assert desk.clients["lee"].post(desk.at(PATH), said).status_code == 403
    assert versions(desk) == [(1, "published")]
    assert manager.post(desk.at(PATH), said).status_code == 302
    assert versions(desk) == [(1, "retired"), (2, "published")]
    page = text_of(manager.get(desk.at(f"{PATH}history/")))
    assert "Small ones wait" in page
    assert re.search(r"<ins>[^<]*&gt;= 750", page)
    assert re.search(r"<del>[^<]*&gt;= 75\b", page)
    assert "The same text." not in page


def test_a_day_that_cannot_be_asked_does_not_stand_in_the_way(desk: Any, text_of: Read) -> None:
    manager = desk.clients["max"]
    text = typed(manager, desk) + "# a remark\n"
    page = text_of(manager.post(desk.at(PATH), {"text": text, "do": "check"}), 422)
    assert "There is no rate for EUR" in page
    checked = re.search(r'name="checked" value="(\w{64})"', page)
    assert checked is not None
    said = {"text": text, "do": "publish", "checked": checked.group(1)}
    assert manager.post(desk.at(PATH), said).status_code == 302


def test_a_new_policy_begins_as_a_copy(desk: Any, text_of: Read) -> None:
    client = desk.clients["lee"]
    page = text_of(client.post(desk.at("policies/new/"), {"key": "Bad Key", "begin_with": "high_value"}), 422)
    assert "Use small letters" in page
    assert client.post(desk.at("policies/new/"), {"key": "high_value", "begin_with": "high_value"}).status_code == 422
    answer = client.post(desk.at("policies/new/"), {"key": "key_accounts", "begin_with": "high_value"})
    assert "name: key_accounts" in text_of(client.get(answer["Location"]))


def test_what_is_not_there_is_not_found(desk: Any) -> None:
    client = desk.clients["ana"]
    for path in ("policies/policy/none/", "policies/odd/business_standard/", "policies/policy/none/history/"):
        assert client.get(desk.at(path)).status_code == 404, path
    assert client.get(desk.at(f"{PATH}?version=99")).status_code == 404
    for path in ("policies/", PATH, f"{PATH}history/", "policies/new/"):
        assert client.get(desk.at(path, desk.other)).status_code == 404, path


def test_the_facts_stand_beside_the_editor(desk: Any, text_of: Read) -> None:
    page = text_of(desk.clients["cory"].get(desk.at(PATH)))
    assert "<code>oldest_days_past_due</code>" in page
    assert "<code>hold_until</code>" not in page


def test_the_list_asks_a_fixed_number_of_times(desk: Any, django_assert_max_num_queries: Any) -> None:
    client = desk.clients["lee"]
    client.get(desk.at("policies/"))
    for key in ("one", "two", "three"):
        client.post(desk.at("policies/new/"), {"key": key, "begin_with": "high_value"})
    with django_assert_max_num_queries(20):
        client.get(desk.at("policies/"))
