"""What customers said of being contacted, in a few words beside their numbers and addresses."""

from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dunwell.parties.contacts.rules import written_phone
from dunwell.parties.customers.queries import CustomerRow
from dunwell.parties.notices.queries import NoticeRow, notices_of
from dunwell.platform.words import format_day, format_skeleton_day
from dunwell.web.customers.shapes import NoticeLine
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.wording import label, language_name

WORDS: dict[str, str | Promise] = {
    "opt_out": gettext_lazy("Do not use"),
    "inconvenient": gettext_lazy("Not at these times"),
    "consent": gettext_lazy("Agreed to be contacted"),
    "unreachable": gettext_lazy("Does not reach them"),
    "workplace": gettext_lazy("Not at work"),
    "wrong_person": gettext_lazy("Somebody else's"),
    "cease": gettext_lazy("Wants no contact"),
    "attorney": gettext_lazy("Represented by"),
    "care": gettext_lazy("Treat with care"),
    "breathing_space": gettext_lazy("Breathing space"),
    "deceased": gettext_lazy("Has died"),
    "language": gettext_lazy("Speaks"),
    "zone": gettext_lazy("Is in"),
    "debt_notice": gettext_lazy("Written notice of the debt sent"),
}
CHANNEL_WORDS: dict[str, str | Promise] = {
    "call": gettext_lazy("calls"),
    "voicemail": gettext_lazy("voicemail"),
    "email": gettext_lazy("e-mail"),
    "letter": gettext_lazy("letters"),
    "sms": gettext_lazy("text messages"),
}
CARE_WORDS: dict[str, str | Promise] = {
    "hardship": gettext_lazy("hardship"),
    "vulnerable": gettext_lazy("vulnerable"),
}
GRAVE = {"opt_out", "cease", "attorney", "deceased", "breathing_space", "unreachable", "wrong_person"}
GOOD = {"consent", "language", "zone", "debt_notice"}


def notice_text(row: NoticeRow) -> str:
    """A notice in a few words: `Do not use: text messages`, `Not at these times: before 10:00`."""
    parts = [label(CHANNEL_WORDS, row.channel) if row.channel else "", written_phone(row.address), _times(row)]
    parts += [row.place, _value(row)]
    if row.until_date is not None:
        parts.append(_("until %(day)s") % {"day": format_day(row.until_date)})
    said = ", ".join(part for part in parts if part)
    words = label(WORDS, row.kind)
    return f"{words}: {said}" if said else words


def _value(row: NoticeRow) -> str:
    if row.kind == "care":
        return label(CARE_WORDS, row.value) if row.value else ""
    return language_name(row.value) if row.kind == "language" else row.value


def _times(row: NoticeRow) -> str:
    # The first of January 2024 was a Monday.
    days = [format_skeleton_day(date(2024, 1, int(day)), "EEE") for day in row.weekdays]
    hours = ""
    if row.from_time and row.until_time:
        told = {"from": f"{row.from_time:%H:%M}", "until": f"{row.until_time:%H:%M}"}
        hours = _("%(from)s to %(until)s") % told
    elif row.until_time:
        hours = _("before %(time)s") % {"time": f"{row.until_time:%H:%M}"}
    elif row.from_time:
        hours = _("after %(time)s") % {"time": f"{row.from_time:%H:%M}"}
    return " ".join(part for part in (" ".join(days), hours) if part)


def notice_line(request: DeskRequest, customer: CustomerRow, row: NoticeRow, may_work: bool) -> NoticeLine:
    """One notice with who said it, and the address that withdraws it."""
    tone = "brick" if row.kind in GRAVE else "green" if row.kind in GOOD else "amber"
    by = " · ".join(part for part in (format_day(row.stated_at.date()), row.recorded_by, row.note) if part)
    url = place(request, "customer_said_withdraw", customer.id, row.id) if may_work else ""
    return NoticeLine(notice_text(row), tone, by, url)


def notices_by_person(
    request: DeskRequest, customer: CustomerRow, may_work: bool
) -> dict[int | None, list[NoticeLine]]:
    """What counts now, by contact person; None is of the whole customer."""
    found: dict[int | None, list[NoticeLine]] = {}
    for row in notices_of(request.viewer, customer, timezone.now()):
        found.setdefault(row.contact_person_id, []).append(notice_line(request, customer, row, may_work))
    return found
