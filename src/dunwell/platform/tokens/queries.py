"""Questions about tokens."""

from dataclasses import dataclass
from datetime import datetime

from dunwell.platform.access import Viewer, require
from dunwell.platform.tokens.models import ApiToken


@dataclass(frozen=True)
class TokenRow:
    """One token as a list shows it; its secret is nowhere."""

    id: int
    name: str
    shown_part: str
    user_id: int
    person: str
    email: str
    scopes: tuple[str, ...]
    rate_per_minute: int
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


def token_row(token: ApiToken) -> TokenRow:
    """Return a token as a list shows it."""
    return TokenRow(
        id=token.pk,
        name=token.name,
        shown_part=token.shown_part,
        user_id=token.user_id,
        person=str(token.user),
        email=token.user.email,
        scopes=tuple(token.scopes),
        rate_per_minute=token.rate_per_minute,
        created_by=token.created_by_name,
        created_at=token.created_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
        last_used_at=token.last_used_at,
    )


def tokens_of(viewer: Viewer, creditor_id: int) -> list[TokenRow]:
    """Return a creditor's tokens, the newest first: everybody's for who manages people, else the viewer's own."""
    require(viewer, "book.read", creditor_id)
    held = ApiToken.objects.select_related("user").filter(creditor_id=creditor_id).order_by("-pk")
    if not viewer.may("people.manage", creditor_id):
        held = held.filter(user_id=viewer.user_id or 0)
    return [token_row(token) for token in held]
