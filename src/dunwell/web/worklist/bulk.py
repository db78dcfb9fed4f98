"""Many items at once: first what it would do and who is left out, then the deed, which one undo takes back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.refusals import Refusal
from dunwell.platform.words import say
from dunwell.web.answers import done, is_fragment
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.views import place
from dunwell.web.shapes import Group, Preview
from dunwell.web.templatetags.desk import minutes as write_minutes
from dunwell.web.wording import spoken, written
from dunwell.web.worklist.acts import assign_form, list_url, undo_url
from dunwell.web.worklist.asked import Asked, asked_of
from dunwell.web.worklist.forms import DoneForm, SkipForm, SnoozeForm
from dunwell.web.worklist.shapes import BulkPage
from dunwell.work.commands import apply_bulk
from dunwell.work.queries import BulkPreview, preview_bulk
from dunwell.work.worklist.queries import worklist_ids

VERBS = {"done": "complete", "snooze": "snooze", "skip": "skip", "assign": "assign"}


class SnoozeMany(SnoozeForm):
    """Until when, in words."""

    until_text = forms.CharField(
        max_length=80, initial="tomorrow", widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_text"].label = _("Until")
        self.fields["until_text"].help_text = _("A date, or words such as “tomorrow”, “mon” or “next friday”.")


@dataclass(frozen=True)
class Wanted:
    """What somebody wants done to which items; `ids` are all of them, whether it can be done or not."""

    do: str
    ids: list[int]
    asked: Asked


def wanted_of(request: DeskRequest) -> Wanted:
    """Read the chosen items from the form of the list, or all that match; or, sent back, from the preview."""
    asked = asked_of(request)
    if request.method == "POST":
        return Wanted(request.POST.get("do", ""), _numbers(request.POST.get("items", "").split(",")), asked)
    if request.GET.get("matching"):
        ids = worklist_ids(
            request.viewer,
            request.creditor.id,
            owner=asked.owner_for(request.viewer.user_id),
            view=asked.view,
            narrowing=asked.narrowing,
            sort=asked.sort,
        )
    else:
        ids = _numbers(request.GET.getlist("item"))
    return Wanted(request.GET.get("do", ""), ids, asked)


def _numbers(texts: list[str]) -> list[int]:
    return list(dict.fromkeys(int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16))


def form_of(request: DeskRequest, do: str, data: Any) -> forms.Form:
    """What the verb needs to know beside the items."""
    if do == "assign":
        return assign_form(request, data)
    kinds: dict[str, type[forms.Form]] = {"snooze": SnoozeMany, "skip": SkipForm}
    return kinds.get(do, DoneForm)(data)


def told_of(do: str, form: Any) -> dict[str, Any]:
    """What the form says, as the command takes it."""
    said = form.cleaned_data
    if do == "assign":
        owner_id, queue = form.target()
        return {"owner_id": owner_id, "queue": queue, "reason": said["reason"], "key": said["key"]}
    if do == "snooze":
        return {"until": said["until_text"], "reason": said["reason"], "key": said["key"]}
    return {"reason": said.get("reason") or said.get("note", ""), "key": said["key"]}


@door("worklist.work", "worklist")
def bulk(request: DeskRequest) -> HttpResponse:
    """Show what a verb would do to the chosen items; sent back, do it."""
    wanted = wanted_of(request)
    if wanted.do == "export":
        query = "&".join(f"item={key}" for key in wanted.ids)
        return redirect(f"{place(request, 'worklist_export', 'xlsx')}?{query}")
    verb = VERBS.get(wanted.do, wanted.do)
    if request.method != "POST":
        preview = preview_bulk(
            request.viewer, request.creditor.id, verb=verb, item_ids=wanted.ids, **_first_target(request, wanted.do)
        )
        return _show(request, wanted, preview, form_of(request, wanted.do, None))
    form = form_of(request, wanted.do, request.POST)
    refusal = None
    if form.is_valid():
        told = told_of(wanted.do, form)
        try:
            applied = apply_bulk(
                viewer=request.viewer,
                creditor_id=request.creditor.id,
                verb=verb,
                item_ids=wanted.ids,
                at=timezone.now(),
                **told,
            )
        except Refusal as fault:
            if fault.code.startswith("platform.access."):
                raise
            refusal = fault
        else:
            said = ngettext("%(n)s item: %(verb)s", "%(n)s items: %(verb)s", applied.preview.count)
            said %= {"n": applied.preview.count, "verb": past_of(wanted.do)}
            onward = list_url(request, wanted.asked)
            return done(request, said, next_url=onward, undo_url=undo_url(request, applied.deed_id))
    preview = preview_bulk(request.viewer, request.creditor.id, verb=verb, item_ids=wanted.ids)
    return _show(request, wanted, preview, form, refusal, status=422)


def _first_target(request: DeskRequest, do: str) -> dict[str, Any]:
    """Before anybody is chosen, an assignment is tried on the viewer: what is theirs already is told so later."""
    return (
        {"owner_id": request.viewer.user_id}
        if do == "assign" and not request.viewer.may("worklist.assign", request.creditor.id)
        else {}
    )


def past_of(do: str) -> str:
    """A verb as done."""
    words = {"done": _("done"), "snooze": _("snoozed"), "skip": _("skipped"), "assign": _("given away")}
    return words.get(do, do)


def _show(
    request: DeskRequest,
    wanted: Wanted,
    preview: BulkPreview,
    form: forms.Form,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    page = BulkPage(
        title=_title(wanted.do, preview),
        preview=_preview(preview),
        action=_button(wanted.do, preview.count),
        confirm_url=f"{place(request, 'worklist_bulk')}{wanted.asked.query()}",
        back_url=list_url(request, wanted.asked),
        form=form,
        count=preview.count,
        do=wanted.do,
        items=",".join(str(key) for key in wanted.ids),
    )
    context = {"page": page, "refusal": refusal, "fragment": is_fragment(request)}
    return render(request, "web/worklist/bulk.html", context, status=status)


def _title(do: str, preview: BulkPreview) -> str:
    titles = {
        "done": ngettext("Mark %(n)s item as done", "Mark %(n)s items as done", preview.count),
        "snooze": ngettext("Snooze %(n)s item", "Snooze %(n)s items", preview.count),
        "skip": ngettext("Skip %(n)s item today", "Skip %(n)s items today", preview.count),
        "assign": ngettext("Assign %(n)s item", "Assign %(n)s items", preview.count),
    }
    told = {"n": preview.count, "amount": written(preview.past_due_amount, preview.currency)}
    return titles[do] % told + _(", %(amount)s past due between them") % told


def _button(do: str, count: int) -> str:
    words = {
        "done": _("Done: %(n)s"),
        "snooze": _("Snooze %(n)s"),
        "skip": _("Skip %(n)s"),
        "assign": _("Assign %(n)s"),
    }
    return words[do] % {"n": count}


def _preview(preview: BulkPreview) -> Preview:
    facts = [
        (ngettext("item", "items", preview.count), str(preview.count)),
        (_("past due"), written(preview.past_due_amount, preview.currency)),
        (_("expected from the work"), written(preview.expected_amount, preview.currency)),
        (_("of work"), write_minutes(preview.minutes)),
    ]
    groups = []
    if preview.sample:
        more = preview.count - len(preview.sample)
        rows = [*preview.sample, *([_("and %(n)s more") % {"n": more}] if more > 0 else [])]
        groups.append(Group(_("It will be done to"), rows))
    if preview.excluded:
        facts.append((_("left out"), str(len(preview.excluded))))
    by_reason: dict[str, list[str]] = {}
    for each in preview.excluded:
        by_reason.setdefault(say(spoken(each.reason)), []).append(f"{each.customer_name} ({each.customer_number})")
    groups += [Group(_("Left out"), rows, why) for why, rows in by_reason.items()]
    return Preview(facts, groups)
