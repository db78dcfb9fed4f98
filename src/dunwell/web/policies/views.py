"""Policies: the documents that decide, an editor that says what is wrong and what would change, and their history."""

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import require
from dunwell.strategy.policy.commands import discard_draft, publish_policy, save_draft
from dunwell.strategy.policy.queries import DocumentRow, document_of, policies_of, problems_of
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.policies.forms import DocumentForm, NewPolicyForm
from dunwell.web.policies.pages import (
    documents_of,
    history_page,
    mark_of,
    place,
    policies_page,
    policy_page,
    what_changes,
)

EDIT = "web/policies/edit.html"


@door("book.read", "policies")
def policies(request: DeskRequest) -> HttpResponse:
    """Show the documents."""
    return render(request, "web/policies/page.html", {"page": policies_page(request)})


def _version(request: DeskRequest) -> int | None:
    text = request.GET.get("version", "")
    return int(text) if text.isdigit() and len(text) < 7 else None


@door("book.read", "policies")
def policy(request: DeskRequest, kind: str, key: str) -> HttpResponse:
    """Show a document in the editor; look at, keep or publish what was typed."""
    row = document_of(request.viewer, request.creditor.id, kind, key, _version(request))
    if request.method != "POST":
        return render(request, EDIT, {"page": policy_page(request, row, row.text)})
    require(request.viewer, "policy.edit", request.creditor.id)
    form = DocumentForm(request.POST)
    if not form.is_valid():
        return refused(request, EDIT, {"page": policy_page(request, row, request.POST.get("text", ""))})
    acts = {"check": _check, "keep": _keep, "publish": _publish}
    try:
        return acts[form.cleaned_data["do"]](request, row, form.cleaned_data)
    except Refusal as refusal:
        if refusal.code.startswith("platform.access"):
            raise
        said = form.cleaned_data
        page = policy_page(
            request, row, said["text"], refusal=refusal, checked=_checked_anyway(refusal, said), note=said["note"]
        )
        return refused(request, EDIT, {"page": page})


def _checked_anyway(refusal: Refusal, said: dict[str, str]) -> str:
    """What cannot be asked today (a missing rate, an unequal ledger) does not stand in the way of publishing."""
    is_of_the_day = said["do"] == "check" and refusal.code.startswith("runs.")
    return mark_of(said["text"]) if is_of_the_day else said["checked"]


def _check(request: DeskRequest, row: DocumentRow, said: dict[str, str]) -> HttpResponse:
    text = said["text"]
    if problems_of(row.kind, text):
        return refused(request, EDIT, {"page": policy_page(request, row, text, note=said["note"])})
    changes = what_changes(request, row, text)
    page = policy_page(request, row, text, changes=changes, checked=mark_of(text), note=said["note"])
    return render(request, EDIT, {"page": page})


def _keep(request: DeskRequest, row: DocumentRow, said: dict[str, str]) -> HttpResponse:
    _draft, problems = save_draft(
        viewer=request.viewer, creditor_id=request.creditor.id, kind=row.kind, key=row.key, text=said["text"],
        note=said["note"],
    )  # fmt: skip
    text = _("Kept as a draft")
    if problems:
        text += ngettext(", with %(n)s thing to put right", ", with %(n)s things to put right", len(problems)) % {
            "n": len(problems)
        }
    return done(request, text, next_url=place(request, "policy", row.kind, row.key))


def _publish(request: DeskRequest, row: DocumentRow, said: dict[str, str]) -> HttpResponse:
    require(request.viewer, "policy.publish", request.creditor.id)
    if said["checked"] != mark_of(said["text"]):
        raise Refusal(
            "web.policy.not_looked_at",
            gettext_noop("The text was changed since its effect was shown. Look at what would change, then publish."),
        )
    viewer, creditor_id, note = request.viewer, request.creditor.id, said["note"]
    save_draft(viewer=viewer, creditor_id=creditor_id, kind=row.kind, key=row.key, text=said["text"], note=note)
    published = publish_policy(viewer=viewer, creditor_id=creditor_id, kind=row.kind, key=row.key, note=note)
    text = _("Version %(n)s of %(key)s is in force from the next run on") % {"n": published.version, "key": row.key}
    return done(request, text, next_url=place(request, "policies"))


@door("policy.edit", "policies")
@require_POST
def discard(request: DeskRequest, kind: str, key: str) -> HttpResponse:
    """Throw a draft away."""
    discard_draft(viewer=request.viewer, creditor_id=request.creditor.id, kind=kind, key=key)
    return done(request, _("The draft is gone"), next_url=place(request, "policies"))


@door("book.read", "policies")
def history(request: DeskRequest, kind: str, key: str) -> HttpResponse:
    """Show the versions of a document, and how one differs from the one before."""
    page = history_page(request, documents_of(request, kind, key), _version(request))
    return render(request, "web/policies/history.html", {"page": page})


@door("policy.edit", "policies")
def new(request: DeskRequest) -> HttpResponse:
    """Begin a policy with a copy of another."""
    kept = [row for row in policies_of(request.viewer, request.creditor.id) if row.kind == "policy"]
    form = NewPolicyForm(request.POST or None, keys=list({row.key: row.title for row in kept}.items()))
    if not form.is_valid():
        return _show_new(request, form)
    key = form.cleaned_data["key"]
    if any(row.key == key for row in kept):
        form.add_error("key", _("There is a policy of this key already."))
        return _show_new(request, form)
    copied = next(row for row in kept if row.key == form.cleaned_data["begin_with"])
    text = re.sub(r"(?m)^name:.*$", f"name: {key}", copied.text, count=1)
    save_draft(viewer=request.viewer, creditor_id=request.creditor.id, kind="policy", key=key, text=text)
    return done(request, _("A draft of %(key)s") % {"key": key}, next_url=place(request, "policy", "policy", key))


def _show_new(request: DeskRequest, form: NewPolicyForm) -> HttpResponse:
    context = {
        "form": form, "title": _("A new policy"), "action": request.path, "submit": _("Begin"),
        "back_url": place(request, "policies"), "fragment": is_fragment(request), "refusal": None,
    }  # fmt: skip
    if form.errors:
        return refused(request, "web/parts/form_page.html", context)
    return render(request, "web/parts/form_page.html", context)
