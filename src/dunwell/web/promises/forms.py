"""Forms about promises."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.outcomes.limits.rules import Installment
from dunwell.receivables.open_items.queries import OpenItemRow
from dunwell.web.customers.forms import day_field
from dunwell.web.wording import PAYMENT_METHODS, PROMISE_SOURCES, written


class PartsForm(forms.Form):
    """How much by when, and perhaps a second part."""

    amount = forms.DecimalField(label=_("Amount"), min_value=Decimal("0.0001"), max_digits=18, decimal_places=4)
    due_date = day_field(_("By"))
    more_amount = forms.DecimalField(
        label=_("And then"), min_value=Decimal("0.0001"), max_digits=18, decimal_places=4, required=False
    )
    more_date = day_field(_("By"), required=False)

    def clean(self) -> dict[str, Any]:
        """Check that a second part has both its amount and its day."""
        said: dict[str, Any] = super().clean() or {}
        if (said.get("more_amount") is None) != (said.get("more_date") is None):
            self.add_error("more_date", _("Give the amount and the day of the second part, or neither."))
        return said

    def parts(self) -> list[Installment]:
        """What was said, part by part."""
        said = self.cleaned_data
        parts = [Installment(said["due_date"], said["amount"])]
        if said.get("more_amount") is not None:
            parts.append(Installment(said["more_date"], said["more_amount"]))
        return parts


class PromiseForm(PartsForm):
    """What the customer promised, for chosen documents or for the account."""

    item = forms.TypedMultipleChoiceField(
        label=_("For"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("With none chosen it is for the account."),
    )  # fmt: skip
    method = forms.ChoiceField(label=_("How"), required=False)
    source = forms.ChoiceField(label=_("Told us by"), choices=PROMISE_SOURCES.items)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = ("amount", "due_date", "item", "method", "source", "more_amount", "more_date", "note")

    def __init__(self, *args: Any, items: Sequence[OpenItemRow], usual_date: date, **kwargs: Any) -> None:
        picked = {int(key) for key in (kwargs.get("initial") or {}).get("item", [])}
        late = [each for each in items if each.days_past_due > 0]
        chosen = [each for each in items if each.id in picked] or late or list(items)
        same = [each for each in chosen if each.currency == chosen[0].currency] if chosen else []
        whole = sum((each.open_amount - each.held_amount for each in same), Decimal(0))
        usual = {
            "amount": f"{whole.normalize():f}" if whole > 0 else None,
            "due_date": usual_date,
            "item": [each.id for each in same],
        }
        kwargs["initial"] = usual
        super().__init__(*args, **kwargs)
        choices = [(each.id, f"{each.item_number} · {written(each.open_amount, each.currency)}") for each in items]
        if choices:
            self.fields["item"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["item"]
        self.fields["method"].choices = [("", _("not said")), *PAYMENT_METHODS.items()]  # type: ignore[attr-defined]
        self.fields["amount"].widget.attrs["autofocus"] = True

    @property
    def pairs(self) -> list[Any]:
        """The small fields that stand beside each other."""
        return [self[name] for name in ("amount", "due_date")]

    @property
    def others(self) -> list[Any]:
        """The small fields of a second row."""
        return [self[name] for name in ("method", "source", "more_amount", "more_date")]


class WhyForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(label=_("Why"), max_length=200, widget=forms.TextInput(attrs={"autofocus": True}))
