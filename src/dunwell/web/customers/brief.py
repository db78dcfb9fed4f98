"""A customer in plain text, for a chat or a mail to a colleague: what is owed, what is late, what was said."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.platform.words import format_day
from dunwell.web.customers.shapes import ContactLine, ItemLine, Summary
from dunwell.web.templatetags.desk import money as write_money

MOST_LINES = 10


def brief_of(summary: Summary, contacts: Sequence[ContactLine], as_of: date) -> str:
    """The summary line by line; the ten items that are late the longest, everything on hold, the last thing said."""
    lines = [f"{summary.name} ({summary.number}), {_('as of %(day)s') % {'day': format_day(as_of)}}"]
    told = {"open": write_money(summary.open, "code"), "late": write_money(summary.past_due, "code")}
    lines.append(_("Open %(open)s, past due %(late)s") % told)
    if summary.others:
        lines.append(
            _("Also open: %(amounts)s") % {"amounts": ", ".join(write_money(m, "code") for m in summary.others)}
        )
    late = sorted((each for each in summary.items if (each.days or 0) > 0), key=lambda each: -(each.days or 0))
    lines += [f"- {_line(each)}" for each in late[:MOST_LINES]]
    if len(late) > MOST_LINES:
        more = len(late) - MOST_LINES
        lines.append("- " + ngettext("and %(n)s more item", "and %(n)s more items", more) % {"n": more})
    lines += [" · ".join(part for part in (banner.text, banner.by) if part) for banner in summary.banners]
    asked = next((each for each in contacts if each.is_primary), None)
    if asked is not None:
        lines.append(", ".join(part for part in (asked.name, asked.role, asked.phone, asked.email) if part))
    said = next((each for each in summary.timeline if each.kind in ("call", "note", "mail")), None)
    if said is not None:
        lines.append(f"{format_day(said.at)}: {said.title} {said.text}".strip())
    return "\n".join(lines)


def _line(item: ItemLine) -> str:
    days = item.days or 0
    late = ngettext("%(n)s day past due", "%(n)s days past due", days) % {"n": days}
    due = _("due %(day)s") % {"day": format_day(item.due_date)} if item.due_date else ""
    return ", ".join(part for part in (item.number, write_money(item.open, "code"), due, late) if part)
