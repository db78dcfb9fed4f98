"""Forms of refunds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.cash.refunds.queries import Refundable
from dunwell.web.intake.forms import AmountField
from dunwell.web.wording import written


def key_of(each: Refundable) -> str:
    """How a form names what is given back."""
    return f"item-{each.credit_item_id}" if each.credit_item_id else f"receipt-{each.receipt_id}"


class AskForm(forms.Form):
    """What is given back, how much, why, and to where."""

    what = forms.ChoiceField(label=_("What"))
    amount = AmountField(label=_("Amount"), max_digits=18, decimal_places=4, widget=forms.TextInput)
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("The checker reads it."))
    pay_to = forms.CharField(label=_("Pay to"), max_length=200, required=False, help_text=_("An account, or a name."))

    def __init__(self, *args: Any, offered: Sequence[Refundable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (key_of(each), f"{each.number} {each.customer_name} {written(each.available_amount, each.currency)}")
            for each in offered
        ]


class NoteForm(forms.Form):
    """A word for whoever asked."""

    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class WhyForm(forms.Form):
    """Why not."""

    note = forms.CharField(label=_("Why"), max_length=200)


class PayForm(forms.Form):
    """When and by which payment it was given back."""

    paid_date = forms.DateField(label=_("Paid on"), widget=forms.DateInput(attrs={"type": "date"}))
    payment_reference = forms.CharField(label=_("Reference of the payment"), max_length=80, required=False)
