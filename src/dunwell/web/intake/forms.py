"""Forms of the intake: the file, what its columns are, and the confirmation."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dunwell.exchange.formats.open_items import FIELDS
from dunwell.exchange.queries import ProfileRow
from dunwell.runs.intake.queries import FileColumn, FileColumns
from dunwell.web.wording import ITEM_KINDS

FIELD_LABELS: dict[str, str | Promise] = {
    "customer_number": _("Customer number"),
    "customer_name": _("Customer name"),
    "item_number": _("Item number"),
    "item_kind": _("Kind of document"),
    "document_date": _("Document date"),
    "posting_date": _("Posting date"),
    "due_date": _("Due date"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "open_amount": _("Open amount"),
    "paid_amount": _("Paid amount"),
    "paid_date": _("Paid on"),
    "settled_date": _("Settled on"),
    "reference": _("Reference"),
    "purchase_order": _("Purchase order"),
    "terms": _("Payment terms"),
    "disputed": _("Disputed"),
    "debit_credit": _("Debit or credit"),
    "credit_amount": _("Credit amount"),
}
MODES: list[tuple[str, str | Promise]] = [
    ("delta", _("New and changed items: the rest of the book stays")),
    ("snapshot", _("Everything that is open: what is not in it is closed")),
]
SHORT_MODES: list[tuple[str, str | Promise]] = [
    ("delta", _("New and changed items")),
    ("snapshot", _("Everything that is open")),
]
DATE_FORMATS: list[tuple[str, str | Promise]] = [
    ("", _("As each column shows")),
    ("m/d/yyyy", _("12/31/2026 (month first)")),
    ("d/m/yyyy", _("31/12/2026 (day first)")),
    ("yyyy-mm-dd", _("2026-12-31 (year first)")),
    ("serial", _("46387 (a spreadsheet's day numbers)")),
]
NUMBER_STYLES: list[tuple[str, str | Promise]] = [
    ("", _("As the amounts show")),
    *((style, style) for style in ("1,234.56", "1.234,56", "1 234,56", "1'234.56")),
]
SIGN_RULES: list[tuple[str, str | Promise]] = [
    ("", _("As the amounts show")),
    ("as_is", _("Credits have a minus")),
    ("by_kind", _("All are plain; the kind of document says which are credits")),
    ("debit_credit_column", _("A column says debit or credit")),
    ("inverted", _("Debits have a minus")),
]
TOTAL_HELP = _("The sum of what is open, from your ledger; the rows must add up to it.")


class AmountField(forms.DecimalField):
    """An amount as people paste it: with commas or spaces between the thousands, or without."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Read the text as a decimal number."""
        return super().to_python(re.sub(r"[,\s]", "", value) if isinstance(value, str) else value)


class TotalForm(forms.Form):
    """What the rows must add up to, and in which currency."""

    control_total = AmountField(
        label=_("Control total"), required=False, max_digits=18, decimal_places=4, help_text=TOTAL_HELP,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    control_currency = forms.RegexField(
        label=_("Its currency"), required=False, regex=r"^[A-Za-z]{3}$", widget=forms.TextInput(attrs={"size": 4}),
        help_text=_("Only for a file of several currencies."),
    )  # fmt: skip

    def clean_control_currency(self) -> str:
        """Take the currency in any case."""
        return str(self.cleaned_data["control_currency"]).upper()


class UploadForm(TotalForm):
    """A file, what it claims to be, and how it was read before."""

    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}))
    mode = forms.ChoiceField(label=_("What it holds"), choices=MODES, initial="delta", widget=forms.RadioSelect)
    profile = forms.ChoiceField(
        label=_("Columns"), required=False, help_text=_("With a saved profile you go straight to the preview.")
    )
    source = forms.RegexField(
        label=_("Source"), regex=r"^[\w .:-]{1,80}$", initial="open_items",
        help_text=_("Where it comes from; a snapshot closes only what came from there."),
    )  # fmt: skip
    repairs = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("file", "mode", "profile", "control_total", "control_currency", "source", "repairs")

    def __init__(self, *args: Any, profiles: Sequence[ProfileRow] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"].choices = [("", _("Work them out"))] + [(row.name, row.title) for row in profiles]  # type: ignore[attr-defined]


class ConfirmForm(TotalForm):
    """The last word before the ledger is written."""

    effective_date = forms.DateField(
        label=_("Undated changes count from"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Today, if left empty."),
    )  # fmt: skip


class ColumnsForm(forms.Form):
    """Which column each field is read from, and how the file writes days, numbers and signs."""

    mode = forms.ChoiceField(label=_("What it holds"), choices=SHORT_MODES)
    date_format = forms.ChoiceField(label=_("Dates"), required=False)
    decimal_style = forms.ChoiceField(label=_("Numbers"), required=False, choices=NUMBER_STYLES)
    sign_rule = forms.ChoiceField(label=_("Credits"), required=False, choices=SIGN_RULES)
    default_currency = forms.RegexField(
        label=_("Currency where none is given"), required=False, regex=r"^[A-Za-z]{3}$",
        widget=forms.TextInput(attrs={"size": 4}),
    )  # fmt: skip
    default_item_kind = forms.ChoiceField(
        label=_("Kind where none is given"), required=False, choices=[("", _("By the sign")), *ITEM_KINDS.items()]
    )
    default_terms = forms.CharField(label=_("Terms where none are given"), required=False, max_length=40)
    save_as = forms.CharField(
        label=_("Keep these columns as"), required=False, max_length=80,
        help_text=_("A name under which the next file is read the same way."),
    )  # fmt: skip

    def __init__(self, *args: Any, guess: FileColumns, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guess = guess
        choices = [("", _("not in the file")), *((each.name, heading_of(each)) for each in guess.columns)]
        for name in FIELDS:
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=str(FIELD_LABELS[name]), required=False, choices=choices, initial=guess.fields.get(name, "")
            )
        self._offer_styles()

    def _offer_styles(self) -> None:
        document = self.guess.document
        written = document.get("date_format", "")
        known = dict(DATE_FORMATS)
        more = [(written, written)] if isinstance(written, str) and written not in known else []
        self.fields["date_format"].choices = [*DATE_FORMATS, *more]  # type: ignore[attr-defined]
        defaults = document.get("defaults", {})
        self.initial = {
            "date_format": written if isinstance(written, str) else "",
            "decimal_style": document.get("decimal_style", ""),
            "sign_rule": document.get("sign_rule", ""),
            **{f"default_{name}": defaults.get(name, "") for name in ("currency", "item_kind", "terms")},
            **self.initial,
        }

    def clean(self) -> dict[str, Any]:
        """Put the profile together; `cleaned_data["document"]` is it as plain data."""
        said = self.cleaned_data
        self._check_shared(said)
        guessed = {key: value for key, value in self.guess.document.items() if key != "name"}
        written = said.get("date_format") or guessed.get("date_format", "")
        if isinstance(guessed.get("date_format"), str) and not said.get("date_format"):
            written = ""
        defaults = {**guessed.get("defaults", {})}
        for name in ("currency", "item_kind", "terms"):
            defaults[name] = str(said.get(f"default_{name}") or "")
        defaults["currency"] = defaults["currency"].upper()
        said["document"] = guessed | {
            "columns": {name: said[f"column_{name}"] for name in FIELDS if said.get(f"column_{name}")},
            "date_format": written,
            "decimal_style": said.get("decimal_style", ""),
            "sign_rule": said.get("sign_rule", ""),
            "defaults": {name: value for name, value in defaults.items() if value},
        }
        return said

    def _check_shared(self, said: dict[str, Any]) -> None:
        """A column serves one field; only a list that knows its customers by name has their number in it too."""
        taken: dict[str, str] = {}
        for name in FIELDS:
            column = said.get(f"column_{name}")
            if not column or (name == "customer_name" and taken.get(column) == "customer_number"):
                continue
            if column in taken:
                told = {"field": FIELD_LABELS[taken[column]]}
                self.add_error(f"column_{name}", _("%(field)s is read from this column already.") % told)
            taken.setdefault(column, name)


def heading_of(column: FileColumn) -> str:
    """A column as a person finds it in the file."""
    return f"{column.heading} ({column.letter})" if column.heading else column.letter
