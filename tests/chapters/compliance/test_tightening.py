"""A creditor's own rules of contact: in force at once, in versions, never looser than the law."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from dunwell.base.refusals import Refusal
from dunwell.compliance.gate.rules import Channel, may_contact, nothing_against
from dunwell.compliance.jurisdictions.rules import law_of
from dunwell.compliance.models import LawDocument
from dunwell.compliance.tightening.commands import tighten_law
from dunwell.compliance.tightening.queries import (
    NO_DOCUMENT,
    law_document_of,
    law_history_of,
    problems_of,
    tightening_of,
)
from dunwell.platform.access import Viewer
from dunwell.platform.people.rules import Role

TEXT = """everyone_is_consumer: true
also: [us]
checked_on: 2026-11-01
clauses:
  - field: hours
    value: {weekdays: "10:00-16:00"}
    channels: [call]
    citation: Agreement of 2 January 2026, clause 4
    valid_from: 2026-01-02
"""
LOOSE = TEXT.replace("10:00-16:00", "07:00-21:30")


def _write(desk, text: str, version: int, viewer=None) -> LawDocument:
    return tighten_law(
        viewer=viewer or desk.viewer, creditor_id=desk.creditor.pk, text=text, version=version, note="Why"
    )


def test_a_document_is_in_force_at_once_and_its_versions_are_kept(desk) -> None:
    assert law_document_of(desk.viewer, desk.creditor.pk) == NO_DOCUMENT
    _write(desk, TEXT, 0)
    _write(desk, "", 1)
    kept = _write(desk, TEXT.replace("16:00", "15:00"), 2)
    assert kept.version == 3
    rows = law_history_of(desk.viewer, desk.creditor.pk)
    assert [(row.version, row.note) for row in rows] == [(3, "Why"), (2, "Why"), (1, "Why")]
    assert law_document_of(desk.viewer, desk.creditor.pk, 1).text == TEXT
    more = tightening_of(desk.creditor.pk)
    assert (more.version, more.also, more.everyone_is_consumer) == (3, ("us",), True)
    facts = nothing_against(Channel.CALL, is_consumer=True, zones=("America/New_York",), country="US")
    early = may_contact(facts, law_of([], date(2026, 11, 2), more), datetime(2026, 11, 2, 14, 30, tzinfo=UTC))
    assert [reason.citation for reason in early.reasons if "Agreement" in reason.citation] == [
        "Agreement of 2 January 2026, clause 4"
    ]
    assert early.next_permitted_at == datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (LOOSE, 5),
        (TEXT.replace("weekdays", "sun"), 5),
        (TEXT.replace('hours\n    value: {weekdays: "10:00-16:00"}', "opt_out_deadline\n    value: {days: 3}"), 5),
        (TEXT.replace('hours\n    value: {weekdays: "10:00-16:00"}',
                      "limits\n    value: {of: conversations, most: 5, days: 7, per: customer}"), 5),
        (TEXT.replace("[us]", "[mars]"), 2),
        (TEXT.replace("checked_on: 2026-11-01\n", ""), 4),
        ("- a list\n", 1),
        ("everyone_is_consumer: perhaps\n", 1),
    ],
)  # fmt: skip
def test_what_is_wrong_or_would_loosen_is_told_at_its_line_and_nothing_is_written(desk, text, line) -> None:
    assert [problem.row for problem in problems_of(text)] == [line]
    with pytest.raises(Refusal) as caught:
        _write(desk, text, 0)
    assert caught.value.code == "compliance.tightening.has_problems"
    assert not LawDocument.objects.exists()
    assert tightening_of(desk.creditor.pk).version == 0


def test_who_comes_second_is_told_and_nothing_is_written(desk) -> None:
    _write(desk, TEXT, 0)
    with pytest.raises(Refusal) as caught:
        _write(desk, "", 0)
    assert caught.value.code == "compliance.tightening.changed"
    assert LawDocument.objects.count() == 1


def test_a_lead_reads_and_a_manager_writes(desk) -> None:
    lead = Viewer("person", name="lead", roles={desk.creditor.pk: Role.LEAD})
    manager = Viewer("person", name="manager", roles={desk.creditor.pk: Role.MANAGER})
    with pytest.raises(Refusal):
        _write(desk, TEXT, 0, viewer=lead)
    assert not LawDocument.objects.exists()
    _write(desk, TEXT, 0, viewer=manager)
    assert law_document_of(lead, desk.creditor.pk).version == 1


def test_a_version_is_never_changed(desk) -> None:
    _write(desk, TEXT, 0)
    for verb in ("UPDATE compliance_law_document SET text = ''", "DELETE FROM compliance_law_document"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)
    assert LawDocument.objects.get().text == TEXT
