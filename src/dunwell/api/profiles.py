"""Mapping profiles: how a sender's columns are read."""

from typing import Any

from ninja import Query, Router
from pydantic import BaseModel

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, text
from dunwell.api.values import shape_of
from dunwell.exchange.commands import delete_profile, save_profile
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.queries import ProfileRow, profiles_of

router = Router(tags=["mapping profiles"])
Profile = shape_of(ProfileRow, title="MappingProfile")


class NewProfile(Body):
    """A profile to keep; `document` as the page of formats describes it."""

    name: text(80, 1)  # type: ignore[valid-type]
    document: dict[str, Any]
    format: text(40) = "open_items"  # type: ignore[valid-type]


class Named(Body):
    """Which one."""

    name: text(80, 1)  # type: ignore[valid-type]
    format: text(40) = "open_items"  # type: ignore[valid-type]


class Dropped(BaseModel):
    """What is no longer there."""

    name: str


@reads(router, "/mapping-profiles", Profile, whole_list=True)
def list_profiles(desk: ApiDesk, format: Query[str] = "open_items") -> list[ProfileRow]:  # noqa: A002 - its name there
    """List mapping profiles: the creditor's own by name, then the shipped ones."""
    FORMATS.get(format)
    return profiles_of(viewer=desk.viewer, creditor_id=desk.creditor_id, format_key=format)


@commands(router, "/mapping-profiles", Profile, right="intake.run", status=201)
def save_a_profile(desk: ApiDesk, body: NewProfile) -> ProfileRow:
    """Keep a mapping profile under a name, over an earlier one of that name."""
    made = save_profile(
        viewer=desk.viewer,
        creditor_id=desk.creditor_id,
        name=body.name,
        document=body.document,
        format_key=body.format,
    )
    return ProfileRow(made.name, made.name, made.format, made.document, False, made.saved_by, made.saved_at)


@commands(router, "/mapping-profiles/drop", Dropped, right="intake.run")
def drop_a_profile(desk: ApiDesk, body: Named) -> dict[str, str]:
    """Take a saved mapping profile away; deliveries keep what they were read with."""
    delete_profile(viewer=desk.viewer, creditor_id=desk.creditor_id, name=body.name, format_key=body.format)
    return {"name": body.name}
