"""Forms of policies."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NewPolicyForm(forms.Form):
    """The key of a new policy, and what its text begins with."""

    key = forms.RegexField(
        label=_("Key"), regex=r"^[a-z][a-z0-9_]{0,39}$",
        help_text=_("Small letters, digits and _, such as key_accounts. It never changes."),
        error_messages={"invalid": _("Use small letters, digits and _, beginning with a letter, at most 40.")},
    )  # fmt: skip
    begin_with = forms.ChoiceField(label=_("Begin with a copy of"))

    def __init__(self, *args: Any, keys: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begin_with"].choices = list(keys)  # type: ignore[attr-defined]


class DocumentForm(forms.Form):
    """A document as typed, what to do with it, and the mark of the text that was looked at before publishing."""

    text = forms.CharField(strip=False, max_length=120_000, required=False)
    note = forms.CharField(required=False, max_length=500)
    checked = forms.CharField(required=False, max_length=64)
    do = forms.ChoiceField(choices=[(each, each) for each in ("check", "keep", "publish")])

    def clean_text(self) -> str:
        """Take line ends as a file has them."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
