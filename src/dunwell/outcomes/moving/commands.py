"""What every verb on disputes has in common: lock, catch up with the ledger, move, hold what is still questioned."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.disputes.models import Dispute, DisputeStep
from dunwell.outcomes.disputes.rules import LIVE, MACHINE, UNDECIDED, ZERO, DisputeEvent, DisputeState, after_entry
from dunwell.platform.access import Viewer, require, system_viewer
from dunwell.platform.calendars import local_day
from dunwell.receivables.entries.models import Entry
from dunwell.receivables.holds.commands import lift_hold, place_hold
from dunwell.receivables.holds.rules import HoldReason
from dunwell.receivables.open_items.models import OpenItem

RECORD, DECIDE, POST = "outcome.record", "dispute.decide", "ledger.post"
SOURCE = "dispute"


def require_work(viewer: Viewer, creditor_id: int) -> None:
    """Refuse whoever may not record outcomes."""
    require(viewer, RECORD, creditor_id)


def hand_of(viewer: Viewer) -> Viewer:
    """Return the house's own hand, in the viewer's name: a dispute places its hold whether or not its person may."""
    return system_viewer(viewer.name or viewer.kind)


@dataclass
class Act:
    """One thing done to one locked dispute, by somebody, at an instant."""

    viewer: Viewer
    dispute: Dispute
    at: datetime

    @property
    def day(self) -> date:
        """The creditor's day."""
        return local_day(self.at, self.dispute.creditor.time_zone)

    def move(self, event: DisputeEvent, note: str = "", **facts: Any) -> None:
        """Bring the dispute to the state that follows; refuse an event that its state does not have."""
        before = self.dispute.state
        self.dispute.state = MACHINE.next(DisputeState(before), event)
        self._write(event.value, before, note, facts)

    def remark(self, event: str, note: str = "", **facts: Any) -> None:
        """Write down what happened without moving the dispute."""
        self._write(event, self.dispute.state, note, facts)

    def _write(self, event: str, before: str, note: str, facts: dict[str, Any]) -> None:
        DisputeStep.objects.create(
            creditor_id=self.dispute.creditor_id,
            dispute=self.dispute,
            event=event,
            from_state=before,
            to_state=self.dispute.state,
            note=note.strip(),
            facts={name: value for name, value in facts.items() if value not in (None, "")},
            done_by_id=self.viewer.user_id,
            done_by=self.viewer.name or self.viewer.kind,
            done_date=self.day,
            done_at=self.at,
        )

    def follow(self) -> None:
        """Bring the amounts to where the ledger is; a dispute of which nothing is left is withdrawn by that."""
        dispute = self.dispute
        if dispute.state not in LIVE:
            return
        item = OpenItem.objects.select_for_update().get(pk=dispute.open_item_id)
        news = Entry.objects.filter(open_item=item, pk__gt=dispute.entry_seen).select_related("reverses").order_by("pk")
        entries = list(news)
        if not entries:
            return
        beside = disputed_beside(dispute.open_item_id, dispute.pk)
        open_after, before = item.open_amount - sum(entry.amount for entry in entries), dispute.amounts
        for entry in entries:
            open_after += entry.amount
            kind = entry.reverses.kind if entry.reverses is not None else entry.kind
            dispute.amounts = after_entry(dispute.amounts, kind, entry.amount, open_after, beside)
        dispute.entry_seen = entries[-1].pk
        if dispute.amounts != before:
            self.remark("amounts", **told(dispute))
        if dispute.disputed_amount == 0 and dispute.state in UNDECIDED:
            self.move(DisputeEvent.WITHDRAW, cause="settled")
            dispute.closed_date = self.day
        self.finish()

    def hold_rest(self, why: str = "") -> None:
        """Stop chasing exactly what is still questioned, and nothing where nothing is."""
        dispute = self.dispute
        open_amount = OpenItem.objects.values_list("open_amount", flat=True).get(pk=dispute.open_item_id)
        wanted = min(dispute.disputed_amount, max(open_amount, ZERO)) if dispute.state in LIVE else ZERO
        held = dispute.hold if dispute.hold is not None and dispute.hold.lifted_date is None else None
        if held is not None and held.amount == wanted:
            return
        hand = hand_of(self.viewer)
        if held is not None:
            lift_hold(viewer=hand, hold_id=held.pk, lifted_date=max(self.day, held.placed_date), note=why[:1000])
        dispute.hold = None
        if wanted > 0:
            dispute.hold = place_hold(
                viewer=hand,
                customer_id=dispute.customer_id,
                open_item_id=dispute.open_item_id,
                reason=HoldReason.DISPUTE,
                amount=wanted,
                placed_date=self.day,
                note=f"{dispute.number} {dispute.reason_code}",
                source=SOURCE,
            )

    def finish(self, why: str = "") -> Dispute:
        """Hold what is still questioned, and keep the dispute."""
        self.hold_rest(why)
        self.dispute.changed_at = self.at
        self.dispute.save()
        return self.dispute


def told(dispute: Dispute) -> dict[str, str]:
    """Return a dispute's amounts as its history keeps them."""
    amounts = dispute.amounts
    names = ("disputed", "paid", "credited", "written_off", "upheld")
    return {name: f"{getattr(amounts, name):f}" for name in names if getattr(amounts, name)}


def disputed_beside(open_item_id: int, dispute_id: int | None = None) -> Decimal:
    """Return how much of a document other disputes hold."""
    live = Dispute.objects.filter(open_item_id=open_item_id, state__in=LIVE).exclude(pk=dispute_id or 0)
    return sum(live.values_list("disputed_amount", flat=True), ZERO)


def acting_on(viewer: Viewer, dispute_id: int, at: datetime, right: str = "") -> Act:
    """Lock a dispute for somebody who may work on it (or has `right`), and let it catch up with the ledger."""
    rows = Dispute.objects.select_for_update(of=("self",)).select_related("creditor", "hold")
    found = rows.filter(pk=dispute_id).first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    if right:
        require(viewer, right, found.creditor_id)
    else:
        require_work(viewer, found.creditor_id)
    act = Act(viewer, found, at)
    act.follow()
    return act
