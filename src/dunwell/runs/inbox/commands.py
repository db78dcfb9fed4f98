"""What follows from answers that came in: remittances on them, or in them, go to cash."""

from dunwell.base.refusals import Refusal
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.reading.parsed import Family
from dunwell.exchange.reading.replies.intents import Intent
from dunwell.platform.access import Viewer
from dunwell.runs.cash.commands import intake_money_delivery
from dunwell.work.inbox.queries import ReplyRow, reply_of


def take_remittances(*, viewer: Viewer, reply_id: int) -> int:
    """Take in the remittances that hang on an answer, or the answer's own words where it is one; return how many.

    Twice changes nothing. A file that turns out to be none keeps its problems with its delivery.
    """
    reply = reply_of(viewer, reply_id)
    count = 0
    for delivery_id in _deliveries(reply):
        try:
            count += intake_money_delivery(viewer=viewer, delivery_id=delivery_id).remittance_count
        except Refusal:
            continue
    return count


def _deliveries(reply: ReplyRow) -> list[int]:
    hanging = [
        int(one["delivery_id"])
        for one in reply.attachments
        if one.get("delivery_id") and FORMATS.get(one["format"]).family is Family.REMITTANCES
    ]
    if hanging or reply.intent != Intent.REMITTANCE_ADVICE:
        return hanging
    return [reply.delivery_id]
