"""Tokens: how programs come in."""

from typing import Annotated

from ninja import Router
from pydantic import Field

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Email, Line, PathId, text
from dunwell.api.values import shape_of
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.people.rules import Right
from dunwell.platform.tokens.commands import USUAL_RATE, NewToken, create_token, revoke_token
from dunwell.platform.tokens.queries import TokenRow, tokens_of
from dunwell.platform.tokens.rules import FASTEST, LONGEST_DAYS, USUAL_DAYS

router = Router(tags=["tokens"])
Token = shape_of(TokenRow)


class TokenAsked(Body):
    """A token to make: for oneself, or with `people.manage` for the member with an e-mail address."""

    name: text(80, 1)  # type: ignore[valid-type]
    scopes: Annotated[list[Right], Field(min_length=1, max_length=40)]
    email: Email = ""
    days: Annotated[int, Field(strict=True, ge=1, le=LONGEST_DAYS)] = USUAL_DAYS
    rate_per_minute: Annotated[int, Field(strict=True, ge=1, le=FASTEST)] = USUAL_RATE


class Revoking(Body):
    """Why."""

    reason: Line = ""


@reads(router, "/tokens", Token, whole_list=True)
def list_tokens(desk: ApiDesk) -> list[TokenRow]:
    """List tokens: this person's own, or everybody's with `people.manage`."""
    return tokens_of(desk.viewer, desk.creditor_id)


@commands(router, "/tokens", shape_of(NewToken), right="book.read", status=201, hides=("secret",))
def create_a_token(desk: ApiDesk, body: TokenAsked) -> NewToken:
    """Make a token; `secret` is told this once, and is empty when the answer is replayed.

    It can do no more than its person's role, nor than the token that makes it.
    """
    return create_token(viewer=desk.viewer, creditor_id=desk.creditor_id, at=desk.at, **body.model_dump())


@commands(router, "/tokens/{token_id}/revoke", Token, right="book.read")
def revoke_a_token(desk: ApiDesk, token_id: PathId, body: Revoking) -> TokenRow:
    """End a token at once: one's own, or with `people.manage` anybody's."""
    if all(each.id != token_id for each in tokens_of(desk.viewer, desk.creditor_id)):
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    revoke_token(viewer=desk.viewer, token_id=token_id, at=desk.at, reason=body.reason)
    return next(each for each in tokens_of(desk.viewer, desk.creditor_id) if each.id == token_id)
