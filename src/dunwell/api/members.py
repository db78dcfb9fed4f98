"""The people who work at the creditor's desk."""

from ninja import Router

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Email, Line, Minutes, Name, PathId
from dunwell.api.values import shape_of
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.people.commands import add_member, change_role, end_membership
from dunwell.platform.people.queries import MemberRow, members_of
from dunwell.platform.people.rules import Role

router = Router(tags=["members"])
Member = shape_of(MemberRow)


class NewMember(Body):
    """A person to let in. A new person sets a password through the reset link."""

    email: Email
    full_name: Name
    role: Role
    capacity_minutes: Minutes = 240


class RoleChange(Body):
    """Another role, and perhaps other minutes a day."""

    role: Role
    capacity_minutes: Minutes | None = None
    reason: Line = ""


class Ending(Body):
    """Why."""

    reason: Line = ""


def member(desk: ApiDesk, membership_id: int) -> MemberRow:
    """Return one member; refuse one that is not of this creditor."""
    for each in members_of(desk.creditor_id):
        if each.id == membership_id:
            return each
    raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))


@reads(router, "/members", Member, right="book.read", whole_list=True)
def list_members(desk: ApiDesk) -> list[MemberRow]:
    """List the members by name."""
    return members_of(desk.creditor_id)


@commands(router, "/members", Member, right="people.manage", status=201)
def add_a_member(desk: ApiDesk, body: NewMember) -> MemberRow:
    """Make a person a member."""
    made = add_member(viewer=desk.viewer, creditor_id=desk.creditor_id, **body.model_dump())
    return member(desk, made.pk)


@commands(router, "/members/{member_id}/change-role", Member, right="people.manage")
def change_a_role(desk: ApiDesk, member_id: PathId, body: RoleChange) -> MemberRow:
    """Give a member another role."""
    member(desk, member_id)
    change_role(viewer=desk.viewer, membership_id=member_id, **body.model_dump())
    return member(desk, member_id)


@commands(router, "/members/{member_id}/end", Member, right="people.manage")
def end_a_membership(desk: ApiDesk, member_id: PathId, body: Ending) -> MemberRow:
    """End a membership; answers with who it was."""
    was = member(desk, member_id)
    end_membership(viewer=desk.viewer, membership_id=member_id, reason=body.reason)
    return was
