"""The sending of a day: the list's e-mails, letters and texts become drafts, and what is due leaves."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.calendars import is_day_off
from dunwell.work.channels import CHANNELS
from dunwell.work.dispatch.commands import find_lost, send_message
from dunwell.work.drafts.queries import addressee_of, customer_for
from dunwell.work.messages.commands import draft_message, proceed_by_level, withdraw_message
from dunwell.work.messages.queries import due_messages
from dunwell.work.messages.rules import UNSENT, MessageState, Wording, morning_of
from dunwell.work.models import Message, Publication, WorkItem

SYSTEM_STEPS = frozenset({MessageState.SENDING, *UNSENT})


@dataclass(frozen=True)
class Skipped:
    """A customer whose step was to be written to and was not, and why."""

    customer_number: str
    customer_name: str
    reason: Reason


@dataclass(frozen=True)
class DraftedDay:
    """What became of the published list's written steps: messages by state, and who was left out."""

    run_id: int | None
    message_ids: tuple[int, ...]
    states: Mapping[str, int]
    skipped: tuple[Skipped, ...]


def draft_day(*, viewer: Viewer, creditor_id: int, at: datetime) -> DraftedDay:
    """Write one message to each customer whose step on the published list is a written one; doing it again adds none.

    Each step goes as far as its autonomy lets it: a draft, a message that waits for a yes, or one that is scheduled for
    the customer's morning. Who has a message under way, no address, or nothing to be asked for is left out.
    """
    require(viewer, "contact.send", creditor_id)
    run_id = Publication.objects.filter(creditor_id=creditor_id).values_list("run_id", flat=True).first()
    if run_id is None:
        raise Refusal(
            "runs.sending.nothing_published",
            gettext_noop("No list is published yet. Run the day first, then its messages can be written."),
        )
    items = WorkItem.objects.select_related("customer", "decision").filter(
        creditor_id=creditor_id, run_id=run_id, state="open", action__in=CHANNELS.keys()
    )
    busy = set(
        Message.objects.filter(creditor_id=creditor_id, state__in=SYSTEM_STEPS).values_list("customer_id", flat=True)
    )
    made: list[Message] = []
    skipped: list[Skipped] = []
    for item in items.order_by("rank", "pk"):
        outcome = _drafted(viewer, item, run_id, at, busy)
        if isinstance(outcome, Message):
            made.append(outcome)
        else:
            skipped.append(Skipped(item.customer.number, item.customer.name, outcome))
    states = Counter(str(message.state) for message in made)
    return DraftedDay(run_id, tuple(message.pk for message in made), dict(states), tuple(skipped))


def _drafted(viewer: Viewer, item: WorkItem, run_id: int, at: datetime, busy: set[int]) -> Message | Reason:
    key = f"run-{run_id}-{item.customer_id}"
    if item.customer_id in busy:
        return Reason("runs.sending.under_way", gettext_noop("A message to them is under way already"))
    customer = customer_for(viewer, item.customer_id, "contact.send")
    to = addressee_of(customer, item.action)
    if not to.address:
        text = gettext_noop("Nobody there can be reached by {channel}")
        return Reason("runs.sending.no_address", text, {"channel": item.action})
    tone = item.decision.tone if item.decision else ""
    try:
        message = draft_message(
            viewer=viewer, customer_id=customer.pk, channel=item.action, wording=Wording(tone=tone), at=at,
            step=item.step, work_item_id=item.pk, with_statement=tone == "T1" and item.action == "email", key=key,
        )  # fmt: skip
        if not message.items.exists():
            withdraw_message(viewer=viewer, message_id=message.pk, at=at, note="nothing to ask for")
            return Reason("runs.sending.nothing_to_ask", gettext_noop("Nothing of theirs may be asked for now"))
        if message.state != MessageState.DRAFT:
            return message
        country = customer.country or customer.creditor.country
        morning = morning_of(at, to.time_zone, is_day_off(country, customer.creditor.subdivision))
        return proceed_by_level(viewer=viewer, message_id=message.pk, at=at, scheduled_at=morning)
    except Refusal as refusal:
        return Reason(refusal.code, refusal.text, refusal.facts)


def send_due(*, viewer: Viewer, creditor_id: int, at: datetime) -> dict[str, int]:
    """Let every message go whose time has come, and ask about those that a killed worker left; counts by state.

    Call it outside of any transaction: each message is one of its own.
    """
    require(viewer, "contact.send", creditor_id)
    lost = find_lost(viewer=viewer, creditor_id=creditor_id, at=at)
    states: Counter[str] = Counter({MessageState.UNKNOWN.value: lost} if lost else {})
    for message_id in due_messages(creditor_id, at):
        try:
            states[send_message(viewer=viewer, message_id=message_id, at=at)] += 1
        except Refusal:
            continue  # another worker took it, or somebody called it back
    return dict(states)
