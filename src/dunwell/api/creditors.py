"""Creditors, and who the token is."""

from typing import Annotated, Any

from ninja import Router
from pydantic import BaseModel, Field

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Code, Flag, Name, text
from dunwell.api.values import shape_of
from dunwell.platform.creditors.commands import edit_creditor
from dunwell.platform.creditors.queries import CreditorRow, creditor_of
from dunwell.runs.opening import open_creditor

router = Router(tags=["creditors"])
Creditor = shape_of(CreditorRow)
TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["05:00"])]
Country = Annotated[str, Field(pattern=r"^([A-Z]{2})?$", examples=["PH"])]
Locale = Annotated[str, Field(pattern=r"^[A-Za-z_]{2,20}$", examples=["en_US"])]
Language = Annotated[str, Field(pattern=r"^[A-Za-z-]{2,20}$", examples=["en"])]


class Me(BaseModel):
    """Whose token it is, at which creditor, and what it may do now."""

    token: str
    person: str
    email: str
    creditor: str
    role: str
    scopes: list[str]
    rights: list[str]
    expires_at: str
    requests_per_minute: int
    requests_left: int


class CreditorChanges(Body):
    """What may change about a creditor; what is not sent stays."""

    name: Name | None = None
    legal_name: text(200) | None = None  # type: ignore[valid-type]
    country: Country | None = None
    subdivision: text(10) | None = None  # type: ignore[valid-type]
    time_zone: text(64) | None = None  # type: ignore[valid-type]
    locale: Locale | None = None
    language: Language | None = None
    daily_run_at: TimeOfDay | None = None
    daily_run_on: Flag | None = None


class NewCreditor(Body):
    """A creditor to open."""

    name: Name
    base_currency: Code
    time_zone: text(64) = "UTC"  # type: ignore[valid-type]
    country: Country = ""
    locale: Locale = "en_US"
    language: Language = "en"


@reads(router, "/creditors", Creditor, whole_list=True, below_creditor=False)
def list_creditors(desk: ApiDesk) -> list[CreditorRow]:
    """List the creditors in the token's sight: the one that it is for."""
    return [desk.creditor]


@reads(router, "", Creditor)
def get_creditor(desk: ApiDesk) -> CreditorRow:
    """Show the creditor that the token is for."""
    return desk.creditor


@reads(router, "/me", Me, below_creditor=False)
def get_me(desk: ApiDesk) -> dict[str, Any]:
    """Show whose token it is and what it may do.

    `rights` are those of its scopes that the person's role has today.
    """
    grant = desk.grant
    return {
        "token": grant.token_name,
        "person": desk.viewer.name,
        "email": desk.viewer.email,
        "creditor": desk.creditor.key,
        "role": desk.viewer.roles[desk.creditor_id],
        "scopes": sorted(grant.scopes),
        "rights": sorted(right for right in grant.scopes if desk.viewer.may(right, desk.creditor_id)),
        "expires_at": grant.expires_at,
        "requests_per_minute": grant.limit,
        "requests_left": grant.remaining,
    }


@commands(router, "/edit", Creditor, right="creditor.manage")
def edit_the_creditor(desk: ApiDesk, body: CreditorChanges) -> CreditorRow:
    """Change the creditor's settings."""
    edit_creditor(viewer=desk.viewer, creditor_id=desk.creditor_id, **body.filled())
    return creditor_of(desk.viewer, desk.creditor_id)


@commands(router, "/open-another", Creditor, right="creditor.manage", status=201)
def open_another_creditor(desk: ApiDesk, body: NewCreditor) -> dict[str, Any]:
    """Open another creditor, with the shipped policies; only for an operator's token.

    The person becomes its admin. The token stays with its own creditor: make another one for the new.
    """
    made = open_creditor(viewer=desk.viewer, **body.model_dump())
    shown = {name: getattr(made, name) for name in Creditor.model_fields if name != "daily_run_at"}
    return {**shown, "daily_run_at": f"{made.daily_run_at:%H:%M}"}
