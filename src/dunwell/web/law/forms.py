"""The form of a creditor's own rules."""

from django import forms


class OwnRulesForm(forms.Form):
    """A document as typed, why, and the version that its writer saw."""

    text = forms.CharField(strip=False, max_length=100_000, required=False)
    note = forms.CharField(required=False, max_length=500)
    version = forms.IntegerField(min_value=0, max_value=1_000_000)

    def clean_text(self) -> str:
        """Take line ends as a file has them."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
