"""How a view answers after a form: done, with a toast and an undo, or refused, with the form and what to do."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

UNDO = "undo:"


def is_fragment(request: HttpRequest, target: str = "") -> bool:
    """Whether the page asked for a part of itself, by htmx; `target` names the element it will go into."""
    if request.headers.get("HX-Request") != "true":
        return False
    return not target or request.headers.get("HX-Target") == target


def done(request: HttpRequest, text: str, *, next_url: str, undo_url: str = "") -> HttpResponse:
    """Say that something was done, offer to undo it, and go on to `next_url`.

    By htmx it is an empty 204 with the event `desk:done`, on which desk.js closes the layer, shows the toast and renews
    the screen; without, it is a redirect, and the toast waits in the session.
    """
    if not is_fragment(request):
        messages.success(request, text, extra_tags=UNDO + undo_url if undo_url else "")
        return redirect(next_url)
    response = HttpResponse(status=204)
    response["HX-Trigger"] = json.dumps({"desk:done": {"text": text, "undo": undo_url, "next": next_url}})
    return response


def fragment(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Answer with a part of a page; never kept by the browser, for the whole page has the same address."""
    response = render(request, template, dict(context))
    response["Cache-Control"] = "no-store"
    return response


def refused(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Answer 422 with the form again; its errors say what to do."""
    return render(request, template, dict(context), status=422)
