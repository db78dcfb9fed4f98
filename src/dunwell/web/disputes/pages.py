"""The pages of disputes, put together for their templates."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.money import Money
from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.outcomes.disputes.queries import (
    GROUPS,
    CauseLine,
    DisputeFilter,
    DisputeRow,
    StepRow,
    answer_to,
    causes_of,
    dispute_of,
    disputes_of,
    my_dispute_count,
    narrowed,
    steps_of,
    sums_of,
)
from dunwell.outcomes.disputes.rules import UNDECIDED, DisputeState, movable_to
from dunwell.outcomes.links.queries import LinkRow, links_of
from dunwell.outcomes.proofs.queries import checks_of, proofs_of
from dunwell.outcomes.reasons.rules import OWNERS, REASONS
from dunwell.platform.calendars import local_day
from dunwell.platform.words import format_amount, format_day, say
from dunwell.web.disputes import shapes, words
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.shapes import Choice, Empty, Tab
from dunwell.web.wording import label, money_of, written

FORWARD = {"new": "triaged", "triaged": "assigned", "assigned": "in_review"}
TONES = {"near": "amber", "late": "brick", "very_late": "brick"}


def today(request: DeskRequest) -> date:
    """The creditor's day."""
    return local_day(timezone.now(), request.creditor.time_zone)


def dispute_here(request: DeskRequest, dispute_id: int) -> DisputeRow:
    """One dispute of the creditor in the address; 404 for any other."""
    row = dispute_of(request.viewer, dispute_id, today(request))
    if row.creditor_id != request.creditor.id:
        raise Http404
    return row


def asked_of(request: DeskRequest) -> DisputeFilter:
    """Which disputes the address asks for; what it cannot mean is left out."""
    asked = request.GET
    group, reason, department = asked.get("group", "live"), asked.get("reason", ""), asked.get("department", "")
    return DisputeFilter(
        group=group if group in GROUPS else "live",
        reason_code=reason if reason in REASONS else "",
        department=department if department in OWNERS else "",
        mine_of=(request.viewer.user_id or 0) if asked.get("mine") == "1" else None,
        search=asked.get("q", "").strip()[:120],
    )


def query_of(asked: DisputeFilter, show: str, **changes: str) -> str:
    """The address's question, with some of it changed."""
    held = {
        "show": show if show != "board" else "",
        "group": asked.group if asked.group != "live" else "",
        "mine": "1" if asked.mine_of is not None else "",
        "reason": asked.reason_code,
        "department": asked.department,
        "q": asked.search,
        **changes,
    }
    text = urlencode({name: value for name, value in held.items() if value})
    return f"?{text}" if text else ""


def card_of(request: DeskRequest, row: DisputeRow) -> shapes.Card:
    """One dispute as the board and the table show it."""
    may_work = request.viewer.may("outcome.record", request.creditor.id)
    name, target, title = _forward(request, row)
    return shapes.Card(
        id=row.id,
        number=row.number,
        url=place(request, "dispute", row.id),
        customer=row.customer_name,
        customer_url=place(request, "customer", row.customer_id),
        item=row.item_number,
        reason_code=row.reason_code,
        reason=words.reason_words(row.reason_code),
        state=row.state,
        state_label=label(words.STATES, row.state),
        amount=money_of(row.disputed_amount, row.currency),
        original=money_of(row.original_amount, row.currency),
        owner=row.owner_name or words.owner_words(row.owner_department),
        age_days=row.age_days,
        clock=clock_words(row),
        clock_tone=TONES.get(row.clock_state, ""),
        evidence=f"{row.evidence_count}/{row.evidence_wanted}",
        level=row.escalation_level,
        move_url=place(request, "dispute_move", row.id) if may_work and movable_to(DisputeState(row.state)) else "",
        forward_url=place(request, name, row.id) if name else "",
        forward_label=title,
        forward_to=target,
    )


def _forward(request: DeskRequest, row: DisputeRow) -> tuple[str, str, str]:
    """The one step that is next: an address's name, the state it goes to where it is a plain move, and words."""
    may = {right: request.viewer.may(right, request.creditor.id) for right in ("outcome.record", "dispute.decide")}
    if row.state in FORWARD and may["outcome.record"]:
        target = FORWARD[row.state]
        return "dispute_move", target, label(words.STATES, target)
    if row.state in UNDECIDED and may["dispute.decide"]:
        return "dispute_decide", "", _("Decide")
    if row.state == DisputeState.DECIDED and request.viewer.may("ledger.post", request.creditor.id):
        return "dispute_resolve", "", _("Post the credit memo")
    if row.state == DisputeState.RESOLVING and may["outcome.record"]:
        return "dispute_close", "", _("Close")
    return "", "", ""


def clock_words(row: DisputeRow) -> str:
    """The clock that runs, in words: a color alone says nothing."""
    if not row.clock_name or row.clock_days_left is None:
        return ""
    what, left = label(words.CLOCKS, row.clock_name), row.clock_days_left
    if row.clock_state in ("late", "very_late"):  # a weekend after the day it was due is no business day yet
        late = max(1, -left)
        words_of = ngettext("%(what)s: %(n)s business day late", "%(what)s: %(n)s business days late", late)
        return words_of % {"what": what, "n": late}
    if left == 0:
        return _("%(what)s: today") % {"what": what}
    return ngettext("%(what)s: %(n)s business day left", "%(what)s: %(n)s business days left", left) % {
        "what": what, "n": left,
    }  # fmt: skip


def _sums(rows: Iterable[DisputeRow]) -> list[Money]:
    return [money_of(amount, currency) for currency, amount in sorted(sums_of(rows).items()) if amount]


def board_page(request: DeskRequest) -> shapes.BoardPage:
    """The disputes that the address asks for, by column and as a table of the same rows."""
    asked, show = asked_of(request), "table" if request.GET.get("show") == "table" else "board"
    rows = disputes_of(request.viewer, request.creditor.id, today(request), asked)
    cards = {row.id: card_of(request, row) for row in rows}
    columns = []
    for state in GROUPS[asked.group]:
        held = [row for row in rows if row.state == state]
        columns.append(
            shapes.Column(
                state.value, label(words.STATES, state), [cards[row.id] for row in held], _sums(held),
                max((row.age_days for row in held), default=0),
            )
        )  # fmt: skip
    title = ngettext("%(n)s dispute", "%(n)s disputes", len(rows)) % {"n": len(rows)}
    may_export = request.viewer.may("export.rows", request.creditor.id)
    return shapes.BoardPage(
        title=title,
        tabs=_tabs(request, asked, show),
        views=[
            Choice(key, words_of, place(request, "disputes") + query_of(asked, key), key == show)
            for key, words_of in (("board", _("Board")), ("table", _("Table")))
        ],
        show=show,
        columns=columns,
        cards=list(cards.values()),
        sums=_sums(rows),
        search=asked.search,
        hidden=[
            (name, value)
            for name, value in (("show", show), ("group", asked.group), ("mine", request.GET.get("mine", "")))
            if value
        ],
        reasons=[Choice(code, words.reason_words(code), current=code == asked.reason_code) for code in REASONS],
        departments=[Choice(key, words.owner_words(key), current=key == asked.department) for key in OWNERS],
        export_urls=_exports(request, "disputes_export", query_of(asked, show)) if may_export else (),
        causes_url=place(request, "dispute_causes"),
        empty=None if rows else _empty(request, asked),
    )


def _tabs(request: DeskRequest, asked: DisputeFilter, show: str) -> list[Tab]:
    here = place(request, "disputes")
    mine = my_dispute_count(request.viewer, request.creditor.id)
    everybody = narrowed(asked, mine_of=None)
    tabs = [
        Tab(
            "mine", _("Mine"), here + query_of(narrowed(asked, group="live"), show, mine="1"), mine,
            asked.mine_of is not None,
        )
    ]  # fmt: skip
    for key, title in (("live", _("Live")), ("closed", _("Closed")), ("all", _("All"))):
        url = here + query_of(narrowed(everybody, group=key), show)
        tabs.append(Tab(key, title, url, None, asked.mine_of is None and asked.group == key))
    return tabs


def _empty(request: DeskRequest, asked: DisputeFilter) -> Empty:
    if asked != DisputeFilter():
        return Empty(_("Nothing is disputed that fits"), "", [(_("Show all that is live"), place(request, "disputes"))])
    text = _("Open one on a customer’s page, or from a call. What payers hold back opens one by itself.")
    return Empty(_("Nobody disputes anything"), text, [(_("Customers"), place(request, "customers"))])


def _exports(request: DeskRequest, name: str, query: str) -> list[tuple[str, str]]:
    return [(kind.upper(), place(request, name, kind) + query) for kind in ("csv", "xlsx")]


def export_rows(request: DeskRequest) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The rows that are on screen as a file holds them."""
    heads = [
        _("Dispute"), _("Customer number"), _("Customer"), _("Document"), _("Reason"), _("State"),
        _("Disputed at first"), _("Still disputed"), _("Credited"), _("Paid"), _("Written off"), _("Stands"),
        _("Currency"), _("Age, days"), _("Owner"), _("Due"), _("Root cause"),
    ]  # fmt: skip
    rows = disputes_of(request.viewer, request.creditor.id, today(request), asked_of(request), limit=100_000)
    return heads, [
        (row.number, row.customer_number, row.customer_name, row.item_number, row.reason_code,
         label(words.STATES, row.state), row.original_amount, row.disputed_amount, row.credited_amount, row.paid_amount,
         row.written_off_amount, row.upheld_amount, row.currency, row.age_days,
         row.owner_name or words.owner_words(row.owner_department), row.clock_due_date,
         words.cause_words(row.root_cause))
        for row in rows
    ]  # fmt: skip


# --- one dispute


def dispute_page(request: DeskRequest, row: DisputeRow, new_link: str = "") -> shapes.DisputePage:
    """Everything about one dispute."""
    answer, card = answer_to(row), card_of(request, row)
    links = links_of(request.viewer, row.id)
    return shapes.DisputePage(
        card=card,
        due_date=row.due_date,
        received_date=row.received_date,
        source=f"{row.source} {row.raw_code}".strip(),
        customer_position=row.customer_position,
        our_position=row.our_position,
        decision=label(words.DECISIONS, row.decision) if row.decision else "",
        resolution=label(words.RESOLUTIONS, row.resolution) if row.resolution else "",
        root_cause=words.cause_words(row.root_cause),
        credit_item=row.credit_item_number,
        answer=answer,
        answer_text=say(_written(answer)) if answer else "",
        parts=[
            shapes.Part(str(title), money_of(getattr(row, name), row.currency))
            for name, title in words.PARTS
            if getattr(row, name) or name == "disputed_amount"
        ],
        checks=[
            shapes.CheckLine(words.proof_words(check.kind), check.count) for check in checks_of(request.viewer, row.id)
        ],
        proofs=[
            shapes.ProofLine(
                words.proof_words(proof.kind), proof.file_name,
                place(request, "dispute_proof_file", row.id, proof.id) if proof.file_name else "", proof.note,
                proof.added_by,
            )
            for proof in proofs_of(request.viewer, row.id)
        ],
        links=[_link(request, link) for link in links],
        steps=[_step(row, step) for step in reversed(steps_of(request.viewer, row.id)) if _tells(step)],
        actions=_actions(request, row),
        proof_url=place(request, "dispute_proof", row.id) if _may(request, "outcome.record") else "",
        new_link=new_link,
        mail_url=_mail(links[0], row, new_link) if new_link and links else "",
        decides_on_evidence=row.decides_on_evidence,
    )  # fmt: skip


def _written(answer: Reason) -> Reason:
    """What the customer is told, with amounts and days as the reader writes them."""
    currency = str(answer.facts["currency"])
    amounts = {
        name: format_amount(Decimal(answer.facts[name]), currency) for name in ("original", "credited", "upheld")
    }
    day = format_day(date.fromisoformat(answer.facts["due_date"]))
    return replace(answer, facts={**answer.facts, **amounts, "due_date": day})


def _mail(link: LinkRow, row: DisputeRow, address: str) -> str:
    subject = _("%(number)s: your answer on %(item)s, please") % {"number": row.number, "item": row.item_number}
    body = "\n\n".join(filter(None, (link.question, address)))
    return f"mailto:{quote(link.email)}?subject={quote(subject)}&body={quote(body)}"


def _may(request: DeskRequest, right: str) -> bool:
    return request.viewer.may(right, request.creditor.id)


def _actions(request: DeskRequest, row: DisputeRow) -> list[tuple[str, str, str]]:
    """What can be done now: (address, words, command)."""
    live = row.state in GROUPS["live"]
    undecided = row.state in UNDECIDED
    offered = (
        ("dispute_decide", _("Decide"), undecided and _may(request, "dispute.decide")),
        ("dispute_resolve", _("Post the credit memo"), row.state == "decided" and _may(request, "ledger.post")),
        ("dispute_close", _("Close"), row.state == "resolving" and _may(request, "outcome.record")),
        ("dispute_move", _("Move to…"), bool(movable_to(DisputeState(row.state))) and _may(request, "outcome.record")),
        ("dispute_assign", _("Assign"), row.state in _ASSIGNABLE and _may(request, "outcome.record")),
        ("dispute_ask", _("Ask by link"), undecided and _may(request, "outcome.record")),
        ("dispute_remind", _("Reminded"), row.state == "awaiting_customer" and _may(request, "outcome.record")),
        ("dispute_recode", _("Other reason"), undecided and _may(request, "outcome.record")),
        ("dispute_escalate", _("Escalate"), undecided and _may(request, "outcome.record")),
        ("dispute_comment", _("Remark"), _may(request, "outcome.record")),
        ("dispute_withdraw", _("Withdrawn by the customer"), undecided and _may(request, "outcome.record")),
        ("dispute_reopen", _("Reopen"), not live and _may(request, "outcome.record")),
    )
    return [
        (place(request, name, row.id), title, "dispute.forward" if number == first else "")
        for number, (name, title, is_offered) in enumerate(offered)
        for first in [next((at for at, each in enumerate(offered) if each[2]), 0)]
        if is_offered
    ]


_ASSIGNABLE = ("new", "triaged", "assigned", "in_review", "escalated", "reopened")


def _tells(step: StepRow) -> bool:
    return step.event != "amounts" or bool(step.facts)


def _step(row: DisputeRow, step: StepRow) -> shapes.StepLine:
    facts = []
    for name, title in words.PARTS:
        amount = step.facts.get(name.removesuffix("_amount"))
        if amount and step.event in ("open", "amounts", "decide"):
            facts.append(f"{title} {written(Decimal(amount), row.currency)}")
    said = {
        "decision": words.DECISIONS, "resolution": words.RESOLUTIONS, "answer": words.ANSWERS, "clock": words.CLOCKS,
    }  # fmt: skip
    for name, table in said.items():
        if name in step.facts:
            facts.append(label(table, str(step.facts[name])))
    facts += [str(step.facts[name]) for name in ("email", "file", "owner") if step.facts.get(name)]
    if step.event in ("close", "withdraw") and words.cause_words(str(step.facts.get("cause", ""))):
        facts.append(words.cause_words(str(step.facts["cause"])))
    return shapes.StepLine(label(words.EVENTS, step.event), step.note, step.done_by, step.done_at, facts)


def _link(request: DeskRequest, link: LinkRow) -> shapes.LinkLine:
    now = timezone.now()
    if link.revoked_at is not None:
        state = _("taken back")
    elif link.answer:
        state = label(words.ANSWERS, link.answer)
    elif link.expires_at <= now:
        state = _("expired")
    else:
        state = _("opened") if link.seen_at else _("not opened yet")
    is_live = link.revoked_at is None and link.expires_at > now and _may(request, "outcome.record")
    url = place(request, "dispute_unask", link.dispute_id, link.id) if is_live else ""
    return shapes.LinkLine(link.email, link.name, link.expires_at, state, url)


# --- causes


def causes_asked(request: DeskRequest) -> tuple[str, list[CauseLine], Refusal | None]:
    """The day since when, as it is written, and the causes since then."""
    text = request.GET.get("since", "").strip()[:10]
    refusal, since = None, None
    if text:
        try:
            since = date.fromisoformat(text)
        except ValueError:
            refusal = Refusal(
                "base.days.unreadable", gettext_noop("{text} is not a day. Write it as 2026-03-31."), text=text
            )
    return text, causes_of(request.viewer, request.creditor.id, today(request), since), refusal


def causes_page(request: DeskRequest) -> shapes.CausesPage:
    """Causes by amount, the dearest first."""
    since, lines, refusal = causes_asked(request)
    title = _("What causes disputes")
    if since and refusal is None:
        title = _("What caused disputes since %(day)s") % {"day": format_day(date.fromisoformat(since))}
    may_export = _may(request, "export.rows")
    return shapes.CausesPage(
        title=title,
        since=since,
        rows=[_cause(line) for line in lines],
        export_urls=_exports(request, "dispute_causes_export", f"?since={quote(since)}" if since else "")
        if may_export
        else (),
        back_url=place(request, "disputes"),
        refusal=refusal,
        empty=None if lines else Empty(_("Nothing was disputed"), _("Causes stand here once a dispute is closed.")),
    )


def _cause(line: CauseLine) -> dict[str, Any]:
    return {
        "cause": words.cause_words(line.cause) or _("not closed yet"),
        "is_known": bool(line.cause),
        "reason": words.reason_words(line.reason_code),
        "owner": words.owner_words(line.owner_department),
        "count": line.count,
        "original": money_of(line.original_amount, line.currency),
        "credited": money_of(line.credited_amount, line.currency),
        "upheld": money_of(line.upheld_amount, line.currency),
        "disputed": money_of(line.disputed_amount, line.currency),
        "mean_days": line.mean_days,
        "oldest_days": line.oldest_days,
        "again": line.recurring_count,
    }


def cause_rows(lines: Sequence[CauseLine]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Causes as a file holds them."""
    heads = [
        _("Root cause"), _("Reason"), _("Owner"), _("Disputes"), _("Disputed at first"), _("Credited"), _("Stands"),
        _("Still disputed"), _("Currency"), _("Days, mean"), _("Days, longest"), _("Customers more than once"),
    ]  # fmt: skip
    return heads, [
        (words.cause_words(line.cause), line.reason_code, words.owner_words(line.owner_department), line.count,
         line.original_amount, line.credited_amount, line.upheld_amount, line.disputed_amount, line.currency,
         line.mean_days, line.oldest_days, line.recurring_count)
        for line in lines
    ]  # fmt: skip
