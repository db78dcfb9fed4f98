"""Law on screen: every value with its citation, and own rules that say at their line what is wrong."""

from collections.abc import Callable
from html import unescape
from typing import Any

from dunwell.compliance.jurisdictions import JURISDICTIONS
from dunwell.compliance.models import LawDocument
from dunwell.platform.access import viewing

Read = Callable[..., str]
OWN = "law/own/"
TEXT = """checked_on: 2026-11-01
clauses:
  - field: hours
    value: {weekdays: "10:00-16:00"}
    channels: [call]
    citation: Agreement of 2 January 2026, clause 4
    valid_from: 2026-01-02
"""


def kept(desk: Any) -> list[int]:
    """Return the versions that are kept."""
    with viewing(desk.operator):
        return list(LawDocument.objects.filter(creditor=desk.creditor).values_list("version", flat=True))


def test_the_shelf_and_every_jurisdiction_are_shown_with_citations(desk: Any, text_of: Read) -> None:
    client = desk.clients["cory"]
    page = text_of(client.get(desk.at("law/")))
    assert "21 bodies of rules on contact" in page
    assert "You have added no rules of your own." in page
    for key in ("us", "ph", "house"):
        shown = unescape(text_of(client.get(desk.at(f"law/{key}/"))))
        assert all(clause.citation in shown for clause in JURISDICTIONS.get(key)().clauses)
    assert "not once past due over 15 days" in text_of(client.get(desk.at("law/ph/")))
    assert client.get(desk.at("law/mars/")).status_code in {404, 409, 422}


def test_own_rules_are_written_by_who_may_and_told_what_is_wrong(desk: Any, text_of: Read) -> None:
    cory, max_ = desk.clients["cory"], desk.clients["max"]
    assert "Put in force" not in text_of(cory.get(desk.at(OWN)))
    assert cory.post(desk.at(OWN), {"text": TEXT, "version": 0}).status_code == 403
    loose = max_.post(desk.at(OWN), {"text": TEXT.replace("10:00", "06:00"), "version": 0, "note": "Why"})
    assert loose.status_code == 422
    told = unescape(loose.content.decode())
    assert "line 3" in told
    assert "never looser" in told
    assert kept(desk) == []
    assert max_.post(desk.at(OWN), {"text": TEXT, "version": 0, "note": "Why"}).status_code == 302
    assert max_.post(desk.at(OWN), {"text": "", "version": 0}).status_code == 422
    assert max_.post(desk.at(OWN), {"text": TEXT, "version": "x"}).status_code == 422
    assert kept(desk) == [1]
    assert "version 1, are in force" in text_of(cory.get(desk.at("law/")))
    assert "clause 4" in text_of(cory.get(desk.at(OWN + "?version=1")))
    assert cory.get(desk.at(OWN + "?version=9")).status_code == 404
