"""A locked period takes no posting, whoever posts; reopening it needs the right and a reason."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import Error, connection, transaction

from dunwell.base.refusals import Refusal
from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.people.rules import Role
from dunwell.receivables.entries.commands import apply_credit, put_on_account, reverse_entry, settle_item
from dunwell.receivables.feeds.commands import Feed, post_staged, stage_rows
from dunwell.receivables.models import Entry, OpenItem, PeriodLock
from dunwell.receivables.open_items.commands import issue_item
from dunwell.receivables.periods.commands import lock_period, reopen_period
from dunwell.receivables.periods.queries import locked_through, period_locks

JUNE = date(2026, 6, 30)


def issue(desk, number="INV-1", day=date(2026, 5, 1), kind="invoice"):
    return issue_item(
        viewer=desk.viewer, customer_id=desk.customer.pk, kind=kind, item_number=number, amount=Decimal("500.00"),
        currency="USD", document_date=day,
    )  # fmt: skip


def lock(desk, through=JUNE, reason="June is closed"):
    return lock_period(viewer=desk.viewer, creditor_id=desk.creditor.pk, through_date=through, reason=reason)


def row(number: str, day: date, **more):
    columns = {
        "row": 1, "sheet": "", "customer_number": "C-1", "customer_name": "Harbor Logistics", "item_number": number,
        "item_kind": "invoice", "document_date": day, "posting_date": None, "due_date": day,
        "amount": Decimal("500.00"), "currency": "USD", "open_amount": None, "paid_amount": None, "paid_date": None,
        "settled_date": None, "reference": "", "purchase_order": "", "terms": "", "disputed": None, "flag_words": "",
    }  # fmt: skip
    return tuple((columns | more).values())


def feed(desk, *rows, day: date, is_snapshot: bool = False):
    with transaction.atomic():
        told = Feed(desk.creditor.pk, "erp", day, is_snapshot=is_snapshot)
        count = stage_rows(viewer=desk.viewer, feed=told, batches=[list(rows)])
        return post_staged(viewer=desk.viewer, feed=told, row_count=count)


def test_every_verb_that_posts_refuses_a_locked_day_and_writes_nothing(desk) -> None:
    item, credit = issue(desk), issue(desk, "CM-1", kind="credit_memo")
    paid = settle_item(
        viewer=desk.viewer, open_item_id=item.pk, amount=Decimal("100.00"), effective_date=date(2026, 6, 3)
    )
    lock(desk)
    before = Entry.objects.count()
    acts = [
        lambda: issue(desk, "INV-2", day=JUNE),
        lambda: put_on_account(
            viewer=desk.viewer, customer_id=desk.customer.pk, item_number="OA-1", amount=Decimal(1), currency="USD",
            effective_date=JUNE,
        ),
        lambda: settle_item(viewer=desk.viewer, open_item_id=item.pk, amount=Decimal(1), effective_date=JUNE),
        lambda: apply_credit(
            viewer=desk.viewer, credit_item_id=credit.pk, open_item_id=item.pk, amount=Decimal(1), effective_date=JUNE
        ),
        lambda: reverse_entry(viewer=desk.viewer, entry_id=paid.pk, effective_date=JUNE, reason="NSF"),
        lambda: feed(desk, row("INV-3", date(2026, 6, 15)), day=date(2026, 7, 2)),
        lambda: feed(desk, row("INV-1", date(2026, 5, 1), open_amount=Decimal(0)), day=JUNE),
        lambda: feed(
            desk, row("INV-1", date(2026, 5, 1), open_amount=Decimal(0), settled_date=JUNE), day=date(2026, 7, 2)
        ),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(Refusal, match=r"receivables\.period\.locked"), transaction.atomic():
            act()
        assert Entry.objects.count() == before
    reverse_entry(viewer=desk.viewer, entry_id=paid.pk, effective_date=date(2026, 7, 1), reason="NSF")
    assert Entry.objects.count() == before + 1


def test_a_snapshot_that_would_close_items_in_a_locked_period_is_refused(desk) -> None:
    feed(desk, row("INV-1", date(2026, 5, 1)), row("INV-2", date(2026, 5, 1)), day=date(2026, 5, 2))
    lock(desk)
    with pytest.raises(Refusal, match=r"receivables\.period\.locked"):
        feed(desk, row("INV-1", date(2026, 5, 1)), day=JUNE, is_snapshot=True)
    assert OpenItem.objects.get(item_number="INV-2").open_amount == Decimal("500.00")
    feed(desk, row("INV-1", date(2026, 5, 1)), day=date(2026, 7, 1), is_snapshot=True)
    assert OpenItem.objects.get(item_number="INV-2").open_amount == 0


def test_a_feed_that_changes_nothing_passes_a_lock(desk) -> None:
    feed(desk, row("INV-1", date(2026, 5, 1)), day=date(2026, 5, 2))
    lock(desk)
    assert feed(desk, row("INV-1", date(2026, 5, 1)), day=JUNE).unchanged == 1


def test_reopening_needs_a_lock_a_reason_and_fewer_days(desk) -> None:
    again = {"viewer": desk.viewer, "creditor_id": desk.creditor.pk}
    with pytest.raises(Refusal, match=r"receivables\.period\.not_locked"):
        reopen_period(**again, reason="late invoice")
    lock(desk)
    for through, reason, code in (
        (None, " ", "reason_missing"),
        (JUNE, "late invoice", "not_reopening"),
    ):
        with pytest.raises(Refusal, match=rf"receivables\.period\.{code}"):
            reopen_period(**again, reason=reason, through_date=through)
    with pytest.raises(Refusal, match=r"receivables\.period\.already_locked"):
        lock(desk, date(2026, 5, 31))
    with pytest.raises(Refusal, match=r"receivables\.period\.reason_missing"):
        lock(desk, date(2026, 7, 31), reason="")
    assert locked_through(desk.creditor.pk) == JUNE
    reopen_period(**again, reason="late invoice", through_date=date(2026, 5, 31))
    issue(desk, day=date(2026, 6, 1))
    with pytest.raises(Refusal, match=r"receivables\.period\.locked"):
        issue(desk, "INV-2", day=date(2026, 5, 31))
    reopen_period(**again, reason="audit")
    issue(desk, "INV-2", day=date(2026, 5, 31))
    told = [(one.through_date, one.is_reopening, one.reason) for one in period_locks(desk.viewer, desk.creditor.pk)]
    assert told == [
        (None, True, "audit"), (date(2026, 5, 31), True, "late invoice"), (JUNE, False, "June is closed"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.CASH_CLERK, Role.LEAD, Role.BILLING_CLERK])
def test_a_role_without_the_right_neither_locks_nor_reopens(desk, role) -> None:
    viewer = Viewer("person", name="clerk", roles={desk.creditor.pk: role})
    with pytest.raises(Refusal, match=r"platform\.access\.denied"):
        lock_period(viewer=viewer, creditor_id=desk.creditor.pk, through_date=JUNE, reason="mine")
    lock(desk)
    with pytest.raises(Refusal, match=r"platform\.access\.denied"):
        reopen_period(viewer=viewer, creditor_id=desk.creditor.pk, reason="mine")
    assert PeriodLock.objects.count() == 1


def test_locks_are_append_only(desk) -> None:
    kept = lock(desk)
    for sql in ("UPDATE receivables_period_lock SET reason = 'x'", "DELETE FROM receivables_period_lock"):
        with (
            pytest.raises(Error, match=r"append-only|permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert PeriodLock.objects.get().pk == kept.pk


def test_a_lock_waits_for_a_posting_under_way_and_refuses_the_next(committed_desk) -> None:
    """The lock is asked for while a June payment is being posted: it waits, and the payment stands."""
    desk, order = committed_desk, []

    def close() -> None:
        with viewing(system_viewer("closer")):
            lock(desk)
            order.append("locked")
        connection.close()

    closer = threading.Thread(target=close)
    item = issue(desk)
    with transaction.atomic():
        settle_item(viewer=desk.viewer, open_item_id=item.pk, amount=Decimal(1), effective_date=JUNE)
        closer.start()
        closer.join(0.5)
        assert closer.is_alive()
        order.append("posted")
    closer.join(10)
    assert order == ["posted", "locked"]
    with pytest.raises(Refusal, match=r"receivables\.period\.locked"):
        settle_item(viewer=desk.viewer, open_item_id=item.pk, amount=Decimal(1), effective_date=JUNE)
    assert Entry.objects.count() == 2
