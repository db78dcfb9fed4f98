"""Forms of the import strip."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.cash.accounts.queries import BankAccountRow
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.queries import ProfileRow
from dunwell.exchange.reading.parsed import Family


def format_choices() -> list[tuple[str, Any]]:
    """Every format of statements and remittances, and none: it is then told from the file."""
    known = [(key, chosen.title or key) for key, chosen in FORMATS if chosen.family is not Family.ITEMS]
    return [("", _("Told from the file")), *sorted(known, key=lambda each: each[1].casefold())]


class FileForm(forms.Form):
    """A file of a bank or a payer."""

    file = forms.FileField(label=_("File"))


class ReadForm(forms.Form):
    """How a kept file is read: its format, whose account it is, which columns are which."""

    format = forms.ChoiceField(label=_("Format"), required=False)
    account = forms.ChoiceField(label=_("Account, where the file names none"), required=False)
    profile = forms.ChoiceField(label=_("Columns"), required=False)
    opens = forms.BooleanField(label=_("Open the account that the file names"), required=False)

    def __init__(
        self, *args: Any, accounts: Sequence[BankAccountRow], profiles: Sequence[ProfileRow] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = format_choices()  # type: ignore[attr-defined]
        held = [(each.number, f"{each.name or each.number} {each.currency}") for each in accounts if each.is_active]
        self.fields["account"].choices = [("", _("As the file says")), *held]  # type: ignore[attr-defined]
        offered = [(each.name, each.title) for each in profiles]
        self.fields["profile"].choices = [("", _("Worked out")), *offered]  # type: ignore[attr-defined]
        if not profiles:
            self.fields["profile"].widget = forms.HiddenInput()
        # Only a creditor's very first account may be opened on the way.
        if accounts:
            del self.fields["opens"]


class BackForm(forms.Form):
    """Why an intake is rolled back."""

    reason = forms.CharField(label=_("Why"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
