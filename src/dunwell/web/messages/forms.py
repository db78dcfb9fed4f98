"""Forms of the composer and the outbox."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.parties.customers.queries import ContactRow
from dunwell.receivables.open_items.queries import OpenItemRow
from dunwell.web.customers.forms import fresh_key
from dunwell.web.wording import written
from dunwell.work.messages.rules import LONGEST_BODY, LONGEST_SUBJECT


class ComposeForm(forms.Form):
    """A message: to whom, about what, in which words; its merge fields stay fields until it is sent."""

    contact_person_id = forms.TypedChoiceField(label=_("To"), required=False, coerce=int, empty_value=None)
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT, required=False)
    body = forms.CharField(label=_("Text"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 14}))
    open_item = forms.TypedMultipleChoiceField(
        label=_("About"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    with_statement = forms.BooleanField(label=_("With a statement of account as PDF"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, people: list[ContactRow], items: list[OpenItemRow], channel: str, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"key": fresh_key(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        reached = {"email": "email", "sms": "phone"}.get(channel, "name")
        named = [(each.id, f"{each.name} {getattr(each, reached)}") for each in people if getattr(each, reached)]
        to: Any = self.fields["contact_person_id"]
        to.choices = [("", _("the first who can be reached")), *named]
        about: Any = self.fields["open_item"]
        about.choices = [
            (each.id, f"{each.item_number} · {written(each.open_amount, each.currency)}") for each in items
        ]
        if not items:
            del self.fields["open_item"]
        if channel == "sms":
            del self.fields["subject"], self.fields["with_statement"]
        if channel == "letter":
            del self.fields["with_statement"]


class ResolveForm(forms.Form):
    """What became of a message of which nobody knows whether it went."""

    went = forms.ChoiceField(
        label=_("Did it go?"), widget=forms.RadioSelect, choices=[("yes", _("it went")), ("no", _("it did not go"))]
    )
    note = forms.CharField(label=_("How do you know?"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
