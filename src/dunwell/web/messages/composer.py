"""The composer: a message to one customer, previewed as its recipient would read it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dunwell.base.refusals import Refusal
from dunwell.parties.customers.queries import CustomerRow, contacts_of
from dunwell.platform.calendars import is_day_off
from dunwell.receivables.open_items.queries import open_items_of
from dunwell.web.answers import done, fragment
from dunwell.web.customers.acts import back_of, show, work_of
from dunwell.web.customers.summary import MOST_ITEMS, customer_here, standpoint
from dunwell.web.doors import DeskRequest, door
from dunwell.web.messages.forms import ComposeForm
from dunwell.web.messages.pages import CHANNELS, preview_of
from dunwell.web.messages.shapes import ComposePage, Preview
from dunwell.web.people.views import place
from dunwell.web.shapes import Choice
from dunwell.web.worklist.acts import posted
from dunwell.work.channels import CHANNELS as SHELF
from dunwell.work.drafts.queries import addressee_of, customer_for, put_together
from dunwell.work.messages.commands import approve_message, draft_message, submit_message
from dunwell.work.messages.rules import Wording, morning_of
from dunwell.work.templates.queries import TemplateRow, templates_of
from dunwell.work.templates.rules import MERGE_FIELDS, Template, best_template

TEMPLATE = "web/messages/compose.html"


class Asked:
    """What the address asks for: channel, language, template; each has a usual one."""

    def __init__(self, request: DeskRequest, customer: CustomerRow) -> None:
        self.request, self.customer = request, customer
        asked = request.GET.get("channel", "")
        self.channel = asked if asked in SHELF else SHELF.keys()[0]
        self.model = customer_for(request.viewer, customer.id, "contact.send")
        self.language = request.GET.get("language", "") or addressee_of(self.model, self.channel).language
        self.rows = [row for row in templates_of(request.viewer, request.creditor.id) if self._fits(row)]
        self.template = self._template(request.GET.get("template", ""))

    def _fits(self, row: TemplateRow) -> bool:
        return row.template.channel == self.channel and row.language == self.language

    def _template(self, key: str) -> TemplateRow | None:
        named = next((row for row in self.rows if row.key == key), None)
        if named is not None or not self.rows:
            return named
        work = work_of(self.request, self.customer)
        step, tone = (work.step, "") if work else ("reminder_1", "T1")
        found = best_template(
            [row.template for row in self.rows],
            channel=self.channel,
            language=self.language,
            step=step,
            tone=tone or "T1",
        )
        return next((row for row in self.rows if row.template is found), self.rows[0])

    def url(self, **changes: str) -> str:
        """This composer with something else chosen."""
        told = {"channel": self.channel, "language": self.language, "item": self.request.GET.get("item", "")}
        told |= {"template": self.template.key if self.template else "", **changes}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{place(self.request, 'compose', self.customer.id)}?{query}"


@door("contact.send", "customers")
def compose(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Write a message to a customer: at once with ten seconds to call it back, for their morning, or for approval."""
    customer = customer_here(request, customer_id)
    asked = Asked(request, customer)
    form = _form(request, customer, asked)
    refusal = None
    if form.is_valid():
        try:
            return _kept(request, customer, asked, form.cleaned_data)
        except Refusal as fault:
            refusal = fault
    told = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else form.initial
    return show(request, customer, form, refusal, template=TEMPLATE, page=_page(request, asked, told))


def _form(request: DeskRequest, customer: CustomerRow, asked: Asked) -> ComposeForm:
    items = open_items_of(request.viewer, customer.id, standpoint(request).as_of, MOST_ITEMS)
    chosen = [int(key) for key in request.GET.getlist("open_item") if key.isdigit() and len(key) < 16]
    text = asked.template.template if asked.template else None
    initial = {
        "subject": text.subject if text else "",
        "body": text.body if text else "",
        "open_item": chosen or [each.id for each in items if each.open_amount > 0 and each.days_past_due > 0],
    }
    people = contacts_of(request.viewer, customer.id)
    return ComposeForm(posted(request), people=people, items=items, channel=asked.channel, initial=initial)


def _page(request: DeskRequest, asked: Asked, told: Mapping[str, Any]) -> ComposePage:
    known = dict(settings.LANGUAGES)
    return ComposePage(
        title=_("Write to %(name)s") % {"name": asked.customer.name},
        channels=[Choice(each, str(CHANNELS[each]), asked.url(channel=each, template=""), each == asked.channel)
                  for each, _channel in SHELF if each in CHANNELS],
        templates=[Choice(row.key, row.template.title, asked.url(template=row.key), row is asked.template)
                   for row in asked.rows],
        languages=[Choice(each, known[each], asked.url(language=each), each == asked.language) for each in known],
        chips=[(name, _(meaning)) for name, meaning in MERGE_FIELDS.items()],
        preview=_preview(request, asked, told),
        preview_url=f"{place(request, 'compose_preview', asked.customer.id)}?{asked.url().partition('?')[2]}",
        review=asked.template.template.review if asked.template else "",
    )  # fmt: skip


def _preview(request: DeskRequest, asked: Asked, told: Mapping[str, Any]) -> Preview:
    text = asked.template.template if asked.template else None
    template = Template(
        key="", title="", channel=asked.channel, language=asked.language, tone=text.tone if text else "T1", steps=(),
        subject=told.get("subject") or "", body=told.get("body") or "",
    )  # fmt: skip
    draft = put_together(
        request.viewer,
        asked.model,
        template,
        at=timezone.now(),
        contact_person_id=told.get("contact_person_id"),
        chosen=told.get("open_item") or (),
    )
    return preview_of(draft, asked.language)


@door("contact.send", "customers")
@require_POST
def preview(request: DeskRequest, customer_id: int) -> HttpResponse:
    """Show a message that is being written as its recipient would read it."""
    customer = customer_here(request, customer_id)
    asked = Asked(request, customer)
    form = _form(request, customer, asked)
    form.is_valid()
    return fragment(request, "web/messages/_preview.html", {"preview": _preview(request, asked, form.cleaned_data)})


def _kept(request: DeskRequest, customer: CustomerRow, asked: Asked, said: dict[str, Any]) -> HttpResponse:
    """Write the message and do with it what the pressed button says: all of it, or nothing."""
    way, at = request.POST.get("way", "send"), timezone.now()
    text = asked.template
    with transaction.atomic():
        message = draft_message(
            viewer=request.viewer,
            customer_id=customer.id,
            channel=asked.channel,
            wording=Wording(
                text.key if text else "", asked.language, text.template.tone if text else "", said.get("subject", ""),
                said["body"],
            ),
            at=at,
            contact_person_id=said["contact_person_id"],
            open_item_ids=said.get("open_item") or (),
            work_item_id=work.id if (work := work_of(request, customer)) else None,
            with_statement=bool(said.get("with_statement")),
            key=said["key"],
        )  # fmt: skip
        if way == "approval":
            submit_message(viewer=request.viewer, message_id=message.pk, at=at)
            return done(request, _("Handed over for approval"), next_url=back_of(request, customer))
        later = _morning(asked) if way == "morning" else None
        sent = approve_message(viewer=request.viewer, message_id=message.pk, at=at, scheduled_at=later)
    assert sent.scheduled_at is not None
    undo = place(request, "message_act", sent.pk, "call_back")
    words = _("It leaves in their morning") if later else _("It leaves in ten seconds")
    return done(request, words, next_url=back_of(request, customer), undo_url=undo)


def _morning(asked: Asked) -> Any:
    country = asked.model.country or asked.model.creditor.country
    zone = addressee_of(asked.model, asked.channel).time_zone
    return morning_of(timezone.now(), zone, is_day_off(country, asked.model.creditor.subdivision))
