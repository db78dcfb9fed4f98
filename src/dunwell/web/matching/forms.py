"""The form of the matching rules."""

from django import forms


class RulesForm(forms.Form):
    """The rules as typed, since when past receipts are simulated, and the mark of the text that was looked at."""

    text = forms.CharField(strip=False, max_length=100_000, required=False)
    note = forms.CharField(required=False, max_length=500)
    checked = forms.CharField(required=False, max_length=64)
    days = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, choices=[(each, each) for each in (30, 90, 180, 365)]
    )
    do = forms.ChoiceField(choices=[(each, each) for each in ("check", "keep", "publish")])

    def clean_days(self) -> int:
        """Look back a quarter of a year where nothing else is said."""
        return int(self.cleaned_data["days"] or 90)

    def clean_text(self) -> str:
        """Take line ends as a file has them."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
