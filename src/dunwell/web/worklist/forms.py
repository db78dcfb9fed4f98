"""Forms of the worklist."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.platform.people.queries import MemberRow
from dunwell.web.customers.forms import fresh_key
from dunwell.web.wording import ACTIONS

SKIP_REASONS = (
    _("Not reachable before tomorrow"),
    _("Waiting for an answer from them"),
    _("Waiting for somebody of ours"),
    _("Already taken care of"),
)
SORT_WORDS = {
    "rank": _("the day's own order"),
    "amount": _("most past due"),
    "expected": _("most expected"),
    "days": _("longest past due"),
    "points": _("most points"),
    "customer": _("name"),
    "minutes": _("quickest first"),
}


class KeyedForm(forms.Form):
    """A form that counts once, however often it is sent."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": fresh_key(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class DoneForm(KeyedForm):
    """Done, with a word about it if one likes."""

    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class SnoozeForm(KeyedForm):
    """Until when: one of the buttons, or words."""

    until_text = forms.CharField(
        label=_("Or until"),
        required=False,
        max_length=80,
        help_text=_("A date, or words such as “next friday” or “in 3 days”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(label=_("Why"), required=False, max_length=300)


class SkipForm(KeyedForm):
    """Left out today, with the reason."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.TextInput(attrs={"list": "skip-reasons", "autocomplete": "off"})
    )


class AssignForm(KeyedForm):
    """To a person or to a queue."""

    to = forms.ChoiceField(label=_("To"))
    queue = forms.CharField(label=_("Or to a queue called"), required=False, max_length=60)
    reason = forms.CharField(label=_("Why"), required=False, max_length=300)

    def __init__(self, *args: Any, members: Sequence[MemberRow], queues: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(f"person:{each.user_id}", each.name) for each in members]
        choices = [("", _("choose")), (_("People"), people)]
        if queues:
            choices.append((_("Queues"), [(f"queue:{name}", name) for name in queues]))
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        self.fields["to"].required = False

    def target(self) -> tuple[int | None, str]:
        """The person's id and the queue's name, of which one is given."""
        queue = str(self.cleaned_data["queue"]).strip()
        to = str(self.cleaned_data["to"])
        if queue:
            return None, queue
        if to.startswith("person:"):
            return int(to.removeprefix("person:")), ""
        return None, to.removeprefix("queue:")


class ViewForm(forms.Form):
    """A name for a way of looking at the list."""

    name = forms.CharField(label=_("Name"), max_length=60)
    for_team = forms.BooleanField(label=_("For the whole team"), required=False)


class FlatSelect(forms.Select):
    """A choice whose options are one template: Django's own renders two for each option, on every page of the list."""

    template_name = "web/parts/select.html"


class FilterForm(forms.Form):
    """What of a split is shown."""

    action = forms.ChoiceField(label=_("What to do"), required=False, widget=FlatSelect)
    owner = forms.ChoiceField(label=_("Whose"), required=False, widget=FlatSelect)
    segment = forms.CharField(label=_("Segment"), required=False, max_length=40)
    least_amount = forms.CharField(label=_("Past due at least"), required=False, max_length=20)
    least_days = forms.IntegerField(label=_("Days past due at least"), required=False, min_value=0)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=SORT_WORDS.items, widget=FlatSelect)

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("anything")), *ACTIONS.items()]  # type: ignore[attr-defined]
        self.fields["owner"].choices = list(owners)  # type: ignore[attr-defined]
