"""Forms of disputes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.outcomes.links.rules import LINK_DAYS, MOST_LINK_DAYS
from dunwell.outcomes.reasons.rules import OWNERS, PROOFS
from dunwell.receivables.open_items.queries import OpenItemRow
from dunwell.web.disputes import words
from dunwell.web.wording import CHANNELS, written


def _note(title: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=title, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class OpenForm(forms.Form):
    """What the customer questions."""

    open_item_id = forms.TypedChoiceField(label=_("Document"), coerce=int)
    amount = forms.DecimalField(
        label=_("How much of it"), min_value=0, required=False, help_text=_("All of it where nothing is said.")
    )
    reason_code = forms.ChoiceField(label=_("Why"))
    channel = forms.ChoiceField(label=_("How it came in"), required=False)
    note = _note(_("What the customer says"))

    def __init__(self, *args: Any, items: Sequence[OpenItemRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(each.id, f"{each.item_number} · {written(each.open_amount, each.currency)}") for each in items]
        self.fields["open_item_id"].choices = rows  # type: ignore[attr-defined]
        self.fields["reason_code"].choices = words.reason_choices()  # type: ignore[attr-defined]
        self.fields["channel"].choices = [("", "–"), *CHANNELS.items()]  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """Where a dispute goes next."""

    to = forms.ChoiceField(label=_("Move to"), widget=forms.RadioSelect)
    note = _note(_("Note"))

    def __init__(self, *args: Any, targets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(each, words.STATES[each]) for each in targets]  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """Who sees to it."""

    owner_id = forms.TypedChoiceField(label=_("Who"), required=False, coerce=int, empty_value=None)
    department = forms.ChoiceField(label=_("Department"))
    note = _note(_("Note"))

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [("", _("nobody in particular")), *people]  # type: ignore[attr-defined]
        self.fields["department"].choices = [(key, words.owner_words(key)) for key in OWNERS]  # type: ignore[attr-defined]


class RecodeForm(forms.Form):
    """Another reason."""

    reason_code = forms.ChoiceField(label=_("Why"))
    note = _note(_("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason_code"].choices = words.reason_choices()  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Who is right, and what is done."""

    decision = forms.ChoiceField(label=_("Who is right"), widget=forms.RadioSelect, choices=words.DECISIONS.items)
    resolution = forms.ChoiceField(
        label=_("What is done"), required=False, help_text=_("What is usual where nothing is chosen.")
    )
    credited_amount = forms.DecimalField(
        label=_("Credit"), min_value=0, required=False, help_text=_("For one that is right in part.")
    )
    note = _note(_("Our position, as the customer will be told"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resolution"].choices = [("", "–"), *words.RESOLUTIONS.items()]  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """What went wrong at the root."""

    root_cause = forms.ChoiceField(label=_("Root cause"))
    note = _note(_("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["root_cause"].choices = [("", "–"), *words.cause_choices()]  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    """Words that are needed."""

    note = _note(_("Why"), required=True)


class NoteForm(forms.Form):
    """Words that may be left out."""

    note = _note(_("Note"))


class ReopenForm(forms.Form):
    """Why it is questioned again, and how much of it."""

    amount = forms.DecimalField(
        label=_("How much of it"), min_value=0, required=False, help_text=_("All that stood where nothing is said.")
    )
    note = _note(_("Why"), required=True)


class ProofForm(forms.Form):
    """A file, or words that say where the proof is."""

    kind = forms.ChoiceField(label=_("What it is"))
    file = forms.FileField(label=_("File"), required=False)
    note = forms.CharField(label=_("Where it is, or what it shows"), required=False, max_length=500)

    def __init__(self, *args: Any, wanted: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order = [*wanted, *(kind for kind in PROOFS if kind not in wanted)]
        self.fields["kind"].choices = [(kind, words.proof_words(kind)) for kind in order]  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """Whom to ask who has no account."""

    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    question = _note(_("Question"))
    days = forms.IntegerField(label=_("Good for days"), min_value=1, max_value=MOST_LINK_DAYS, initial=LINK_DAYS)


class AnswerForm(forms.Form):
    """What somebody without an account answers."""

    answer = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect, choices=words.ANSWERS.items)
    note = _note(_("In your words"))
    file = forms.FileField(label=_("File"), required=False)
