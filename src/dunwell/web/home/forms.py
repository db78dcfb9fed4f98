"""Forms of the frame."""

from django import forms

from dunwell.platform.people.commands import PREFERENCES


class PreferencesForm(forms.Form):
    """A person's own choices."""

    theme = forms.ChoiceField(choices=[(each, each) for each in PREFERENCES["theme"]])
    density = forms.ChoiceField(choices=[(each, each) for each in PREFERENCES["density"]])
    language = forms.ChoiceField(choices=[(each, each) for each in PREFERENCES["language"]])
    single_keys = forms.BooleanField(required=False)
