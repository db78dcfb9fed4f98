"""How the audit trail is narrowed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NOBODY_IN_PARTICULAR = {"system": _("Dunwell itself"), "operator": _("the command line")}
GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "customers": (_("Customers and their people"), ("parties.customer", "parties.contactperson", "parties.identifier")),
    "holds": (_("Holds"), ("receivables.hold",)),
    "people": (_("People and roles"), ("platform.membership",)),
    "policies": (_("Policies"), ("strategy.policyversion",)),
    "settings": (
        _("Settings"),
        (
            "platform.creditor",
            "receivables.paymentterms",
            "exposure.bucketset",
            "exchange.mappingprofile",
            "work.sender",
        ),
    ),
    "cash": (
        _("Cash"),
        (
            "cash.bankaccount",
            "cash.bankstatement",
            "cash.returnedline",
            "cash.payeralias",
            "cash.matchingrules",
            "cash.refund",
            "receivables.postingtemplates",
        ),
    ),
    "promises": (_("Promises and plans"), ("outcomes.promise", "outcomes.plan")),
    "write_offs": (_("Write-offs"), ("outcomes.writeoff",)),
    "programs": (_("Tokens and webhooks"), ("platform.apitoken", "platform.webhookendpoint")),
}
"""Key in the address -> words, nouns."""


class TrailForm(forms.Form):
    """Who, and what kind of thing."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    who = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(key, words) for key, (words, _nouns) in GROUPS.items()]
        self.fields["kind"].choices = [("", _("everything")), *kinds]  # type: ignore[attr-defined]
        everybody = [("", _("anybody")), *members, *NOBODY_IN_PARTICULAR.items()]
        self.fields["who"].choices = everybody  # type: ignore[attr-defined]
