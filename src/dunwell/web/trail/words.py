"""Changes of rows in words: what they are called, what their fields are called, and their values written out."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dunwell.platform.audit.queries import Trace
from dunwell.platform.words import format_day
from dunwell.web.templatetags.desk import day as write_day
from dunwell.web.trail.shapes import Change
from dunwell.web.wording import HOLD_REASONS, ROLES, SCHEMES, label

NOUNS: dict[str, str | Promise] = {
    "parties.customer": gettext_lazy("Customer"),
    "parties.contactperson": gettext_lazy("Contact person"),
    "parties.identifier": gettext_lazy("Number"),
    "receivables.hold": gettext_lazy("Hold"),
    "receivables.paymentterms": gettext_lazy("Payment terms"),
    "platform.membership": gettext_lazy("Member"),
    "platform.creditor": gettext_lazy("Creditor"),
    "platform.apitoken": gettext_lazy("API token"),
    "platform.webhookendpoint": gettext_lazy("Webhook"),
    "strategy.policyversion": gettext_lazy("Policy"),
    "exposure.bucketset": gettext_lazy("Aging buckets"),
    "exchange.mappingprofile": gettext_lazy("Mapping profile"),
    "cash.bankaccount": gettext_lazy("Bank account"),
    "cash.bankstatement": gettext_lazy("Bank statement"),
    "cash.returnedline": gettext_lazy("Returned payment"),
    "cash.payeralias": gettext_lazy("Payer's name or account"),
    "cash.matchingrules": gettext_lazy("Matching rules"),
    "cash.refund": gettext_lazy("Refund"),
    "receivables.postingtemplates": gettext_lazy("Posting templates"),
    "outcomes.promise": gettext_lazy("Promise"),
    "outcomes.plan": gettext_lazy("Payment plan"),
    "outcomes.writeoff": gettext_lazy("Write-off"),
    "work.sender": gettext_lazy("Sender"),
}
DEEDS: dict[str, str | Promise] = {
    "insert": gettext_lazy("added"),
    "update": gettext_lazy("changed"),
    "delete": gettext_lazy("removed"),
}
FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("name"),
    "other_name": gettext_lazy("other name"),
    "number": gettext_lazy("number"),
    "kind": gettext_lazy("kind"),
    "owner_id": gettext_lazy("owner"),
    "user_id": gettext_lazy("person"),
    "parent_id": gettext_lazy("parent"),
    "queue": gettext_lazy("queue"),
    "language": gettext_lazy("language"),
    "time_zone": gettext_lazy("time zone"),
    "country": gettext_lazy("country"),
    "terms_code": gettext_lazy("terms"),
    "note": gettext_lazy("note"),
    "role": gettext_lazy("role"),
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("e-mail"),
    "preferred_channel": gettext_lazy("reached best by"),
    "is_primary": gettext_lazy("asked first"),
    "is_active": gettext_lazy("in use"),
    "scheme": gettext_lazy("register"),
    "value": gettext_lazy("number"),
    "valid_from_date": gettext_lazy("from"),
    "valid_to_date": gettext_lazy("until"),
    "reason": gettext_lazy("reason"),
    "amount": gettext_lazy("amount"),
    "placed_date": gettext_lazy("placed on"),
    "until_date": gettext_lazy("until"),
    "lifted_date": gettext_lazy("lifted on"),
    "lifted_by": gettext_lazy("lifted by"),
    "lift_note": gettext_lazy("why it was lifted"),
    "placed_by": gettext_lazy("placed by"),
    "capacity_minutes": gettext_lazy("minutes a day"),
    "state": gettext_lazy("state"),
    "version": gettext_lazy("version"),
    "title": gettext_lazy("title"),
    "status": gettext_lazy("status"),
    "promised_date": gettext_lazy("promised for"),
    "cutoff_date": gettext_lazy("waited for until"),
    "decided_date": gettext_lazy("decided on"),
    "received_amount": gettext_lazy("came"),
    "late_amount": gettext_lazy("came late"),
    "accepted_by": gettext_lazy("accepted by"),
    "acceptance": gettext_lazy("how we know"),
    "missed_date": gettext_lazy("missed since"),
}
_DULL = {"id", "creditor_id", "customer_id", "created_at", "updated_at", "source"}
_SECRET = ("secret", "hash", "digest", "password", "token")
MOST_LETTERS = 160


def noun_of(trace: Trace) -> str:
    """What sort of row it is, in the reader's words."""
    return label(NOUNS, trace.noun)


def name_of(trace: Trace, people: Mapping[int, str]) -> str:
    """What the row itself is called."""
    row = trace.after
    if trace.noun == "platform.membership":
        return people.get(row.get("user_id") or 0, "")
    if trace.noun == "receivables.hold":
        return label(HOLD_REASONS, str(row.get("reason", "")))
    return str(row.get("name") or row.get("value") or row.get("title") or row.get("key") or row.get("code") or "")


def changes_of(trace: Trace, people: Mapping[int, str]) -> list[Change]:
    """The fields that changed; of a new row those that say something."""
    shown = []
    for name, value in trace.after.items():
        if name in _DULL or any(word in name for word in _SECRET):
            continue
        if trace.what == "update":
            if name in trace.before:
                shown.append(
                    Change(field_of(name), written(name, value, people), written(name, trace.before[name], people))
                )
        elif value not in (None, "", False, [], {}):
            shown.append(Change(field_of(name), written(name, value, people)))
    return shown


def field_of(name: str) -> str:
    """What a column is called."""
    return label(FIELDS, name)


def written(name: str, value: Any, people: Mapping[int, str]) -> str:
    """A value as the reader writes it; short."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in ("owner_id", "user_id") and isinstance(value, int):
        return people.get(value, f"#{value}")
    known = {"reason": HOLD_REASONS, "scheme": SCHEMES, "role": ROLES}.get(name)
    if known is not None and str(value) in known:
        return label(known, str(value))
    if isinstance(value, str) and name.endswith(("_date", "_at")):
        return _moment(value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def _moment(text: str) -> str:
    try:
        return (
            format_day(date.fromisoformat(text))
            if len(text) == 10
            else write_day(datetime.fromisoformat(text), "moment")
        )
    except ValueError:
        return text
