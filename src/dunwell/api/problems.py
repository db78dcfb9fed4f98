"""Saying no to programs: RFC 9457 problem documents, one shape for refusals, bad requests and faults."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel, ConfigDict, Field

from dunwell.api.values import as_data
from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.words import say

MEDIA_TYPE = "application/problem+json"
LOG = logging.getLogger("dunwell.api")

TITLES: dict[int, str] = {
    400: gettext_noop("The request cannot be read"),
    401: gettext_noop("A token is needed"),
    403: gettext_noop("The token may not do this"),
    404: gettext_noop("There is nothing here"),
    405: gettext_noop("This cannot be done here"),
    409: gettext_noop("It stands otherwise by now"),
    413: gettext_noop("The request is too large"),
    422: gettext_noop("The rules forbid it"),
    429: gettext_noop("Too many requests"),
    500: gettext_noop("A fault in Dunwell"),
}

CONFLICTS = frozenset(
    {
        "cash.account.already_open",
        "cash.remittance.not_linked",
        "cash.remittance.withdrawn",
        "cash.return.not_allowed",
        "cash.return.returned_already",
        "cash.statement.account_closed",
        "cash.statement.account_unknown",
        "cash.statement.not_allowed",
        "cash.statement.period_locked",
        "cash.statement.receipts_used",
        "cash.statement.return_posted",
        "exchange.delivery.not_allowed",
        "parties.customer.number_taken",
        "outcomes.dispute.decided_already",
        "outcomes.dispute.not_allowed",
        "outcomes.dispute.not_movable",
        "outcomes.dispute.nothing_asked",
        "outcomes.dispute.nothing_open",
        "outcomes.dispute.too_old_to_reopen",
        "outcomes.writeoff.not_allowed",
        "outcomes.writeoff.settlement_not_paid",
        "parties.notice.withdrawn_already",
        "platform.creditor.name_taken",
        "platform.people.already_member",
        "platform.people.last_admin",
        "platform.token.already_revoked",
        "platform.webhook.not_allowed",
        "receivables.entry.already_reversed",
        "receivables.hold.already_lifted",
        "receivables.item.number_taken",
        "runs.day.already_queued",
        "runs.day.already_running",
        "strategy.policy.no_draft",
        "work.bulk.nothing_left",
        "work.item.not_allowed",
        "work.permit.expired",
        "work.permit.refused",
        "work.permit.stale",
        "work.permit.used",
        "work.undo.already",
        "work.undo.changed_since",
        "work.undo.nothing",
    }
)
"""Refusals by how things stand, not by what was asked: the same request may be right at another time."""


class Fault(BaseModel):
    """One thing that is wrong with a request: where, and what to do."""

    where: str = Field(description="Path into the request, like `body.amount`.")
    text: str


class ProblemDocument(BaseModel):
    """RFC 9457. `code` is stable and reads as a path; `detail` is for people, in the language asked for."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(description="`urn:dunwell:problem:` and the code.")
    title: str
    status: int
    detail: str
    code: str
    facts: dict[str, Any] = Field(default_factory=dict, description="What the words are made of, by name.")
    errors: list[Fault] = Field(default_factory=list, description="What is wrong with the request, field by field.")


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    facts: Mapping[str, Any] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> HttpResponse:
    """Return a problem document."""
    told = {
        "type": f"urn:dunwell:problem:{code}",
        "title": gettext(TITLES.get(status, TITLES[422])),
        "status": status,
        "detail": detail,
        "code": code,
        "facts": dict(facts or {}),
        "errors": errors or [],
    }
    return JsonResponse(told, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def status_of(refusal: Refusal) -> int:
    """Return the status of a refusal: out of sight 404, not allowed 403, by how things stand 409, the rest 422."""
    if refusal.code == "platform.access.not_found":
        return 404
    if refusal.code == "platform.access.denied":
        return 403
    return 409 if refusal.code in CONFLICTS else 422


def refused(refusal: Refusal) -> HttpResponse:
    """Return a refusal as a problem document."""
    return problem(status_of(refusal), refusal.code, say(refusal), facts=_facts(refusal.facts))


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _fact(value) for name, value in facts.items()}


def _fact(value: Any) -> Any:
    if isinstance(value, Problem):
        return {**value.as_json(), "text": say(value)}
    if isinstance(value, list | tuple):
        return [_fact(each) for each in value]
    return as_data(value)


def not_found() -> HttpResponse:
    """Return the answer for what is not there or out of sight."""
    return refused(Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see.")))


def _invalid(_request: HttpRequest, fault: ValidationError) -> HttpResponse:
    errors = [
        {"where": ".".join(str(part) for part in _place(error["loc"])), "text": str(error["msg"])}
        for error in fault.errors
    ]
    refusal = Refusal("api.request.invalid", gettext_noop("The request is not as described. See what is wrong beside."))
    return problem(422, refusal.code, say(refusal), errors=errors)


def _place(loc: Any) -> tuple[Any, ...]:
    """Return where a fault is without the names of our own parameters: (body, body, amount) is body.amount."""
    parts = tuple(loc)
    return (parts[0], *parts[2:]) if len(parts) > 1 and parts[1] in ("body", "asked", "form") else parts


def _unauthenticated(_request: HttpRequest, _fault: AuthenticationError) -> HttpResponse:
    refusal = Refusal(
        "api.token.unknown",
        gettext_noop("Send a token that is good: Authorization: Bearer dwn_…. Make one with dunwell token create."),
    )
    response = problem(401, refusal.code, say(refusal))
    response["WWW-Authenticate"] = 'Bearer realm="dunwell"'
    return response


def _unreadable(_request: HttpRequest, _fault: HttpError) -> HttpResponse:
    refusal = Refusal("api.request.unreadable", gettext_noop("The request's body is no JSON that can be read."))
    return problem(400, refusal.code, say(refusal))


def _too_large(_request: HttpRequest, _fault: Exception) -> HttpResponse:
    refusal = Refusal("api.request.too_large", gettext_noop("The request is too large. Send less at once."))
    return problem(413, refusal.code, say(refusal))


def _clashed(_request: HttpRequest, _fault: IntegrityError) -> HttpResponse:
    refusal = Refusal(
        "api.request.clashed", gettext_noop("Somebody else wrote the same thing just now. Look, and try again.")
    )
    return problem(409, refusal.code, say(refusal))


def _fault(request: HttpRequest, fault: Exception) -> HttpResponse:
    LOG.error("%s %s failed", request.method, request.path, exc_info=fault)
    refusal = Refusal("api.fault", gettext_noop("This is a fault in Dunwell. Nothing was written. Tell its operator."))
    return problem(500, refusal.code, say(refusal))


def answer_with_problems(api: NinjaAPI) -> None:
    """Let every way of saying no, foreseen or not, become a problem document."""
    answers: dict[type[Exception], Any] = {
        Refusal: lambda _request, refusal: refused(refusal),
        ValidationError: _invalid,
        AuthenticationError: _unauthenticated,
        HttpError: _unreadable,
        RequestDataTooBig: _too_large,
        TooManyFilesSent: _too_large,
        IntegrityError: _clashed,
        Exception: _fault,
    }
    for kind, answer in answers.items():
        api.add_exception_handler(kind, answer)
