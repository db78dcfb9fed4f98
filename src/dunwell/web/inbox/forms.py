"""Forms of the inbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.web.inbox.wording import INTENTS


class ConfirmForm(forms.Form):
    """What an answer wants, as a person says; what was read stands chosen."""

    intent = forms.ChoiceField(label=_("It wants"), choices=list(INTENTS.items()))
    note = forms.CharField(label=_("Note"), max_length=400, required=False)


class GiveForm(forms.Form):
    """Whose answer it is."""

    customer = forms.CharField(label=_("Customer number, or part of the name"), max_length=120)
