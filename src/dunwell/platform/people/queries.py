"""Questions about people."""

from dunwell.platform.people.models import Membership, User
from dunwell.platform.people.rules import Role


def roles_of(user_id: int) -> dict[int, Role]:
    """Return what a person is at each creditor: creditor id -> role."""
    held = Membership.objects.filter(user_id=user_id).values_list("creditor_id", "role")
    return {creditor_id: Role(role) for creditor_id, role in held}


def user_by_email(email: str) -> User | None:
    """Return the active person with an e-mail, whatever its case."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()
