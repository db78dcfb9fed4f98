"""Who is looking at this request: from the session to a viewer, for Python, PostgreSQL and the audit trail."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from dunwell.platform.access import NOBODY, viewer_of, viewing


class ViewerMiddleware:
    """Put `request.viewer` in place and keep its scope for the whole request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look as the signed-in person, in their language; a visitor sees nothing of any creditor."""
        user = request.user
        viewer = viewer_of(user) if user.is_authenticated else NOBODY
        request.viewer = viewer
        language = user.language if user.is_authenticated else translation.get_language_from_request(request)
        with viewing(viewer), translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
