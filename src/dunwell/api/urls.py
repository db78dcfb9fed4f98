"""Addresses of the API; every one that is not there, and every verb that a place does not have, is a problem too."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from dunwell.api.desk import build
from dunwell.api.problems import not_found, problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.words import say

api = build()


def _as_problems(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view open its own transactions, keep its answers out of caches, and refuse other verbs as the rest does."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = not_found()
        if isinstance(response, HttpResponseNotAllowed):
            response = _not_allowed(response["Allow"])
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return csrf_exempt(transaction.non_atomic_requests(answered))


def _not_allowed(allowed: str) -> HttpResponse:
    refusal = Refusal("api.request.verb", gettext_noop("Here one can only: {allowed}."), allowed=allowed)
    response = problem(405, refusal.code, say(refusal), facts=refusal.facts)
    response["Allow"] = allowed
    return response


@_as_problems
def nowhere(_request: HttpRequest) -> HttpResponse:
    """Answer an address that is not there."""
    return not_found()


def _patterns() -> list[URLPattern]:
    made: list[Any] = list(api.urls[0])
    return [URLPattern(each.pattern, _as_problems(each.callback), each.default_args, each.name) for each in made]


urlpatterns = [*_patterns(), re_path(r"^.*$", nowhere)]
root = path("api/v1/", (urlpatterns, "ninja", "api"))
