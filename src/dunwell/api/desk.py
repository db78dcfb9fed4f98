"""The API itself: its tokens, its nouns, its description."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.security import HttpBearer

from dunwell.api import (
    account_statements,
    activities,
    aging,
    audit,
    bank_accounts,
    contacts,
    creditors,
    customers,
    deliveries,
    disputes,
    entries,
    holds,
    journal,
    members,
    notices,
    open_items,
    periods,
    permits,
    plans,
    policies,
    profiles,
    promises,
    rates,
    receipts,
    refunds,
    remittances,
    replies,
    runs,
    statements,
    tokens,
    views,
    webhooks,
    worklist,
    write_offs,
)
from dunwell.api.problems import MEDIA_TYPE, TITLES, answer_with_problems, problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.tokens.commands import Grant, admit
from dunwell.platform.words import say

ROUTERS = (
    creditors, members, customers, account_statements, contacts, notices, permits, open_items, entries, holds, rates,
    deliveries, profiles, bank_accounts, statements, receipts, refunds, remittances, replies, journal, periods, aging,
    policies, runs, worklist, activities, promises, plans, disputes, write_offs, views, audit, tokens, webhooks,
)  # fmt: skip


class TooMany(Exception):
    """A token has asked too often this minute."""

    def __init__(self, grant: Grant) -> None:
        super().__init__(grant.retry_after)
        self.grant = grant


class BearerToken(HttpBearer):
    """`Authorization: Bearer dwn_…`, made by `dunwell token create` or by POST …/tokens."""

    def authenticate(self, request: HttpRequest, token: str) -> Grant | None:  # noqa: ARG002 - ninja calls it so
        """Return what a token lets in; None for one that is not good, TooMany for one that asks too often."""
        grant = admit(secret=token, at=timezone.now())
        if grant is not None and grant.retry_after:
            raise TooMany(grant)
        return grant


def _slow_down(_request: HttpRequest, fault: TooMany) -> HttpResponse:
    refusal = Refusal(
        "api.token.too_many",
        gettext_noop("This token may ask {limit} times a minute. Ask again in {seconds} seconds."),
        limit=fault.grant.limit,
        seconds=fault.grant.retry_after,
    )
    response = problem(429, refusal.code, say(refusal), facts=refusal.facts)
    response["Retry-After"] = str(fault.grant.retry_after)
    return response


class DeskApi(NinjaAPI):
    """ninja's API, with what all operations share said once in its description."""

    def get_openapi_schema(self, **given: Any) -> Any:
        """Return the description; every answer from 400 on is a problem document."""
        schema = super().get_openapi_schema(**given)
        shared = schema["components"]
        shared["responses"], shared["parameters"] = {}, {}
        for path in schema["paths"].values():
            for operation in path.values():
                kinds = operation.pop("x-files", [])
                operation["responses"] = {
                    str(status): _answer(int(status), answer, kinds, shared)
                    for status, answer in operation["responses"].items()
                }
                operation["parameters"] = [_parameter(each, shared) for each in operation.get("parameters", [])]
        return schema


def _answer(status: int, answer: dict[str, Any], kinds: list[str], shared: dict[str, Any]) -> dict[str, Any]:
    if status >= 400:
        content = {MEDIA_TYPE: next(iter(answer["content"].values()))}
        shared["responses"][f"Problem{status}"] = {"description": TITLES[status], "content": content}
        return {"$ref": f"#/components/responses/Problem{status}"}
    if kinds:
        answer["content"] = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
    return answer


def _parameter(given: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    if given["name"] not in ("creditor", "Idempotency-Key"):
        return given
    shared["parameters"][given["name"]] = given
    return {"$ref": f"#/components/parameters/{given['name']}"}


def _described() -> str:
    return (
        "Everything that the desk does, for programs. Amounts are decimal strings, days are ISO dates, instants are "
        "ISO with their offset. A GET asks; a POST gives one command, and takes an `Idempotency-Key`. What is refused "
        "comes back as a problem document (RFC 9457) with a stable `code`. Lists come in pages: send `next` as "
        "`cursor`."
    )


def build() -> DeskApi:
    """Return the API with all of its nouns."""
    made = DeskApi(
        title="Dunwell",
        version="1",
        description=_described(),
        urls_namespace="api",
        docs_url=None,
        openapi_url="/openapi.json",
        auth=BearerToken(),
        servers=[],
    )
    answer_with_problems(made)
    made.add_exception_handler(TooMany, cast("Any", _slow_down))
    for noun in ROUTERS:
        made.add_router("", noun.router)
    return made
