"""Disputes on the real database: every verb, what it posts, what it holds, and that its parts are always the whole."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.chapters.conftest import Desk

from dunwell.base.refusals import Refusal
from dunwell.cash.allocations.commands import allocate_receipt
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.receipts.commands import record_receipt
from dunwell.outcomes.disputes.commands import (
    assign_dispute,
    close_dispute,
    comment_dispute,
    decide_dispute,
    escalate_dispute,
    move_dispute,
    open_dispute,
    recode_dispute,
    remind_customer,
    reopen_dispute,
    resolve_dispute,
    withdraw_dispute,
)
from dunwell.outcomes.disputes.queries import (
    DisputeFilter,
    answer_to,
    causes_of,
    dispute_numbered,
    dispute_of,
    disputes_after,
    disputes_of,
    steps_of,
)
from dunwell.outcomes.following.commands import dispute_deductions, follow_ledger, watch_disputes
from dunwell.outcomes.links.commands import answer_by_link, ask_owner, open_link, revoke_link
from dunwell.outcomes.models import Dispute, DisputeStep, OwnerLink, Proof
from dunwell.outcomes.proofs.commands import add_proof
from dunwell.outcomes.proofs.queries import checks_of, proof_file
from dunwell.platform.access import Viewer
from dunwell.platform.people.rules import Role
from dunwell.receivables.entries.commands import reverse_entry, settle_item
from dunwell.receivables.holds.commands import place_hold
from dunwell.receivables.models import Entry, Hold, OpenItem
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.open_items.queries import unequal_balances

pytestmark = pytest.mark.django_db

D = Decimal
MONDAY = date(2026, 5, 4)
AT = datetime(2026, 5, 4, 12, tzinfo=UTC)


def on(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), AT.timetz())


def bill(desk: Desk, amount: str = "1000.00", number: str = "INV-1", **more: Any) -> OpenItem:
    return issue_item(
        viewer=desk.viewer,
        customer_id=desk.customer.pk,
        kind="invoice",
        item_number=number,
        amount=D(amount),
        currency="USD",
        document_date=date(2026, 4, 1),
        **more,
    )


def questioned(desk: Desk, item: OpenItem, amount: str = "300.00", **more: Any) -> Dispute:
    told = {"viewer": desk.viewer, "reason_code": "PRICE", "at": AT, **more}
    return open_dispute(creditor_id=desk.creditor.pk, open_item_id=item.pk, amount=D(amount), **told)


def held(item: OpenItem, day: date = MONDAY) -> list[Decimal | None]:
    active = Hold.objects.filter(open_item=item, reason="dispute", placed_date__lte=day, lifted_date__isnull=True)
    return list(active.order_by("pk").values_list("amount", flat=True))


def parts(dispute: Dispute) -> dict[str, Decimal]:
    dispute.refresh_from_db()
    names = ("disputed", "paid", "credited", "written_off", "upheld")
    found = {name: getattr(dispute.amounts, name) for name in names}
    assert sum(found.values()) == dispute.original_amount
    return {name: amount for name, amount in found.items() if amount}


def person(desk: Desk, role: Role, name: str = "Mei") -> Viewer:
    return Viewer("person", name=name, roles={desk.creditor.pk: role})


def refused(code: str, does: Any, **asked: Any) -> None:
    before = (Dispute.objects.count(), DisputeStep.objects.count(), Hold.objects.count(), Entry.objects.count())
    with pytest.raises(Refusal) as said:
        does(**asked)
    assert said.value.code == code
    assert said.value.sentence()
    assert before == (
        Dispute.objects.count(), DisputeStep.objects.count(), Hold.objects.count(), Entry.objects.count(),
    )  # fmt: skip


def test_only_the_disputed_part_is_held(desk: Desk) -> None:
    item = bill(desk)
    dispute = questioned(desk, item, note="Price was 7 a piece")
    assert (dispute.state, dispute.owner_department, dispute.customer_position) == (
        "new", "pricing", "Price was 7 a piece",
    )  # fmt: skip
    assert held(item) == [D(300)]
    assert parts(dispute) == {"disputed": D(300)}
    row = dispute_of(desk.viewer, dispute.pk, MONDAY)
    assert (row.number, row.clock_name, row.clock_due_date, row.clock_state) == (
        f"D-{dispute.pk}", "triage", date(2026, 5, 5), "near",
    )  # fmt: skip
    assert (row.evidence_count, row.evidence_wanted, row.age_days) == (0, 2, (MONDAY - item.due_date).days)


def test_what_may_not_be_disputed_is_refused_and_nothing_is_written(desk: Desk) -> None:
    item = bill(desk)
    questioned(desk, item, "600.00")
    memo = issue_item(
        viewer=desk.viewer, customer_id=desk.customer.pk, kind="credit_memo", item_number="CM-1", amount=D(10),
        currency="USD", document_date=MONDAY,
    )  # fmt: skip
    told: dict[str, Any] = {
        "viewer": desk.viewer, "creditor_id": desk.creditor.pk, "open_item_id": item.pk, "amount": D(400),
        "reason_code": "QTY", "at": AT,
    }  # fmt: skip
    for changes, code in (
        ({"amount": D("400.01")}, "outcomes.dispute.exceeds_open_amount"),
        ({"amount": D(0)}, "outcomes.dispute.amount_unreadable"),
        ({"reason_code": "INS"}, "outcomes.dispute.cannot_pay"),
        ({"reason_code": "UNCODED"}, "outcomes.dispute.reason_missing"),
        ({"reason_code": "because"}, "outcomes.dispute.reason_unknown"),
        ({"open_item_id": memo.pk}, "outcomes.dispute.nothing_open"),
        ({"open_item_id": 10**9}, "platform.access.not_found"),
        ({"received_date": MONDAY + timedelta(days=1)}, "outcomes.dispute.in_the_future"),
        ({"contact_person_id": 10**9}, "outcomes.dispute.of_another"),
        ({"viewer": person(desk, Role.CASH_CLERK)}, "platform.access.denied"),
        ({"viewer": Viewer("person", name="Stranger")}, "platform.access.not_found"),
    ):
        refused(code, open_dispute, **{**told, **changes})
    open_dispute(**told)
    assert held(item) == [D(600), D(400)]


def test_a_dispute_takes_the_place_of_a_hold_placed_by_hand(desk: Desk) -> None:
    item = bill(desk)
    place_hold(
        viewer=desk.viewer, customer_id=desk.customer.pk, reason="dispute", placed_date=MONDAY, open_item_id=item.pk,
        amount=D(500),
    )  # fmt: skip
    questioned(desk, item)
    assert held(item) == [D(300)]


def test_a_partly_valid_dispute_is_credited_and_the_rest_is_chased_again(desk: Desk) -> None:
    item = bill(desk)
    dispute = questioned(desk, item)
    decide_dispute(
        viewer=desk.viewer, dispute_id=dispute.pk, decision="partly_valid", credited_amount=D(100), at=on("2026-05-06"),
        note="7 a piece for the first pallet",
    )  # fmt: skip
    item.refresh_from_db()
    assert item.open_amount == D(900)
    assert parts(dispute) == {"credited": D(100), "upheld": D(200)}
    assert (dispute.state, held(item)) == ("resolving", [])
    memo = OpenItem.objects.get(pk=dispute.credit_item_id)
    assert (memo.item_number, memo.original_amount, memo.open_amount) == (f"CM-D-{dispute.pk}", D(-100), D(0))
    assert unequal_balances(desk.creditor.pk) == []
    told = answer_to(dispute_of(desk.viewer, dispute.pk, MONDAY))
    assert told is not None
    assert "100.0000 USD is credited" in told.sentence()
    assert "200.0000 USD stands" in told.sentence()
    refused(
        "outcomes.dispute.cause_missing", close_dispute, viewer=desk.viewer, dispute_id=dispute.pk, root_cause=" ",
        at=AT,
    )  # fmt: skip
    close_dispute(viewer=desk.viewer, dispute_id=dispute.pk, root_cause="pricing.contract_price", at=on("2026-05-07"))
    dispute.refresh_from_db()
    assert (dispute.state, dispute.root_cause, dispute.closed_date) == (
        "closed", "pricing.contract_price", date(2026, 5, 7),
    )  # fmt: skip
    line = causes_of(desk.viewer, desk.creditor.pk, date(2026, 6, 1))[0]
    assert (line.cause, line.count, line.original_amount, line.credited_amount, line.mean_days) == (
        "pricing.contract_price", 1, D(300), D(100), D(3),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "resolution", "after", "holds", "closed"),
    [
        ("valid", "credit", {"credited": D(300)}, [], {"credited": D(300)}),
        ("valid", "rebill", {"credited": D(300)}, [], {"credited": D(300)}),
        ("valid", "redeliver", {"disputed": D(300)}, [D(300)], {"upheld": D(300)}),
        ("invalid", "explain", {"upheld": D(300)}, [], {"upheld": D(300)}),
        ("invalid", "collect", {"upheld": D(300)}, [], {"upheld": D(300)}),
    ],
)
def test_each_resolution_does_what_it_says(
    desk: Desk, decision: str, resolution: str, after: dict, holds: list, closed: dict
) -> None:
    item = bill(desk)
    dispute = questioned(desk, item)
    decide_dispute(
        viewer=desk.viewer, dispute_id=dispute.pk, decision=decision, resolution=resolution, at=on("2026-05-06")
    )
    assert parts(dispute) == after
    assert held(item) == holds
    assert answer_to(dispute_of(desk.viewer, dispute.pk, MONDAY)) is not None
    close_dispute(viewer=desk.viewer, dispute_id=dispute.pk, root_cause="billing", at=on("2026-05-07"))
    assert parts(dispute) == closed
    assert held(item) == []
    refused(
        "outcomes.dispute.decided_already", decide_dispute, viewer=desk.viewer, dispute_id=dispute.pk,
        decision="invalid", at=AT,
    )  # fmt: skip


def test_who_may_decide_but_not_post_leaves_the_credit_to_somebody_who_may(desk: Desk) -> None:
    item = bill(desk)
    dispute = questioned(desk, item, viewer=person(desk, Role.COLLECTOR))
    told: dict[str, Any] = {"dispute_id": dispute.pk, "decision": "valid", "at": AT}
    refused("platform.access.denied", decide_dispute, viewer=person(desk, Role.COLLECTOR), **told)
    decide_dispute(viewer=person(desk, Role.LEAD), **told)
    assert parts(dispute) == {"disputed": D(300)}
    assert (dispute.state, held(item)) == ("decided", [D(300)])
    refused("platform.access.denied", resolve_dispute, viewer=person(desk, Role.LEAD), dispute_id=dispute.pk, at=AT)
    resolve_dispute(viewer=person(desk, Role.BILLING_CLERK, "Ana"), dispute_id=dispute.pk, at=AT)
    assert parts(dispute) == {"credited": D(300)}
    assert held(item) == []


def test_a_payment_settles_the_rest_first_and_a_reversal_brings_it_back(desk: Desk) -> None:
    item = bill(desk)
    dispute = questioned(desk, item)
    told: dict[str, Any] = {"viewer": desk.viewer, "open_item_id": item.pk, "effective_date": MONDAY}
    settle_item(amount=D(700), **told)
    assert follow_ledger(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=AT) == []
    assert parts(dispute) == {"disputed": D(300)}
    last = settle_item(amount=D(100), **told)
    assert follow_ledger(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=AT) == [dispute.pk]
    assert parts(dispute) == {"disputed": D(200), "paid": D(100)}
    assert held(item) == [D(200)]
    reverse_entry(viewer=desk.viewer, entry_id=last.pk, effective_date=MONDAY, reason="returned")
    follow_ledger(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=AT, customer_ids=[desk.customer.pk])
    assert parts(dispute) == {"disputed": D(300)}
    settle_item(amount=D(300), **told)
    follow_ledger(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=AT)
    assert parts(dispute) == {"paid": D(300)}
    assert (dispute.state, held(item)) == ("withdrawn", [])
    assert follow_ledger(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=AT) == []


def test_a_deduction_opens_one_dispute_by_the_payers_code_and_ages_with_its_bill(desk: Desk) -> None:
    first, second = bill(desk), bill(desk, number="INV-2")
    receipt = record_receipt(
        viewer=desk.viewer, creditor_id=desk.creditor.pk, amount=D(1800), currency="USD", value_date=MONDAY,
        number="R-1", customer_id=desk.customer.pk,
    )  # fmt: skip
    lines = [
        AllocationLine(first.pk, D(900), deduction_amount=D(100), deduction_code="06"),
        AllocationLine(second.pk, D(900), deduction_amount=D(100), deduction_code="LEAKY"),
    ]
    allocate_receipt(viewer=desk.viewer, receipt_id=receipt.pk, lines=lines, effective_date=MONDAY)
    made = dispute_deductions(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=AT)
    assert dispute_deductions(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=AT) == []
    rows = [dispute_of(desk.viewer, key, MONDAY) for key in made]
    assert [(row.reason_code, row.raw_code, row.item_kind, row.due_date, row.disputed_amount) for row in rows] == [
        ("QTY", "06", "deduction", first.due_date, D(100)),
        ("UNCODED", "LEAKY", "deduction", second.due_date, D(100)),
    ]
    refused("outcomes.dispute.uncoded", decide_dispute, viewer=desk.viewer, dispute_id=made[1], decision="valid", at=AT)
    recode_dispute(viewer=desk.viewer, dispute_id=made[1], reason_code="damg", at=AT)
    decide_dispute(viewer=desk.viewer, dispute_id=made[1], decision="valid", at=AT)
    assert parts(Dispute.objects.get(pk=made[1])) == {"credited": D(100)}
    assert unequal_balances(desk.creditor.pk) == []


def test_clocks_that_run_out_escalate_once_and_once_more(desk: Desk) -> None:
    dispute = questioned(desk, bill(desk), reason_code="NODEL")
    told: dict[str, Any] = {"viewer": desk.viewer, "creditor_id": desk.creditor.pk}
    assert watch_disputes(at=on("2026-05-05"), **told) == []
    assert watch_disputes(at=on("2026-05-06"), **told) == [dispute.pk]
    dispute.refresh_from_db()
    assert (dispute.state, dispute.escalation_level) == ("escalated", 1)
    assert watch_disputes(at=on("2026-05-06"), **told) == []
    move_dispute(viewer=desk.viewer, dispute_id=dispute.pk, to="in_review", at=on("2026-05-06"))
    assert watch_disputes(at=on("2026-05-08"), **told) == [dispute.pk]
    dispute.refresh_from_db()
    assert (dispute.state, dispute.escalation_level) == ("escalated", 2)
    assert watch_disputes(at=on("2026-06-08"), **told) == []
    last = steps_of(desk.viewer, dispute.pk)[-1]
    assert (last.event, last.facts["clock"], last.facts["due"]) == ("escalate", "decision", "2026-05-06")


def test_a_customer_who_does_not_answer_lets_the_evidence_decide(desk: Desk) -> None:
    dispute = questioned(desk, bill(desk), reason_code="QUAL")
    told: dict[str, Any] = {"viewer": desk.viewer, "dispute_id": dispute.pk}
    refused("outcomes.dispute.nothing_asked", remind_customer, at=AT, **told)
    move_dispute(to="awaiting_customer", at=AT, **told)
    events = list(DisputeStep.objects.filter(dispute=dispute).order_by("pk").values_list("event", flat=True))
    assert events == ["open", "triage", "assign", "review", "ask_customer"]
    for day in ("2026-05-08", "2026-05-12"):
        remind_customer(at=on(day), **told)
    assert watch_disputes(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=on("2026-05-18")) == []
    assert watch_disputes(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=on("2026-05-19")) == [dispute.pk]
    dispute.refresh_from_db()
    assert dispute.state == "in_review"


def test_withdrawn_and_reopened_within_sixty_days(desk: Desk) -> None:
    item = bill(desk)
    dispute = questioned(desk, item)
    told: dict[str, Any] = {"viewer": desk.viewer, "dispute_id": dispute.pk}
    refused("outcomes.dispute.words_missing", withdraw_dispute, at=AT, note="", **told)
    withdraw_dispute(at=AT, note="found the order", **told)
    assert (parts(dispute), held(item)) == ({"upheld": D(300)}, [])
    refused("outcomes.dispute.too_old_to_reopen", reopen_dispute, at=on("2026-07-04"), note="again", **told)
    refused(
        "outcomes.dispute.exceeds_open_amount", reopen_dispute, at=on("2026-07-03"), note="again", amount=D(301), **told
    )
    reopen_dispute(at=on("2026-07-03"), note="again", amount=D(120), **told)
    assert parts(dispute) == {"disputed": D(120), "upheld": D(180)}
    assert (dispute.state, held(item, date(2026, 7, 3))) == ("reopened", [D(120)])
    assert dispute_of(desk.viewer, dispute.pk, date(2026, 7, 3)).clock_due_date == date(2026, 7, 10)
    decide_dispute(at=on("2026-07-06"), decision="valid", **told)
    close_dispute(at=on("2026-07-06"), root_cause="tax", **told)
    assert parts(dispute) == {"credited": D(120), "upheld": D(180)}
    settle_item(viewer=desk.viewer, open_item_id=item.pk, amount=D(880), effective_date=date(2026, 7, 6))
    refused("outcomes.dispute.nothing_open", reopen_dispute, at=on("2026-07-07"), note="again", **told)


def test_moving_giving_and_remarking(desk: Desk) -> None:
    dispute = questioned(desk, bill(desk))
    told: dict[str, Any] = {"viewer": desk.viewer, "dispute_id": dispute.pk, "at": AT}
    refused("outcomes.dispute.not_movable", move_dispute, to="closed", **told)
    refused("outcomes.dispute.unknown_choice", move_dispute, to="elsewhere", **told)
    refused("outcomes.dispute.stranger", assign_dispute, owner_id=10**9, **told)
    refused("outcomes.dispute.unknown_choice", assign_dispute, department="kitchen", **told)
    refused("outcomes.dispute.words_missing", comment_dispute, note=" ", **told)
    refused("outcomes.dispute.words_missing", escalate_dispute, note=" ", **told)
    assign_dispute(department="billing", note="yours", **told)
    dispute.refresh_from_db()
    assert (dispute.state, dispute.owner_department, dispute.assigned_date) == ("assigned", "billing", MONDAY)
    comment_dispute(note="called them", **told)
    escalate_dispute(note="a large account", **told)
    dispute.refresh_from_db()
    assert (dispute.state, dispute.escalation_level) == ("escalated", 1)
    refused("platform.access.not_found", comment_dispute, viewer=desk.viewer, dispute_id=10**9, note="x", at=AT)


def test_history_is_kept_and_cannot_be_changed(desk: Desk) -> None:
    dispute = questioned(desk, bill(desk))
    add_proof(viewer=desk.viewer, dispute_id=dispute.pk, kind="purchase_order", at=AT, note="in the order book")
    for table in ("outcomes_dispute_step", "outcomes_proof"):
        for change in (f"UPDATE {table} SET note = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=dispute.pk).update(paid_amount=1)


def test_proof_is_checked_off_kept_once_and_given_back_whole(desk: Desk) -> None:
    dispute = questioned(desk, bill(desk))
    told: dict[str, Any] = {"viewer": desk.viewer, "dispute_id": dispute.pk, "at": AT}
    for changes, code in (
        ({"kind": "hearsay"}, "outcomes.proof.kind_unknown"),
        ({"kind": "photos"}, "outcomes.proof.empty"),
        ({"kind": "photos", "content": b"", "file_name": "a.png"}, "outcomes.proof.size"),
        ({"kind": "photos", "content": b"x", "file_name": "run.exe"}, "outcomes.proof.type_unknown"),
    ):
        refused(code, add_proof, **told, **changes)
    first = add_proof(kind="price_agreement", file_name="..\\..\\2026 <price>.PDF", content=b"%PDF-1.7 seven", **told)
    assert add_proof(kind="price_agreement", file_name="b.pdf", content=b"%PDF-1.7 seven", **told) == first
    add_proof(kind="photos", note="on their portal", **told)
    assert [(check.kind, check.count) for check in checks_of(desk.viewer, dispute.pk)] == [
        ("purchase_order", 0), ("price_agreement", 1), ("photos", 1),
    ]  # fmt: skip
    row, content = proof_file(desk.viewer, first.pk)
    assert (row.file_name, row.media_type, content) == ("2026 _price_.PDF", "application/pdf", b"%PDF-1.7 seven")
    refused("platform.access.not_found", proof_file, viewer=Viewer("nobody"), proof_id=first.pk)


# --- owners without an account


def test_an_owner_without_an_account_answers_by_a_link(desk: Desk) -> None:
    dispute = questioned(desk, bill(desk))
    link = ask_owner(
        viewer=desk.viewer, dispute_id=dispute.pk, email="pat@pricing.example", name="Pat", question="7 or 8?", at=AT
    )
    dispute.refresh_from_db()
    assert dispute.state == "awaiting_internal"
    assert link.secret not in str(OwnerLink.objects.values().get())
    asked = open_link(secret=link.secret, at=AT)
    assert asked is not None
    assert (asked.item_number, asked.disputed_amount, asked.question, asked.is_open) == (
        "INV-1", "300.0000", "7 or 8?", True,
    )  # fmt: skip
    refused("outcomes.link.words_missing", answer_by_link, secret=link.secret, at=AT, answer="deny")
    refused("outcomes.link.answer_unknown", answer_by_link, secret=link.secret, at=AT, answer="perhaps")
    answered = answer_by_link(
        secret=link.secret, at=AT, answer="accept", note="7 it was", files=[("order.pdf", b"%PDF")]
    )
    assert answered.answer == "accept"
    dispute.refresh_from_db()
    assert dispute.state == "in_review"
    assert Proof.objects.get().added_by == "Pat <pat@pricing.example>"
    last = [step for step in steps_of(desk.viewer, dispute.pk) if step.event == "answer"][-1]
    assert (last.note, last.facts["answer"], last.done_by) == ("7 it was", "accept", "Pat <pat@pricing.example>")


def test_a_link_ends_and_shows_nothing_then(desk: Desk) -> None:
    dispute = questioned(desk, bill(desk))
    told: dict[str, Any] = {"viewer": desk.viewer, "dispute_id": dispute.pk, "at": AT}
    refused("outcomes.link.email", ask_owner, email="pat", **told)
    refused("outcomes.link.days", ask_owner, email="pat@pricing.example", days=61, **told)
    first = ask_owner(email="pat@pricing.example", days=2, **told)
    second = ask_owner(email="sam@pricing.example", **told)
    later = AT + timedelta(days=2)
    assert open_link(secret=first.secret, at=later - timedelta(seconds=1)) is not None
    assert open_link(secret=first.secret, at=later) is None
    assert open_link(secret="x" * 43, at=AT) is None
    assert open_link(secret="' OR 1=1", at=AT) is None
    revoke_link(viewer=desk.viewer, link_id=second.id, at=AT)
    assert open_link(secret=second.secret, at=AT) is None
    refused("outcomes.link.gone", answer_by_link, secret=second.secret, at=AT, answer="accept")
    refused("outcomes.link.already_revoked", revoke_link, viewer=desk.viewer, link_id=second.id, at=AT)
    third = ask_owner(email="kim@pricing.example", **told)
    withdraw_dispute(note="settled", **told)
    asked = open_link(secret=third.secret, at=AT)
    assert asked is not None
    assert not asked.is_open
    refused("outcomes.link.closed", answer_by_link, secret=third.secret, at=AT, answer="accept")


def test_a_link_is_not_opened_without_end(desk: Desk) -> None:
    dispute = questioned(desk, bill(desk))
    link = ask_owner(viewer=desk.viewer, dispute_id=dispute.pk, email="pat@pricing.example", at=AT)
    for _ in range(60):
        assert open_link(secret=link.secret, at=AT) is not None
    with pytest.raises(Refusal) as said:
        open_link(secret=link.secret, at=AT)
    assert (said.value.code, said.value.facts["seconds"]) == ("outcomes.link.too_often", 60)
    assert open_link(secret=link.secret, at=AT + timedelta(minutes=1)) is not None


# --- lists


def test_lists_are_filtered_paged_and_of_one_creditor(desk: Desk) -> None:
    item, other = bill(desk), bill(desk, number="INV-2")
    first, second = questioned(desk, item), questioned(desk, other, reason_code="DUP")
    withdraw_dispute(viewer=desk.viewer, dispute_id=second.pk, at=AT, note="theirs")

    def ids(**asked: Any) -> list[int]:
        return [row.id for row in disputes_of(desk.viewer, desk.creditor.pk, MONDAY, DisputeFilter(**asked))]

    assert ids() == [first.pk]
    assert ids(group="closed") == [second.pk]
    assert ids(group="all") == [first.pk, second.pk]
    assert ids(state="withdrawn") == [second.pk]
    assert ids(department="pricing") == [first.pk]
    assert ids(reason_code="price", customer_id=desk.customer.pk, open_item_id=item.pk) == [first.pk]
    assert ids(search="INV-1") == ids(search=f"d-{first.pk}") == ids(search="harbor") == [first.pk]
    page = disputes_after(desk.viewer, desk.creditor.pk, MONDAY, DisputeFilter(group="all"), None, 1)
    assert [row.id for row in page.rows] == [second.pk]
    rest = disputes_after(desk.viewer, desk.creditor.pk, MONDAY, DisputeFilter(group="all"), page.next, 1)
    assert [row.id for row in rest.rows] == [first.pk]
    assert dispute_numbered(desk.viewer, desk.creditor.pk, f"D-{first.pk}", MONDAY).id == first.pk
    refused("outcomes.dispute.unknown", dispute_numbered, viewer=desk.viewer, creditor_id=desk.creditor.pk,
            number="D-x", as_of=MONDAY)  # fmt: skip
    refused("outcomes.dispute.unknown_choice", ids, group="gone")
    refused("platform.access.not_found", disputes_of, viewer=Viewer("nobody"), creditor_id=desk.creditor.pk,
            as_of=MONDAY)  # fmt: skip


# --- whatever happens, the parts are the whole

ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), st.integers(1, 900)),
        st.tuples(st.just("write_off"), st.integers(1, 200)),
        st.tuples(st.just("reverse"), st.integers(0, 3)),
        st.tuples(st.just("decide"), st.sampled_from(["valid", "invalid", "partly_valid"])),
        st.tuples(st.just("close"), st.just("tax")),
        st.tuples(st.just("withdraw"), st.just("theirs")),
        st.tuples(st.just("reopen"), st.just("again")),
    ),
    max_size=8,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(disputed=st.integers(1, 1000), acts=ACTS)
def test_whatever_is_done_the_parts_are_the_whole_and_no_more_is_held_than_is_open(
    desk: Desk, disputed: int, acts: list[tuple[str, Any]]
) -> None:
    with transaction.atomic():
        item = bill(desk, number=f"H-{OpenItem.objects.count()}")
        dispute = questioned(desk, item, f"{disputed}.00")
        for act in acts:
            try:
                with transaction.atomic():
                    _do(desk, item, dispute, *act)
            except Refusal:
                pass
            follow_ledger(viewer=desk.viewer, creditor_id=desk.creditor.pk, at=AT)
            parts(dispute)
            item.refresh_from_db()
            assert sum(amount or D(0) for amount in held(item)) == (
                dispute.disputed_amount if dispute.state not in ("closed", "withdrawn") else D(0)
            )
            assert dispute.disputed_amount <= item.open_amount
        assert unequal_balances(desk.creditor.pk) == []
        transaction.set_rollback(True)


def _do(desk: Desk, item: OpenItem, dispute: Dispute, verb: str, value: Any) -> None:
    told: dict[str, Any] = {"viewer": desk.viewer, "dispute_id": dispute.pk, "at": AT}
    if verb in ("pay", "write_off"):
        kind = "payment" if verb == "pay" else verb
        settle_item(
            viewer=desk.viewer, open_item_id=item.pk, amount=D(value), effective_date=MONDAY, kind=kind, reason="x"
        )
    elif verb == "reverse":
        done = Entry.objects.filter(open_item=item, kind__in=["payment", "write_off"], reversed_by=None).order_by("pk")
        for entry in list(done)[value : value + 1]:
            reverse_entry(viewer=desk.viewer, entry_id=entry.pk, effective_date=MONDAY, reason="x")
    elif verb == "decide":
        part = D("0.01") if value == "partly_valid" else None
        decide_dispute(decision=value, credited_amount=part, **told)
    elif verb == "close":
        close_dispute(root_cause=value, **told)
    elif verb == "withdraw":
        withdraw_dispute(note=value, **told)
    else:
        reopen_dispute(note=value, **told)
