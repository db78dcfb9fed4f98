"""Forms about creditors."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _


class CreditorForm(forms.Form):
    """A creditor's own settings."""

    name = forms.CharField(label=_("Name"), max_length=200)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(zone, zone) for zone in sorted(available_timezones())], initial="UTC"
    )
    daily_run_on = forms.BooleanField(label=_("Run the day by itself"), required=False, initial=True)
    daily_run_at = forms.TimeField(
        label=_("At"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial="05:00"
    )


class NewCreditorForm(CreditorForm):
    """A new creditor; its base currency stays for good."""

    base_currency = forms.RegexField(
        "^[A-Z]{3}$",
        label=_("Currency"),
        help_text=_("Three letters. The ledger is kept in it for good."),
        max_length=3,
    )
    field_order = ("name", "base_currency", "time_zone", "daily_run_on", "daily_run_at")
