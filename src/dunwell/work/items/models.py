"""One thing for one person to do, and how it came to stand where it stands."""

from django.db import models
from django.db.models.functions import Now

from dunwell.parties.customers.models import Customer
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import User
from dunwell.platform.runs.models import Run
from dunwell.strategy.decision.models import Decision
from dunwell.work.cases.models import Case
from dunwell.work.deeds.models import Deed
from dunwell.work.items.rules import ItemEvent, ItemState

_STATES = [(state.value, state.value) for state in ItemState]


class WorkItem(models.Model):
    """One thing to do about one customer, published by a run with its decision, or added by hand (no decision).

    Amounts are the creditor's base currency, as of the run's day; null where nothing is known of the balance.
    `deed` is what added an item by hand. `carried_from` is the item of an earlier list whose state this one took over
    at publishing. `is_beyond_today` marks what no longer fits into its owner's minutes, `is_new` a customer whose first
    document was less than 90 days old when the list was made.

    One foreign key over creditor and customer together (a migration makes it) proves both.
    """

    # Without an index of its own: `work_item_by_rank` begins with it.
    creditor = models.ForeignKey(
        Creditor, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="work_items", db_constraint=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="work_items")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    deed = models.ForeignKey(Deed, null=True, on_delete=models.PROTECT, related_name="added_items")
    carried_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=20)
    step = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    segment = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    queue = models.CharField(max_length=60, blank=True)
    rank = models.IntegerField()
    points = models.IntegerField(default=0)
    minutes = models.PositiveIntegerField()
    expected_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    open_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    past_due_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    currency = models.CharField(max_length=3)
    oldest_days_past_due = models.IntegerField(null=True)
    state = models.CharField(max_length=10, choices=_STATES, default=ItemState.OPEN)
    snoozed_until_date = models.DateField(null=True)
    closed_date = models.DateField(null=True)
    changed_at = models.DateTimeField(null=True)
    is_beyond_today = models.BooleanField(default=False)
    is_new = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "work_item"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "customer"], name="work_item_once", condition=~models.Q(step="by_hand")
            ),
            models.CheckConstraint(
                condition=models.Q(state="snoozed", snoozed_until_date__isnull=False)
                | (~models.Q(state="snoozed") & models.Q(snoozed_until_date__isnull=True)),
                name="work_item_snoozed_until",
            ),
        ]
        indexes = [
            models.Index(
                fields=["creditor", "run", "owner", "state", "rank"],
                name="work_item_of_owner",
                include=["action", "minutes", "expected_amount"],
            ),
            models.Index(
                fields=["creditor", "run", "state", "rank"],
                name="work_item_by_rank",
                include=["action", "minutes", "expected_amount"],
            ),
            models.Index(
                fields=["creditor", "run", "queue", "state", "rank"],
                name="work_item_of_queue",
                condition=~models.Q(queue=""),
            ),
            models.Index(
                fields=["creditor", "run", "owner", "rank"],
                name="work_item_of_new",
                condition=models.Q(is_new=True, state="open"),
            ),
            models.Index(
                fields=["creditor", "changed_at"],
                name="work_item_changed",
                condition=models.Q(changed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.customer_id})"


class WorkItemTransition(models.Model):
    """One step of an item's life; append-only. Who and when stand on the deed.

    `before` and `after` hold what the step changed, for undo: state, owner_id, queue, snoozed_until_date, closed_date,
    and the case's owner_id and queue.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="transitions")
    deed = models.ForeignKey(Deed, on_delete=models.PROTECT, related_name="transitions")
    event = models.CharField(max_length=20, choices=[(event.value, event.value) for event in ItemEvent])
    from_state = models.CharField(max_length=10, choices=_STATES)
    to_state = models.CharField(max_length=10, choices=_STATES)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    undo_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "work_item_transition"

    def __str__(self) -> str:
        return f"{self.event}: {self.from_state} to {self.to_state}"
