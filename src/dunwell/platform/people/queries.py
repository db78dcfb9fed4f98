"""Questions about people."""

from dataclasses import dataclass

from dunwell.platform.people.models import Membership, User
from dunwell.platform.people.rules import Role


def roles_of(user_id: int) -> dict[int, Role]:
    """Return what a person is at each creditor: creditor id -> role."""
    held = Membership.objects.filter(user_id=user_id).values_list("creditor_id", "role")
    return {creditor_id: Role(role) for creditor_id, role in held}


def user_by_email(email: str) -> User | None:
    """Return the active person with an e-mail, whatever its case."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


@dataclass(frozen=True)
class MemberRow:
    """One member of a creditor."""

    id: int
    user_id: int
    name: str
    email: str
    role: str
    capacity_minutes: int


def members_of(creditor_id: int) -> list[MemberRow]:
    """Return a creditor's members by name; the caller has asked `require` first."""
    held = Membership.objects.select_related("user").filter(creditor_id=creditor_id).order_by("user__full_name", "pk")
    return [
        MemberRow(member.pk, member.user_id, str(member.user), member.user.email, member.role, member.capacity_minutes)
        for member in held
    ]
