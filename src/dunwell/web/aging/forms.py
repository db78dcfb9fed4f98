"""What an aging may be asked for, read from the address; what is odd there falls back, with what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dunwell.base.refusals import Refusal
from dunwell.exposure.aging.rules import DEFAULT_EDGES, Basis, By, Credits, parse_edges
from dunwell.exposure.buckets.queries import BucketSetRow

MOST_PAGES = 7


@dataclass(frozen=True)
class Asked:
    """One question to the aging, as the address holds it."""

    as_of: date
    basis: str = "due"
    by: str = "customer"
    credits: str = "separate_column"
    edges: tuple[int, ...] = DEFAULT_EDGES
    in_base: bool = False
    sort: str = "total"
    bucket_set: str = ""
    page: int = 1
    refusal: Refusal | None = None

    def options(self) -> dict[str, Any]:
        """The same as the report's own options."""
        return {
            "basis": self.basis, "edges": self.edges, "by": self.by, "credits": self.credits, "in_base": self.in_base,
        }  # fmt: skip

    def query(self, **more: object) -> str:
        """The same as an address holds it, with more put in and what is usual left out."""
        kept = QueryDict(mutable=True)
        usual = Asked(self.as_of)
        kept["as_of"] = self.as_of.isoformat()
        for name in ("basis", "by", "credits", "sort"):
            if getattr(self, name) != getattr(usual, name):
                kept[name] = getattr(self, name)
        if self.edges != usual.edges:
            kept["buckets"] = ",".join(str(edge) for edge in self.edges)
        if self.in_base:
            kept["base"] = "1"
        for name, value in more.items():
            if value is not None:
                kept[name] = str(value)
        return kept.urlencode()


def asked_of(said: QueryDict, today: date, sets: Sequence[BucketSetRow] = ()) -> Asked:
    """Read the question; a day or edges that cannot be read leave the usual ones and a refusal that says so."""
    found = Asked(
        as_of=_day(said.get("as_of", ""), today),
        basis=_one_of(said.get("basis", ""), [each.value for each in Basis], "due"),
        by=_one_of(said.get("by", ""), [each.value for each in By], "customer"),
        credits=_one_of(said.get("credits", ""), [each.value for each in Credits], "separate_column"),
        in_base=said.get("base") == "1",
        sort=said.get("sort", "") or "total",
        page=page_number(said),
    )
    chosen = next((each for each in sets if each.name == said.get("set")), None)
    if chosen is not None:
        return replace(found, edges=chosen.edges, basis=chosen.basis.value, bucket_set=chosen.name)
    try:
        return replace(found, edges=parse_edges(str(said["buckets"])) if said.get("buckets") else DEFAULT_EDGES)
    except Refusal as refusal:
        return replace(found, refusal=refusal)


def page_number(said: QueryDict) -> int:
    """The page asked for, at least 1."""
    text = said.get("page", "")
    return max(int(text), 1) if text.isdigit() and len(text) <= MOST_PAGES else 1


def _one_of(text: str, known: Sequence[str], usual: str) -> str:
    return text if text in known else usual


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


class BucketSetForm(forms.Form):
    """Buckets under a name."""

    name = forms.CharField(label=_("Name"), max_length=80)
    buckets = forms.CharField(label=_("Buckets, days"), max_length=100)
    basis = forms.ChoiceField(choices=[(each.value, each.value) for each in Basis])
