"""Verbs on people and their memberships."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.people.models import Membership, User
from dunwell.platform.people.rules import Role

PREFERENCES = {
    "theme": ("light", "dark", "system"),
    "density": ("comfortable", "compact"),
    "language": ("en", "zh-hant", "fil"),
    "single_keys": (True, False),
}


def _role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise Refusal(
            "platform.people.role_unknown",
            gettext_noop("{role} is not a role. Choose one of: {known}."),
            role=role,
            known=", ".join(Role),
        ) from None


def _checked_email(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal(
            "platform.people.email_unreadable", gettext_noop("{email} is not an e-mail address."), email=email
        ) from None
    return email.lower()


@command
def add_member(
    *, viewer: Viewer, creditor_id: int, email: str, full_name: str, role: str, password: str = "", **fields: Any
) -> Membership:
    """Make a person a member of a creditor, adding the person where their e-mail is new.

    A new person without a password sets one through the reset link.
    """
    require(viewer, "people.manage", creditor_id)
    held_role, address = _role(role), _checked_email(email.strip())
    user = User.objects.select_for_update().filter(email__iexact=address).first()
    if user is None:
        user = User(email=address, full_name=full_name.strip() or address)
        if password:
            _check_password(password, user)
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save()
    membership, created = Membership.objects.get_or_create(
        creditor_id=creditor_id, user=user, defaults={"role": held_role, **fields}
    )
    if not created:
        raise Refusal(
            "platform.people.already_member",
            gettext_noop("{name} is a member here already. Change the role instead."),
            name=user.full_name,
        )
    return membership


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as fault:
        raise Refusal("platform.people.password_weak", gettext_noop("{what}"), what=" ".join(fault.messages)) from None


@command
def change_role(
    *, viewer: Viewer, membership_id: int, role: str, capacity_minutes: int | None = None, reason: str = ""
) -> Membership:
    """Give a member another role or daily capacity; the last admin of a creditor stays one."""
    membership = _locked(viewer, membership_id)
    wanted = _role(role)
    if membership.role == Role.ADMIN and wanted is not Role.ADMIN:
        _keep_an_admin(membership)
    membership.role = wanted
    if capacity_minutes is not None:
        membership.capacity_minutes = capacity_minutes
    membership.save()
    return membership


@command
def end_membership(*, viewer: Viewer, membership_id: int, reason: str = "") -> None:
    """End a membership; the audit trail keeps that it was there."""
    membership = _locked(viewer, membership_id)
    if membership.role == Role.ADMIN:
        _keep_an_admin(membership)
    membership.delete()


def _locked(viewer: Viewer, membership_id: int) -> Membership:
    membership = Membership.objects.select_for_update().filter(pk=membership_id).first()
    if membership is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    require(viewer, "people.manage", membership.creditor_id)
    return membership


def _keep_an_admin(membership: Membership) -> None:
    others = Membership.objects.filter(creditor_id=membership.creditor_id, role=Role.ADMIN).exclude(pk=membership.pk)
    if not others.exists():
        raise Refusal(
            "platform.people.last_admin",
            gettext_noop("This is the last admin of the creditor. Make someone else admin first."),
        )


@command
def set_preferences(*, viewer: Viewer, **choices: Any) -> User:
    """Keep a person's own theme, density, language and whether single keys are shortcuts."""
    if viewer.user_id is None:
        raise Refusal("platform.access.denied", gettext_noop("Sign in first."), right="preferences")
    user = User.objects.select_for_update().get(pk=viewer.user_id)
    for name, value in choices.items():
        if name not in PREFERENCES or value not in PREFERENCES[name]:
            raise Refusal(
                "platform.people.preference_unknown",
                gettext_noop("{value} is not a choice for {name}."),
                name=name,
                value=value,
            )
        setattr(user, name, value)
    user.save()
    return user
