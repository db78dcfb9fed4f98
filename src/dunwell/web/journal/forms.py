"""Forms of the journal and of periods."""

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = forms.DateInput(attrs={"type": "date"})


class PostForm(forms.Form):
    """Up to which day the journal is posted."""

    day = forms.DateField(label=_("Up to the end of"), widget=DAY)


class LockForm(forms.Form):
    """Through which day the books are locked, and why."""

    through = forms.DateField(label=_("Locked through"), widget=DAY)
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("For whoever reads the books later."))


class ReopenForm(forms.Form):
    """Down to which day the books stay locked, and why."""

    through = forms.DateField(
        label=_("Stay locked through"), required=False, widget=DAY, help_text=_("Nothing stays locked, if left empty.")
    )
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("For whoever reads the books later."))
