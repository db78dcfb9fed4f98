"""Forms of bank statements."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReleaseForm(forms.Form):
    """Why a statement that waits is posted all the same; needed where it does not tie."""

    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Needed where it does not tie; it stays with the statement."),
    )  # fmt: skip


class WhyForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Why"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
