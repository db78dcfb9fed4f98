"""What customers answered."""

from django.db import models
from django.db.models.functions import Now

from dunwell.exchange.models import Delivery
from dunwell.exchange.reading.replies.intents import Intent
from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.work.activities.models import Activity
from dunwell.work.inbox.rules import FoundBy, ReplyEvent, ReplyState
from dunwell.work.messages.models import Message

_STATES = [(state.value, state.value) for state in ReplyState]
_INTENTS = [(intent.value, intent.value) for intent in Intent]


class Reply(models.Model):
    """One answer that came in, with what was read in it; the mail itself is the delivery, byte for byte.

    `intent` is the reader's, `confirmed_intent` a person's. `message` is ours that it answers, `mail_id` its own
    Message-ID, `thread` the id of the first mail it goes back to. Answers of senders whom nobody knows have no customer
    until a person gives them one.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+", db_index=False)
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="replies")
    contact_person = models.ForeignKey(ContactPerson, null=True, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="replies")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="+")
    found_by = models.CharField(max_length=10, blank=True, choices=[(way.value, way.value) for way in FoundBy])
    mail_id = models.CharField(max_length=500, blank=True)
    thread = models.CharField(max_length=500, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    intent = models.CharField(max_length=30, choices=_INTENTS)
    guess = models.CharField(max_length=30, choices=_INTENTS)
    confidence = models.DecimalField(max_digits=4, decimal_places=3)
    amounts = models.JSONField(default=list)
    days = models.JSONField(default=list)
    numbers = models.JSONField(default=list)
    attachments = models.JSONField(default=list)
    is_automatic = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=_STATES, default=ReplyState.UNREAD)
    confirmed_intent = models.CharField(max_length=30, blank=True, choices=_INTENTS)
    sent_at = models.DateTimeField(null=True)
    landed_at = models.DateTimeField()

    class Meta:
        db_table = "work_reply"
        constraints = [
            models.UniqueConstraint(
                fields=["creditor", "mail_id"], name="reply_mail_once", condition=~models.Q(mail_id="")
            )
        ]
        indexes = [
            models.Index(fields=["creditor", "state", "-id"], name="reply_by_state"),
            models.Index(
                fields=["customer"], name="reply_unread_of", condition=models.Q(state="unread", is_automatic=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intent} from {self.sender_address}"


class ReplyTransition(models.Model):
    """One step of an answer's life; append-only (database trigger)."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="transitions")
    event = models.CharField(max_length=10, choices=[(event.value, event.value) for event in ReplyEvent])
    from_state = models.CharField(max_length=10, choices=_STATES)
    to_state = models.CharField(max_length=10, choices=_STATES)
    intent = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=500, blank=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    done_by_name = models.CharField(max_length=200)
    done_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "work_reply_transition"

    def __str__(self) -> str:
        return f"{self.event}: {self.from_state} to {self.to_state}"
