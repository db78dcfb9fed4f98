"""The words of an aging: its buckets, bases, groupings and where credits go."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BASES: dict[str, str | Promise] = {
    "due": gettext_lazy("due date"),
    "document": gettext_lazy("document date"),
    "posting": gettext_lazy("posting date"),
}
GROUPINGS: dict[str, str | Promise] = {
    "customer": gettext_lazy("Customer"),
    "parent": gettext_lazy("Parent"),
    "owner": gettext_lazy("Owner"),
    "segment": gettext_lazy("Segment"),
    "currency": gettext_lazy("Currency"),
    "creditor": gettext_lazy("Creditor"),
}
CREDITS: dict[str, str | Promise] = {
    "separate_column": gettext_lazy("in a column of their own"),
    "by_own_date": gettext_lazy("by their own date"),
    "oldest_first_notional": gettext_lazy("against the oldest items"),
    "exclude": gettext_lazy("left out"),
}
NOBODY: dict[str, str | Promise] = {
    "owner": gettext_lazy("nobody"),
    "segment": gettext_lazy("no segment"),
}


def bucket_words(label: str) -> str:
    """A bucket's key in the reader's words: `current`, `1-30`, `over 120`, and the columns beside the buckets."""
    if label == "current":
        return _("current")
    if label in ("unapplied", "disputed", "total"):
        return {"unapplied": _("unapplied"), "disputed": _("disputed"), "total": _("total")}[label]
    if label.startswith("over "):
        return _("over %(days)s") % {"days": label.removeprefix("over ")}
    return label.replace("-", "\N{EN DASH}")
