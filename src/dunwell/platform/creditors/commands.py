"""Verbs on creditors."""

from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require, system_viewer, viewing
from dunwell.platform.command import command
from dunwell.platform.creditors import rules
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.people.models import Membership
from dunwell.platform.people.rules import Role

EDITABLE = frozenset(
    {"name", "legal_name", "country", "subdivision", "time_zone", "locale", "language", "daily_run_at", "daily_run_on"}
)


@command
def create_creditor(
    *, viewer: Viewer, name: str, base_currency: str, time_zone: str = "UTC", key: str = "", **fields: Any
) -> Creditor:
    """Create a creditor; a person who makes one becomes its admin. Its name and key are unique."""
    if not (viewer.sees_all or viewer.is_operator):
        raise Refusal(
            "platform.access.denied",
            gettext_noop("Your role does not allow this ({right}). Ask a lead or an admin of this creditor."),
            right="creditor.create",
        )
    name = name.strip()
    if not name:
        raise Refusal("platform.creditor.unnamed", gettext_noop("A creditor needs a name."))
    currency, zone = rules.check_currency(base_currency), rules.check_time_zone(time_zone)
    with viewing(system_viewer(viewer.name)):
        if Creditor.objects.filter(name__iexact=name).exists():
            raise Refusal(
                "platform.creditor.name_taken",
                gettext_noop("There is a creditor {name} already. Use it, or give another name."),
                name=name,
            )
        creditor = Creditor.objects.create(
            key=_free_key(key or rules.key_of(name)), name=name, base_currency=currency, time_zone=zone, **fields
        )
        if viewer.user_id is not None:
            Membership.objects.create(creditor=creditor, user_id=viewer.user_id, role=Role.ADMIN)
    return creditor


def _free_key(wanted: str) -> str:
    wanted = wanted or "creditor"
    taken = set(Creditor.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{number}" for number in range(2, len(taken) + 3) if f"{wanted}-{number}" not in taken)


@command
def edit_creditor(*, viewer: Viewer, creditor_id: int, reason: str = "", **fields: Any) -> Creditor:
    """Change a creditor's settings; the base currency stays, for the ledger is kept in it."""
    require(viewer, "creditor.manage", creditor_id)
    unknown = set(fields) - EDITABLE
    if unknown:
        raise Refusal(
            "platform.creditor.not_editable", gettext_noop("{field} cannot be changed."), field=", ".join(unknown)
        )
    creditor = Creditor.objects.select_for_update().get(pk=creditor_id)
    if "time_zone" in fields:
        rules.check_time_zone(fields["time_zone"])
    for name, value in fields.items():
        setattr(creditor, name, value)
    creditor.save()
    return creditor
