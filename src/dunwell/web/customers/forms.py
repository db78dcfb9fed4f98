"""Forms about customers."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.parties.customers.queries import ContactRow
from dunwell.receivables.open_items.queries import OpenItemRow
from dunwell.web.wording import CHANNELS, HOLD_REASONS, MORE_OUTCOMES, ROLES, written

LONGEST_NOTE = 10_000


def fresh_key() -> str:
    """A key that makes a form count once, however often it is sent."""
    return uuid4().hex


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class CallForm(forms.Form):
    """What came of a call."""

    outcome = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect, choices=MORE_OUTCOMES.items)
    contact_person_id = forms.TypedChoiceField(label=_("With whom"), required=False, coerce=int, empty_value=None)
    direction = forms.ChoiceField(label=_("Who called"), choices=[("out", _("we called")), ("in", _("they called"))])
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=0,
        max_value=360,
        required=False,
        widget=forms.NumberInput(attrs={"data-minutes": ""}),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )
    complete = forms.BooleanField(label=_("The work item is done with it"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, contacts: list[ContactRow], has_item: bool, draft: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": fresh_key(), "complete": True, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        people = [(each.id, f"{each.name}, {ROLES.get(each.role, each.role)}") for each in contacts]
        field = self.fields["contact_person_id"]
        field.choices = [("", _("nobody in particular")), *people]  # type: ignore[attr-defined]
        if people and not self.is_bound:
            self.initial["contact_person_id"] = people[0][0]
        self.fields["note"].widget.attrs["data-draft"] = draft
        if not has_item:
            del self.fields["complete"]

    @property
    def pairs(self) -> list[Any]:
        """The small fields that stand beside each other."""
        return [self[name] for name in ("contact_person_id", "direction", "minutes")]


class NoteForm(forms.Form):
    """A note about a customer."""

    text = forms.CharField(label=_("Note"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 2}))
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, draft: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"key": fresh_key(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if draft:
            self.fields["text"].widget.attrs["data-draft"] = draft


class TaskForm(forms.Form):
    """Something to do about a customer."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    due = forms.CharField(label=_("Not before"), required=False, help_text=_("A day, or words such as “next friday”."))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480, initial=5)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": fresh_key(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class HoldForm(forms.Form):
    """Do not chase: the whole customer, some items, or a part of one."""

    reason = forms.ChoiceField(label=_("Why"), choices=HOLD_REASONS.items)
    item = forms.TypedMultipleChoiceField(
        label=_("Only these items"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    amount = forms.DecimalField(
        label=_("Only a part of it"), required=False, min_value=0, help_text=_("For one item, in its currency.")
    )
    until_date = day_field(_("Until"), required=False, help_text=_("Without a day it holds until it is lifted."))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, items: list[OpenItemRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.id, f"{each.item_number} · {written(each.open_amount, each.currency)}") for each in items]
        if choices:
            self.fields["item"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["item"], self.fields["amount"]


class LiftForm(forms.Form):
    """End a hold."""

    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ContactForm(forms.Form):
    """A human at the customer."""

    name = forms.CharField(label=_("Name"), max_length=200)
    role = forms.ChoiceField(label=_("Role"), choices=ROLES.items)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    preferred_channel = forms.ChoiceField(label=_("Reached best by"), choices=CHANNELS.items)
