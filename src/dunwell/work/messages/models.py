"""What goes out: one message to one customer, and how it came to stand where it stands."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now

from dunwell.parties.contacts.models import ContactPerson
from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.receivables.open_items.models import OpenItem
from dunwell.work.activities.models import Activity
from dunwell.work.items.models import WorkItem
from dunwell.work.messages.rules import Autonomy, MessageEvent, MessageState
from dunwell.work.permits.models import Permit

_STATES = [(state.value, state.value) for state in MessageState]


class Message(models.Model):
    """One message by one channel to one customer, however many documents it is about.

    `source_subject` and `source_body` hold the text with its merge fields, `subject` and `body` what it says.
    `message_id` (e-mail's own) and `reply_token` are given at the draft and never change: by them an answer finds home.
    `sending_at` is when it was handed to the provider; what happened after that is asked, never repeated by itself.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="messages")
    contact_person = models.ForeignKey(ContactPerson, null=True, on_delete=models.PROTECT, related_name="+")
    work_item = models.ForeignKey(WorkItem, null=True, on_delete=models.PROTECT, related_name="messages")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="messages")
    permit = models.OneToOneField(Permit, null=True, on_delete=models.PROTECT, related_name="used_by_message")
    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=20)
    step = models.CharField(max_length=40)
    tone = models.CharField(max_length=2, blank=True)
    template_key = models.CharField(max_length=60, blank=True)
    template_version = models.PositiveIntegerField(null=True)
    to_name = models.CharField(max_length=300)
    to_address = models.CharField(max_length=1000)
    source_subject = models.CharField(max_length=500, blank=True)
    source_body = models.TextField()
    subject = models.CharField(max_length=500, blank=True)
    body = models.TextField()
    values = models.JSONField(default=dict)
    with_statement = models.BooleanField(default=False)
    message_id = models.CharField(max_length=255)
    reply_token = models.CharField(max_length=12)
    references = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=_STATES, default=MessageState.DRAFT)
    refusal = models.JSONField(default=list)
    scheduled_at = models.DateTimeField(null=True)
    sending_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=255, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    is_permanent = models.BooleanField(default=False)
    drafted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    drafted_by_name = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by_name = models.CharField(max_length=200, blank=True)
    drafted_at = models.DateTimeField()
    idempotency_key = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "work_message"
        constraints = [
            models.UniqueConstraint(fields=["creditor", "reply_token"], name="message_token_once"),
            models.UniqueConstraint(fields=["message_id"], name="message_id_once"),
            models.UniqueConstraint(
                fields=["creditor", "idempotency_key"], name="message_once", condition=~models.Q(idempotency_key="")
            ),
        ]
        indexes = [
            models.Index(fields=["creditor", "state", "-id"], name="message_by_state"),
            models.Index(
                fields=["scheduled_at"], name="message_due", condition=models.Q(state__in=["scheduled", "sending"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} to {self.to_name}"


class MessageItem(models.Model):
    """A document that a message is about, with what was open of it when the text was filled."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="items")
    open_item = models.ForeignKey(OpenItem, on_delete=models.PROTECT, related_name="+")
    open_amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)

    class Meta:
        db_table = "work_message_item"
        constraints = [models.UniqueConstraint(fields=["message", "open_item"], name="message_item_once")]

    def __str__(self) -> str:
        return f"{self.message_id} about {self.open_item_id}"


class MessageTransition(models.Model):
    """One step of a message's life; append-only (database trigger)."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="transitions")
    event = models.CharField(max_length=10, choices=[(event.value, event.value) for event in MessageEvent])
    from_state = models.CharField(max_length=10, choices=_STATES)
    to_state = models.CharField(max_length=10, choices=_STATES)
    note = models.CharField(max_length=500, blank=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    done_by_name = models.CharField(max_length=200)
    done_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "work_message_transition"

    def __str__(self) -> str:
        return f"{self.event}: {self.from_state} to {self.to_state}"


class MessageDocument(models.Model):
    """A file that goes, or went, with a message: an upload, the statement, or the letter itself. Append-only."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="documents")
    role = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "work_message_document"
        constraints = [models.UniqueConstraint(fields=["message", "role", "digest"], name="message_document_once")]

    def __str__(self) -> str:
        return self.name


class StepAutonomy(models.Model):
    """How much of one step a creditor lets the house do by itself; a step without a row waits for approval."""

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Autonomy])
    set_by_name = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "work_step_autonomy"
        constraints = [models.UniqueConstraint(fields=["creditor", "step"], name="step_autonomy_once")]

    def __str__(self) -> str:
        return f"{self.step}: {self.level}"
