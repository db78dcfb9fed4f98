"""The door of every screen: signed in, a creditor in sight, and the right; a view without a door fails a test."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone

from dunwell.platform.access import Viewer, require
from dunwell.platform.creditors.queries import CreditorRow, creditors_of
from dunwell.web.answers import is_fragment
from dunwell.work.worklist.queries import Overview, PublishedDay, published_day

View = Callable[..., HttpResponse]


class DeskRequest(HttpRequest):
    """What a view behind a door is given; `section` is the menu key of its screen."""

    viewer: Viewer
    creditor: CreditorRow
    creditors: list[CreditorRow]
    section: str
    overview: Overview


def day_here(request: Any) -> PublishedDay | None:
    """The day whose list is the list at the creditor in the address; asked for once in a request."""
    if not hasattr(request, "published"):
        request.published = published_day(request.viewer, request.creditor.id)
    found: PublishedDay | None = request.published
    return found


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    where = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
    if not is_fragment(request):
        return redirect(where)
    response = HttpResponse(status=401)
    response["HX-Redirect"] = resolve_url(settings.LOGIN_URL)
    return response


def signed_in(view: View) -> View:
    """A door that asks only for a person; for places that belong to no creditor."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    entered.door = "signed_in"  # type: ignore[attr-defined]
    return entered


def door(right: str, section: str) -> Callable[[View], View]:
    """A door that needs `right` at the creditor whose key is in the address.

    Behind it `request.creditor` is the creditor's row, days and times are in its time zone, and the view gets the
    address's other arguments. A creditor out of sight is a 404, as if it did not exist; a right not held is a 403.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def entered(request: Any, creditor: str, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            request.creditors = creditors_of(request.viewer)
            found = next((row for row in request.creditors if row.key == creditor), None)
            if found is None:
                raise Http404
            require(request.viewer, right, found.id)
            request.creditor, request.section = found, section
            with timezone.override(found.time_zone):
                return view(request, *args, **kwargs)

        entered.door = right  # type: ignore[attr-defined]
        return entered

    return guard
