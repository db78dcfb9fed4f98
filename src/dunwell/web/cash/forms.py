"""Forms of the cash desk, and the lines of the big one: what is put against which document."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.desk.queries import amount_in
from dunwell.web.cash.shapes import Typed

AMOUNTS = {"pay": "amount", "discount": "discount", "deduction": "held_back", "tolerance": "let_go", "fee": "fee"}
CUSTOMER_HELP = _("The number, or the name as it is in the book.")
MOST_LINES = 500


class AccountForm(forms.Form):
    """Whose money it is, when nothing is paid with it yet."""

    customer = forms.CharField(
        label=_("Customer"),
        max_length=200,
        help_text=CUSTOMER_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(label=_("Why"), required=False, max_length=200)


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Why"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class AliasForm(forms.Form):
    """Which payer is which customer, from now on."""

    customer = forms.CharField(
        label=_("Customer"),
        max_length=200,
        help_text=CUSTOMER_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("What tells them"))

    def __init__(self, *args: Any, known: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"account": _("The account %(value)s"), "name": _("The name %(value)s")}
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind, words[kind] % {"value": value}) for kind, value in known.items()
        ]


def ticked_in(data: Mapping[str, Any]) -> list[int]:
    """Return the documents that are ticked, in their order; what is no id is left out."""
    told: Sequence[str] = data.getlist("pick") if hasattr(data, "getlist") else ()
    ids = (int(text) for text in told if re.fullmatch(r"[0-9]{1,15}", text))
    return list(dict.fromkeys(ids))[:MOST_LINES]


def typed_in(data: Mapping[str, Any], item_id: int) -> Typed:
    """Return what was typed for one document; an amount that cannot be read is told, never zero."""
    found: dict[str, Any] = {}
    for name, part in AMOUNTS.items():
        text = str(data.get(f"{name}-{item_id}", "")).strip()
        amount = amount_in(text) if text else Decimal(0)
        if amount is None:
            return Typed(wrong=text[:40])
        found[part] = amount
    rate = str(data.get(f"rate-{item_id}", "")).strip()
    if rate:
        found["rate"] = amount_in(rate)
        if found["rate"] is None:
            return Typed(wrong=rate[:40])
    return Typed(**found)


def line_of(item_id: int, typed: Typed, code: str) -> AllocationLine:
    """Return what was typed as the command takes it."""
    return AllocationLine(
        open_item_id=item_id,
        amount=typed.amount,
        discount_amount=typed.discount,
        tolerance_amount=typed.let_go,
        fee_amount=typed.fee,
        deduction_amount=typed.held_back,
        deduction_code=code.strip()[:20],
        rate=typed.rate,
    )
