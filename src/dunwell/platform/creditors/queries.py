"""Questions about creditors."""

from dataclasses import dataclass

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer
from dunwell.platform.creditors.models import Creditor


@dataclass(frozen=True)
class CreditorRow:
    """One creditor as the switcher and the settings show it."""

    id: int
    key: str
    name: str
    base_currency: str
    country: str
    subdivision: str
    time_zone: str
    locale: str
    language: str
    daily_run_at: str
    daily_run_on: bool
    is_active: bool


def _row(creditor: Creditor) -> CreditorRow:
    return CreditorRow(
        id=creditor.pk,
        key=creditor.key,
        name=creditor.name,
        base_currency=creditor.base_currency,
        country=creditor.country,
        subdivision=creditor.subdivision,
        time_zone=creditor.time_zone,
        locale=creditor.locale,
        language=creditor.language,
        daily_run_at=f"{creditor.daily_run_at:%H:%M}",
        daily_run_on=creditor.daily_run_on,
        is_active=creditor.is_active,
    )


def creditors_of(viewer: Viewer) -> list[CreditorRow]:
    """Return the active creditors in the viewer's sight, by name."""
    return [
        _row(creditor)
        for creditor in Creditor.objects.filter(is_active=True).order_by("name", "pk")
        if viewer.sees(creditor.pk)
    ]


def creditor_of(viewer: Viewer, creditor_id: int) -> CreditorRow:
    """Return one creditor; refuse one that the viewer may not see."""
    found = Creditor.objects.filter(pk=creditor_id).first() if viewer.sees(creditor_id) else None
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return _row(found)


def creditor_named(viewer: Viewer, name: str) -> CreditorRow:
    """Return the creditor with that key or name (whatever its case); refuse an unknown one, naming those in sight."""
    wanted = name.strip().casefold()
    seen = creditors_of(viewer)
    for creditor in seen:
        if wanted in (creditor.key.casefold(), creditor.name.casefold()):
            return creditor
    raise Refusal(
        "platform.creditor.unknown",
        gettext_noop("There is no creditor {name}. In sight are: {known}."),
        name=name,
        known=", ".join(creditor.name for creditor in seen) or "—",
    )
