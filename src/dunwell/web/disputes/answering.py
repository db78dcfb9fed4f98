"""The one page for somebody without an account: a question about one bill, and their answer."""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from dunwell.base.refusals import Refusal
from dunwell.outcomes.links.commands import Asked, answer_by_link, open_link
from dunwell.platform.access import system_viewer, viewing
from dunwell.web.disputes.acts import file_in
from dunwell.web.disputes.forms import AnswerForm
from dunwell.web.disputes.words import reason_words
from dunwell.web.wording import money_of

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """A door that asks for nothing but a good link; whoever holds it sees what that link is about and nothing else.

    The row is looked up as the system, for a link has no account; what is shown is only what `Asked` holds. A link that
    is not good, not any more, or never was, is a 404 like any address that is not there.
    """

    @wraps(view)
    def entered(request: HttpRequest, secret: str) -> HttpResponse:
        with viewing(system_viewer("link")):
            try:
                asked = open_link(secret=secret, at=timezone.now())
            except Refusal as refusal:
                response = render(request, "web/disputes/answer.html", {"refusal": refusal}, status=429)
                response["Retry-After"] = str(refusal.facts.get("seconds", 60))
                return _quiet(response)
            if asked is None:
                raise Http404
            return _quiet(view(request, secret, asked))

    entered.door = "link"  # type: ignore[attr-defined]
    return entered


def _quiet(response: HttpResponse) -> HttpResponse:
    """Keep the address and the page out of caches, search engines and the next site's log."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@by_link
def answer(request: HttpRequest, secret: str, asked: Asked) -> HttpResponse:
    """Show the question, and keep the answer."""
    form = AnswerForm(request.POST, request.FILES) if request.method == "POST" else AnswerForm()
    refusal = None
    if form.is_valid():
        said = form.cleaned_data
        held = file_in(said["file"])
        files = [(held["file_name"], held["content"])] if held else []
        try:
            answer_by_link(secret=secret, at=timezone.now(), answer=said["answer"], note=said["note"], files=files)
        except Refusal as fault:
            refusal = fault
        else:
            return redirect(f"{request.path}?thanks=1")
    context = {
        "asked": asked,
        "amount": money_of(Decimal(asked.disputed_amount), asked.currency),
        "reason": reason_words(asked.reason_code),
        "form": form,
        "refusal": refusal,
        "thanks": request.GET.get("thanks") == "1",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "web/disputes/answer.html", context, status=status)
