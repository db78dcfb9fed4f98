"""What the bank says happened on an account."""

import pghistory
from django.db import models
from django.db.models.functions import Now

from dunwell.cash.accounts.models import BankAccount
from dunwell.cash.statements.rules import StatementState
from dunwell.exchange.models import Delivery
from dunwell.exchange.reading.statements import LineKind, StatementKind
from dunwell.platform.creditors.models import Creditor


@pghistory.track()
class BankStatement(models.Model):
    """One statement as it arrived. `difference_amount` is closing less opening less lines, null where not given.

    `position` is its place in the delivery, from 1: while it waits (`waiting_reason` says why) it has no lines of its
    own, they are read from the delivery when it is released. `account_number` is as the file gave it; `bank_account`
    is null while no such account is open. `booked_amount` is the sum of all its booked lines, `duplicate_count` how
    many of them had come before.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    bank_account = models.ForeignKey(BankAccount, null=True, on_delete=models.PROTECT, related_name="statements")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(default=1)
    account_number = models.CharField(max_length=60, blank=True)
    account_name = models.CharField(max_length=120, blank=True)
    bank = models.CharField(max_length=60, blank=True)
    waiting_reason = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in StatementKind])
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in StatementState])
    number = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    currency = models.CharField(max_length=3)
    opening_date = models.DateField(null=True)
    opening_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    closing_date = models.DateField(null=True)
    closing_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    difference_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    booked_amount = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    line_count = models.PositiveIntegerField(default=0)
    duplicate_count = models.PositiveIntegerField(default=0)
    release_note = models.TextField(blank=True)
    released_by = models.CharField(max_length=200, blank=True)
    withdrawal_note = models.TextField(blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "cash_bank_statement"
        constraints = [models.UniqueConstraint(fields=["delivery", "sequence"], name="bank_statement_once")]
        indexes = [models.Index(fields=["creditor", "bank_account", "closing_date"], name="bank_statement_by_day")]

    def __str__(self) -> str:
        return f"{self.bank_account} {self.number or self.reference}"


class StatementLine(models.Model):
    """One movement on the account, never changed. `amount` is signed: money in is positive.

    `natural_key` tells the movement from every other of its account, whichever file brings it; `occurrence` counts
    equal movements of one day, so that two equal payments are two and an intraday and an end-of-day file bring one.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    sequence = models.PositiveIntegerField()
    natural_key = models.CharField(max_length=64)
    occurrence = models.PositiveIntegerField(default=1)
    booking_date = models.DateField()
    value_date = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in LineKind])
    reference = models.CharField(max_length=140, blank=True)
    end_to_end_id = models.CharField(max_length=140, blank=True)
    payer = models.CharField(max_length=300, blank=True)
    payer_account = models.CharField(max_length=60, blank=True)
    payer_bank = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    check_number = models.CharField(max_length=40, blank=True)
    creditor_reference = models.CharField(max_length=60, blank=True)
    bank_code = models.CharField(max_length=40, blank=True)
    return_code = models.CharField(max_length=20, blank=True)
    is_reversal = models.BooleanField(default=False)
    is_pending = models.BooleanField(default=False)
    batch = models.CharField(max_length=80, blank=True)
    details = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "cash_statement_line"
        constraints = [
            models.UniqueConstraint(fields=["bank_account", "natural_key", "occurrence"], name="statement_line_once"),
            models.CheckConstraint(condition=~models.Q(amount=0), name="statement_line_not_zero"),
        ]
        indexes = [models.Index(fields=["creditor", "bank_account", "booking_date"], name="statement_line_by_day")]

    def __str__(self) -> str:
        return f"{self.booking_date} {self.amount} {self.currency}"


class ConfirmedLine(models.Model):
    """A line that a statement brought again: it was on the books already. Append-only.

    So a statement's own lines and those it confirms are everything it says, and one movement stays one line.
    """

    creditor = models.ForeignKey(Creditor, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="confirmed")
    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, related_name="confirmations")
    sequence = models.PositiveIntegerField()

    class Meta:
        db_table = "cash_confirmed_line"
        constraints = [models.UniqueConstraint(fields=["statement", "line"], name="confirmed_line_once")]

    def __str__(self) -> str:
        return f"{self.statement}: {self.line}"
