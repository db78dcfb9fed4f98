"""Forms about payment plans."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.outcomes.plans.rules import Frequency, Terms
from dunwell.receivables.open_items.queries import OpenItemRow
from dunwell.web.customers.forms import day_field
from dunwell.web.wording import FREQUENCIES, written


class PlanForm(forms.Form):
    """In how many parts, from when, for which documents."""

    count = forms.IntegerField(label=_("Installments"), min_value=1, max_value=104, initial=3)
    first_date = day_field(_("First one on"))
    frequency = forms.ChoiceField(label=_("Then"), choices=FREQUENCIES.items, initial="monthly")
    down_payment_amount = forms.DecimalField(
        label=_("Down payment"), required=False, min_value=0, max_digits=18, decimal_places=4
    )
    rate_percent = forms.DecimalField(
        label=_("Interest, percent a year"), required=False, min_value=0, max_value=60, max_digits=7, decimal_places=4
    )
    disposable_amount = forms.DecimalField(
        label=_("What is left each month"), required=False, min_value=0, max_digits=18, decimal_places=4,
        help_text=_("After essential spending, as a consumer says it."),
    )  # fmt: skip
    item = forms.TypedMultipleChoiceField(label=_("For"), coerce=int, widget=forms.CheckboxSelectMultiple)
    has_acceleration = forms.BooleanField(label=_("On default all of it falls due at once"), required=False)
    conditions = forms.CharField(label=_("Conditions"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self, *args: Any, items: Sequence[OpenItemRow], usual_date: date, is_consumer: bool, **kwargs: Any
    ) -> None:
        picked = {int(key) for key in (kwargs.get("initial") or {}).get("item", [])}
        chosen = [each for each in items if each.id in picked]
        chosen = chosen or [each for each in items if each.days_past_due > 0] or list(items)
        same = [each.id for each in chosen if each.currency == chosen[0].currency] if chosen else []
        kwargs["initial"] = {"first_date": usual_date, "item": same}
        super().__init__(*args, **kwargs)
        choices = [(each.id, f"{each.item_number} · {written(each.open_amount, each.currency)}") for each in items]
        self.fields["item"].choices = choices  # type: ignore[attr-defined]
        if not is_consumer:
            del self.fields["disposable_amount"]
        self.fields["count"].widget.attrs["autofocus"] = True

    def terms(self) -> Terms:
        """The schedule that was asked for."""
        said = self.cleaned_data
        return Terms(
            said["count"],
            said["first_date"],
            Frequency(said["frequency"]),
            said["rate_percent"] or Decimal(0),
            said["down_payment_amount"] or Decimal(0),
        )


class AcceptForm(forms.Form):
    """Who agreed, and how we know."""

    accepted_by = forms.CharField(
        label=_("Who agreed"), max_length=200, widget=forms.TextInput(attrs={"autofocus": True})
    )
    acceptance = forms.CharField(
        label=_("How we know"), max_length=200, help_text=_("A signed agreement, an e-mail of that day.")
    )
