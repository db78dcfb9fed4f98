"""May a customer be contacted now: the gate's answer in words, and the permit that a call begins with."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from dunwell.base.reasons import Reason
from dunwell.parties.contacts.rules import written_phone
from dunwell.parties.customers.queries import CustomerRow
from dunwell.platform.words import format_skeleton_day, say
from dunwell.web.customers.shapes import Callable, Gate
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.wording import language_name, spoken
from dunwell.work.permits.queries import PermitAnswer, PermitRow, permit_answer


def with_query(request: DeskRequest, url: str) -> str:
    """An address with the query of the present one: it says where somebody came from."""
    query = request.GET.urlencode()
    return f"{url}?{query}" if query else url


def answer_now(request: DeskRequest, customer: CustomerRow, person_id: int | None = None) -> PermitAnswer:
    """The gate's answer for a call in this second."""
    return permit_answer(
        request.viewer,
        customer.creditor_id,
        customer.id,
        channel="call",
        at=timezone.now(),
        contact_person_id=person_id,
    )


def callable_of(request: DeskRequest, customer: CustomerRow) -> Callable:
    """Whether a customer may be called now, in one line."""
    answer = answer_now(request, customer)
    speaks = _("speaks %(language)s") % {"language": language_name(customer.language)}
    local = answer.local[0].at.time() if answer.local else None
    return Callable(answer.permit, f"{sentence_of_answer(answer)} · {speaks}", local)


def sentence_of_answer(answer: PermitAnswer) -> str:
    """The answer in a sentence: that they may be called, or the first reason why not and from when on."""
    places = ", ".join(_city(each.zone) for each in answer.local)
    if answer.permit:
        return _("May be called now in %(place)s") % {"place": places} if places else _("May be called now")
    said = once(answer.reasons)
    words = [say(spoken(said[0]))]
    if len(said) > 1:
        words.append(_("and %(n)s more reasons") % {"n": len(said) - 1})
    if answer.next_permitted_at is not None:
        words.append(_("from %(when)s on") % {"when": _when(answer)})
    return " · ".join(words)


def _when(answer: PermitAnswer) -> str:
    assert answer.next_permitted_at is not None, "asked only where there is one"
    zone = answer.local[0].zone if answer.local else "UTC"
    local = answer.next_permitted_at.astimezone(ZoneInfo(zone))
    return f"{format_skeleton_day(local.date(), 'EEEMMMd')} {local:%H:%M} ({_city(zone)})"


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def once(reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons without those that say the same of another rule; the citations of one sentence stand together."""
    found: dict[tuple[str, str], list[Reason]] = {}
    for reason in reasons:
        found.setdefault((reason.code, reason.sentence()), []).append(reason)
    return [
        Reason(same[0].code, same[0].text, same[0].facts, None, "; ".join(dict.fromkeys(one.citation for one in same)))
        for same in found.values()
    ]


def gate_of(
    request: DeskRequest, customer: CustomerRow, *, person_id: int | None = None, taken: PermitRow | None = None
) -> Gate:
    """The answer as the call panel shows it, with the number to dial for who holds the permit."""
    answer = answer_now(request, customer, person_id)
    return Gate(
        may=answer.permit,
        reasons=[spoken(reason) for reason in once(answer.reasons)],
        conditions=[spoken(reason) for reason in answer.conditions],
        local=[(_city(each.zone), each.at.time()) for each in answer.local],
        next_at=answer.next_permitted_at,
        start_url=with_query(request, place(request, "customer_call_start", customer.id)),
        granted_until=taken.expires_at if taken is not None else None,
        person_id=taken.contact_person_id if taken is not None else person_id,
        phone=written_phone(taken.address) if taken is not None else "",
        dial=taken.address if taken is not None else "",
    )
