"""Verbs on tokens: make one, revoke one, come in by one."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require, system_viewer, viewer_of, viewing
from dunwell.platform.command import command
from dunwell.platform.people.models import Membership
from dunwell.platform.people.rules import RIGHTS, Role
from dunwell.platform.tokens import rules
from dunwell.platform.tokens.models import ApiToken

USUAL_RATE = 600


@dataclass(frozen=True)
class NewToken:
    """A token just made; `secret` is shown this once and kept nowhere."""

    id: int
    name: str
    secret: str
    shown_part: str
    scopes: tuple[str, ...]
    expires_at: datetime


@command
def create_token(
    *,
    viewer: Viewer,
    creditor_id: int,
    name: str,
    scopes: Iterable[str],
    at: datetime,
    email: str = "",
    days: int = rules.USUAL_DAYS,
    rate_per_minute: int = USUAL_RATE,
) -> NewToken:
    """Make a token for a member (oneself without `email`), good for some days and some requests a minute.

    For others it needs `people.manage`. It can do no more than its person's role, nor than whoever makes it.
    """
    member = _member(viewer, creditor_id, email)
    role_rights = {right.value for right in RIGHTS[Role(member.role)]}
    allowed = {right for right in role_rights if viewer.may(right, creditor_id)}
    chosen = rules.check_scopes(scopes, allowed)
    secret = rules.PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        creditor_id=creditor_id,
        user_id=member.user_id,
        name=rules.check_name(name),
        shown_part=rules.shown_part(secret),
        digest=rules.digest_of(secret),
        scopes=chosen,
        rate_per_minute=rules.check_rate(rate_per_minute),
        created_by_name=viewer.name or viewer.kind,
        created_at=at,
        expires_at=at + timedelta(days=rules.check_expiry(days)),
    )
    return NewToken(token.pk, token.name, secret, token.shown_part, tuple(chosen), token.expires_at)


def _member(viewer: Viewer, creditor_id: int, email: str) -> Membership:
    held = Membership.objects.select_related("user").filter(creditor_id=creditor_id, user__is_active=True)
    own = held.filter(user_id=viewer.user_id).first() if viewer.user_id is not None else None
    address = email.strip()
    if own is not None and address.lower() in ("", own.user.email.lower()):
        require(viewer, "book.read", creditor_id)
        return own
    require(viewer, "people.manage", creditor_id)
    found = held.filter(user__email__iexact=address).first()
    if found is None:
        raise Refusal(
            "platform.token.no_member",
            gettext_noop("{email} is no active member of this creditor. Give the e-mail address of one."),
            email=address[:200],
        )
    return found


@command
def revoke_token(*, viewer: Viewer, token_id: int, at: datetime, reason: str = "") -> ApiToken:
    """End a token at once: one's own, or with `people.manage` anybody's; revoking again is refused."""
    token = ApiToken.objects.select_for_update().filter(pk=token_id).first()
    if token is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    if token.user_id != viewer.user_id:
        require(viewer, "people.manage", token.creditor_id)
    if token.revoked_at is not None:
        raise Refusal(
            "platform.token.already_revoked",
            gettext_noop("This token was revoked on {day}."),
            day=token.revoked_at.date().isoformat(),
        )
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    return token


@dataclass(frozen=True)
class Grant:
    """What a good token lets in: the person narrowed to one creditor and the token's scopes.

    `retry_after` is 0, or the seconds to wait where the token has asked too often this minute.
    """

    token_id: int
    token_name: str
    creditor_id: int
    scopes: frozenset[str]
    expires_at: datetime
    viewer: Viewer
    limit: int = 0
    remaining: int = 0
    retry_after: int = 0


_COUNT = """
    UPDATE platform_api_token SET last_used_at = %(at)s, window_at = %(window)s,
        window_count = CASE WHEN window_at = %(window)s THEN window_count + 1 ELSE 1 END
    WHERE digest = %(digest)s AND revoked_at IS NULL AND expires_at > %(at)s
    RETURNING id, window_count
"""


def admit(*, secret: str, at: datetime) -> Grant | None:
    """Let a token in and count its request; None for one that is unknown, expired, revoked or of nobody any more.

    One statement counts and checks, outside of any longer transaction, so that requests do not wait for each other.
    """
    if not secret.startswith(rules.PREFIX) or len(secret) > 100:
        return None
    asked: dict[str, str | datetime] = {"digest": rules.digest_of(secret), "at": at, "window": rules.window_of(at)}
    with viewing(system_viewer("api")):
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, asked)
            counted = cursor.fetchone()
        if counted is None:
            return None
        token = ApiToken.objects.select_related("user").get(pk=counted[0])
        person = viewer_of(token.user)
    role = person.roles.get(token.creditor_id)
    if role is None or not token.user.is_active:
        return None
    scopes = frozenset(token.scopes)
    viewer = replace(person, roles={token.creditor_id: role}, scopes=scopes)
    left = token.rate_per_minute - counted[1]
    return Grant(
        token_id=token.pk,
        token_name=token.name,
        creditor_id=token.creditor_id,
        scopes=scopes,
        expires_at=token.expires_at,
        viewer=viewer,
        limit=token.rate_per_minute,
        remaining=max(0, left),
        retry_after=rules.seconds_left(at) if left < 0 else 0,
    )
