"""Who works at one creditor's desk, and as what."""

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.refusals import Refusal
from dunwell.platform.people.commands import add_member, change_role
from dunwell.platform.people.queries import MemberRow, members_of
from dunwell.platform.people.rules import Role
from dunwell.web.answers import done, is_fragment, refused
from dunwell.web.doors import DeskRequest, door
from dunwell.web.people.forms import ROLE_LABELS, ROLE_WORDS, MemberForm, RoleForm
from dunwell.web.people.shapes import PeoplePage, PersonLine


def place(request: DeskRequest, name: str = "people", *args: object) -> str:
    """An address on the creditor's own desk."""
    return reverse(f"web:{name}", args=[request.creditor.key, *args])


def line(request: DeskRequest, member: MemberRow) -> PersonLine:
    """One member as the table shows them."""
    return PersonLine(
        id=member.id,
        name=member.name,
        email=member.email,
        role=member.role,
        role_label=str(ROLE_LABELS[Role(member.role)]),
        capacity_minutes=member.capacity_minutes,
        edit_url=place(request, "people_change", member.id),
    )


def _may_audit(request: DeskRequest) -> bool:
    return request.viewer.may("audit.read", request.creditor.id)


@door("people.manage", "people")
def people(request: DeskRequest) -> HttpResponse:
    """Show the members and what each role may do."""
    rows = [line(request, member) for member in members_of(request.creditor.id)]
    title = ngettext("%(n)s person works at %(desk)s", "%(n)s people work at %(desk)s", len(rows))
    page = PeoplePage(
        title=title % {"n": len(rows), "desk": request.creditor.name},
        rows=rows,
        add_url=place(request, "people_add"),
        trail_url=f"{place(request, 'trail')}?kind=people" if _may_audit(request) else "",
        roles=[(str(ROLE_LABELS[role]), str(words)) for role, words in ROLE_WORDS.items()],
    )
    return render(request, "web/people/page.html", {"page": page})


def show_form(request: DeskRequest, form: Form, title: str, refusal: Refusal | None = None) -> HttpResponse:
    """Show a form in a layer or on a page of its own; 422 when something in it is wrong."""
    context = {
        "form": form,
        "title": title,
        "action": request.path,
        "submit": _("Keep"),
        "back_url": place(request),
        "fragment": is_fragment(request),
        "refusal": refusal,
    }
    if form.errors or refusal:
        return refused(request, "web/parts/form_page.html", context)
    return render(request, "web/parts/form_page.html", context)


@door("people.manage", "people")
def add_person(request: DeskRequest) -> HttpResponse:
    """Make somebody a member."""
    form = MemberForm(request.POST or None)
    title = _("Add a person")
    if not form.is_valid():
        return show_form(request, form, title)
    try:
        add_member(viewer=request.viewer, creditor_id=request.creditor.id, **form.cleaned_data)
    except Refusal as refusal:
        return show_form(request, form, title, refusal)
    said = _("%(name)s works here now") % {"name": form.cleaned_data["full_name"]}
    return done(request, said, next_url=place(request))


@door("people.manage", "people")
def change_person(request: DeskRequest, membership_id: int) -> HttpResponse:
    """Change a member's role and minutes."""
    member = next((each for each in members_of(request.creditor.id) if each.id == membership_id), None)
    if member is None:
        raise Http404
    form = RoleForm(request.POST or None, initial={"role": member.role, "capacity_minutes": member.capacity_minutes})
    if not form.is_valid():
        return show_form(request, form, member.name)
    try:
        change_role(viewer=request.viewer, membership_id=membership_id, **form.cleaned_data)
    except Refusal as refusal:
        return show_form(request, form, member.name, refusal)
    return done(request, _("Kept"), next_url=place(request))
