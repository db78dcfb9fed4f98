"""Forms about customers."""

from typing import Any
from uuid import uuid4
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dunwell.parties.customers.queries import ContactRow
from dunwell.receivables.open_items.queries import OpenItemRow
from dunwell.web.wording import CHANNELS, HOLD_REASONS, MORE_OUTCOMES, ROLES, SCHEMES, language_name, written

LONGEST_NOTE = 10_000


def fresh_key() -> str:
    """A key that makes a form count once, however often it is sent."""
    return uuid4().hex


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def zones(usual: Any) -> list[tuple[str, Any]]:
    """The time zones there are, the usual one first."""
    return [("", usual), *((zone, zone) for zone in sorted(available_timezones()))]


def languages(usual: Any, kept: str = "") -> list[tuple[str, Any]]:
    """The languages a desk writes in, the usual one first; one that is kept already stays to be chosen."""
    known = dict(settings.LANGUAGES) | ({kept: language_name(kept)} if kept else {})
    return [("", usual), *known.items()]


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
    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("language", "")
        self.fields["language"].choices = languages(_("the customer's"), kept)  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = zones(_("the customer's"))  # type: ignore[attr-defined]


class NoticeForm(forms.Form):
    """What somebody said of being contacted: one key, and a detail where the kind needs one."""

    KINDS = (
        ("opt_out", _("Do not use this channel, number or address")),
        ("inconvenient", _("Not at these times")),
        ("unreachable", _("The number or address does not work")),
        ("wrong_person", _("The number or address is somebody else's")),
        ("workplace", _("It is their workplace: not there")),
        ("consent", _("They agree to be contacted so")),
        ("cease", _("They want no contact at all")),
        ("attorney", _("An attorney or adviser represents them")),
        ("hardship", _("Hardship was told of: treat with care")),
        ("vulnerable", _("Vulnerable: treat with care")),
        ("breathing_space", _("A breathing space is in force")),
        ("deceased", _("They have died")),
        ("language", _("Speaks this language")),
        ("zone", _("Is in this time zone")),
        ("debt_notice", _("The written notice of the debt was sent")),
    )
    CARE = ("hardship", "vulnerable")
    DAYS = (
        ("1", _("Monday")), ("2", _("Tuesday")), ("3", _("Wednesday")), ("4", _("Thursday")), ("5", _("Friday")),
        ("6", _("Saturday")), ("7", _("Sunday")),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What was said"), widget=forms.RadioSelect, choices=KINDS)
    contact_person_id = forms.TypedChoiceField(label=_("Of whom"), required=False, coerce=int, empty_value=None)
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[
            ("", _("every channel")), ("call", _("calls")), ("voicemail", _("voicemail")), ("email", _("e-mail")),
            ("sms", _("text messages")), ("letter", _("letters")),
        ],
    )  # fmt: skip
    address = forms.CharField(
        label=_("Number or address"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"list": "notice-addresses"}),
    )
    from_time = forms.TimeField(label=_("Not after"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    until_time = forms.TimeField(label=_("Not before"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    until_date = day_field(_("Until"), required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("Not on"), required=False, choices=DAYS, widget=forms.CheckboxSelectMultiple
    )
    value = forms.CharField(
        label=_("Who or which"),
        required=False,
        max_length=200,
        help_text=_("The attorney's name, the language (like zh-Hant), or the time zone (like America/Denver)."),
    )
    place = forms.CharField(label=_("Not at this place"), required=False, max_length=60)
    source = forms.ChoiceField(
        label=_("How it was said"),
        choices=[
            ("call", _("on a call")), ("email", _("by e-mail")), ("sms", _("by text message")),
            ("letter", _("by letter")), ("portal", _("in the portal")), ("provider", _("told by a provider")),
            ("court", _("by a court or office")), ("desk", _("known at the desk")),
        ],
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, contacts: list[ContactRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(each.id, each.name) for each in contacts]
        self.fields["contact_person_id"].choices = [("", _("the whole customer")), *people]  # type: ignore[attr-defined]

    @property
    def about(self) -> list[Any]:
        """The small fields that say of whom and of what."""
        return [self[name] for name in ("contact_person_id", "channel", "address")]

    @property
    def times(self) -> list[Any]:
        """The small fields that say when."""
        return [self[name] for name in ("until_time", "from_time", "until_date")]

    @property
    def more(self) -> list[Any]:
        """What is seldom needed."""
        return [self[name] for name in ("weekdays", "value", "place", "source")]

    def told(self) -> dict[str, Any]:
        """What the command is told."""
        told = dict(self.cleaned_data)
        told["weekdays"] = "".join(told["weekdays"])
        if told["kind"] in self.CARE:
            told |= {"kind": "care", "value": told["kind"]}
        return told


class RetireForm(forms.Form):
    """Stop using a contact person."""

    reason = forms.CharField(label=_("Why"), required=False, max_length=200)


class IdentifierForm(forms.Form):
    """A number by which a register knows the customer."""

    scheme = forms.ChoiceField(label=_("Register"), choices=SCHEMES.items)
    value = forms.CharField(label=_("Number"), max_length=80)
    valid_from = day_field(_("From"))


class CustomerForm(forms.Form):
    """What is known of a customer."""

    name = forms.CharField(label=_("Name"), max_length=300)
    other_name = forms.CharField(label=_("Other name"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("business", _("business")), ("consumer", _("consumer"))])
    owner_id = forms.TypedChoiceField(label=_("Owner"), required=False, coerce=int, empty_value=None)
    queue = forms.CharField(label=_("Queue"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)
    country = forms.RegexField(
        "^[A-Za-z]{2}$", label=_("Country"), required=False, max_length=2, help_text=_("Two letters, like US.")
    )
    subdivision = forms.CharField(
        label=_("State or province"), max_length=10, required=False, help_text=_("Its code, like MA: local law asks.")
    )
    city = forms.CharField(label=_("City"), max_length=100, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=20, required=False)
    terms_code = forms.ChoiceField(label=_("Terms"), required=False)
    parent_number = forms.CharField(
        label=_("Parent"), max_length=60, required=False, help_text=_("The customer number of the parent.")
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=200, help_text=_("It stands in the audit trail.")
    )

    def __init__(
        self,
        *args: Any,
        members: list[tuple[int, str]],
        terms: list[tuple[str, str]],
        queues: str,
        may_move: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [("", _("nobody")), *members]  # type: ignore[attr-defined]
        kept = self.initial.get("terms_code", "")
        known = {"": "–", **dict(terms), **({kept: kept} if kept and kept not in dict(terms) else {})}
        self.fields["terms_code"].choices = list(known.items())  # type: ignore[attr-defined]
        spoken = self.initial.get("language", "")
        self.fields["language"].choices = languages(_("the creditor's"), spoken)  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = zones(_("the creditor's"))  # type: ignore[attr-defined]
        self.fields["queue"].widget.attrs["list"] = queues
        if not may_move:
            del self.fields["parent_number"]

    def clean_country(self) -> str:
        """Countries are kept in capitals."""
        return str(self.cleaned_data["country"]).upper()
