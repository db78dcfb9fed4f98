"""Each request is seen through its viewer, in the reader's language; refusals become answers."""

import json
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from dunwell.base.refusals import Refusal
from dunwell.platform.access import NOBODY, viewer_of, viewing
from dunwell.platform.words import say
from dunwell.web.answers import is_fragment

LANGUAGES = {code for code, _ in settings.LANGUAGES}


def language_of(request: HttpRequest) -> str:
    """The signed-in person's language, else the best that the browser asks for."""
    if request.user.is_authenticated and request.user.language in LANGUAGES:
        return str(request.user.language)
    return translation.get_language_from_request(request)


class ViewerMiddleware:
    """Puts the viewer on the request (`request.viewer`) and their creditors in scope until the answer is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request as its viewer."""
        viewer = viewer_of(request.user) if request.user.is_authenticated else NOBODY
        request.viewer = viewer  # type: ignore[attr-defined]
        with translation.override(language_of(request)), timezone.override(None), viewing(viewer):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
            patch_vary_headers(response, ("HX-Request", "HX-Target"))
            if viewer is not NOBODY:  # the book stays on the screen it was shown on, not in a browser's store
                response.headers.setdefault("Cache-Control", "no-store")
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into what a person can act on; out of sight is 404, not allowed is 403, the rest 422."""
        if not isinstance(exception, Refusal):
            return None
        if exception.code == "platform.access.not_found":
            return self._missing(request)
        status = 403 if exception.code == "platform.access.denied" else 422
        if is_fragment(request):
            response = HttpResponse(status=204)
            response["HX-Trigger"] = json.dumps({"desk:refused": {"text": say(exception), "code": exception.code}})
            return response
        return render(request, "web/refused.html", {"refusal": exception}, status=status)

    def _missing(self, request: HttpRequest) -> HttpResponse:
        return render(request, "404.html", {"exception": Http404()}, status=404)
