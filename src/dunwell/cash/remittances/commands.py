"""Verbs on remittances: record one, find its money, link and unlink it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dunwell.base.reasons import Reason
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.cash.receipts.models import Receipt
from dunwell.cash.remittances import queries, rules
from dunwell.cash.remittances.models import RemittanceAdvice, RemittanceLine
from dunwell.exchange.reading.canonical import remittance_as_data
from dunwell.exchange.reading.statements import Remittance
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.events.commands import emit

MOST_LINKED = 2000
"""How many open remittances one round looks at; what is left is found in the next."""


@dataclass(frozen=True)
class RemittanceResult:
    """What became of a remittance. `state` is recorded, or repeated where the same list is here already."""

    remittance_id: int
    payer: str
    amount: Decimal | None
    currency: str
    trace: str
    state: str
    lines: int
    difference: Decimal | None
    receipt: str
    reasons: tuple[Reason, ...]


@command
def record_remittance(
    *,
    viewer: Viewer,
    creditor_id: int,
    found: Remittance,
    delivery_id: int | None = None,
    customer_id: int | None = None,
) -> RemittanceResult:
    """Record a remittance and link it to its money where that is sure; the same list again changes nothing.

    The money may come before or after it. Lines that do not sum to the amount are kept, with the difference.
    """
    require(viewer, "intake.run", creditor_id)
    rules.check_advice(found)
    key = rules.natural_key(found)
    known = RemittanceAdvice.objects.filter(creditor_id=creditor_id, natural_key=key, is_withdrawn=False).first()
    if known is not None:
        return _result(known, "repeated")
    made = _keep(viewer, creditor_id, found, delivery_id, customer_id, key)
    _link(made, "matcher")
    emit("cash.remittance_recorded", creditor_id, remittance_id=made.pk, receipt_id=made.receipt_id)
    return _result(made, "recorded")


@command
def link_remittance(*, viewer: Viewer, remittance_id: int, receipt_id: int) -> RemittanceAdvice:
    """Say to which receipt a remittance belongs, over what was found; it may be unlinked again."""
    found = _locked(viewer, remittance_id)
    receipt = Receipt.objects.filter(pk=receipt_id, creditor_id=found.creditor_id).first()
    if receipt is None:
        raise _not_found()
    if found.is_withdrawn:
        raise Refusal("cash.remittance.withdrawn", gettext_noop("This remittance was withdrawn. Record it anew."))
    found.receipt, found.linked_by = receipt, viewer.name or viewer.kind
    found.reasons = rules.stored([_said(viewer)])
    found.save()
    emit("cash.remittance_linked", found.creditor_id, remittance_id=found.pk, receipt_id=receipt.pk)
    return found


@command
def unlink_remittance(*, viewer: Viewer, remittance_id: int, reason: str = "") -> RemittanceAdvice:
    """Take a remittance from its receipt; it stays open until somebody links it."""
    found = _locked(viewer, remittance_id)
    if found.receipt_id is None:
        raise Refusal("cash.remittance.not_linked", gettext_noop("This remittance is linked to no receipt."))
    text = gettext_noop("{who} took it from the receipt {number}. {reason}")
    facts = {"who": viewer.name or viewer.kind, "number": str(found.receipt), "reason": reason.strip()}
    found.receipt, found.linked_by = None, viewer.name or viewer.kind
    found.reasons = rules.stored([Reason("cash.remittance.unlinked", text, facts)])
    found.save()
    return found


@command
def withdraw_remittances(*, viewer: Viewer, creditor_id: int, delivery_id: int) -> int:
    """Let the remittances of a delivery no longer count; return how many."""
    require(viewer, "cash.post", creditor_id)
    held = RemittanceAdvice.objects.filter(creditor_id=creditor_id, delivery_id=delivery_id, is_withdrawn=False)
    return held.update(is_withdrawn=True, receipt=None)


@command
def link_open_remittances(*, viewer: Viewer, creditor_id: int) -> int:
    """Look for the money of remittances that wait for it; return how many were linked.

    What a person took from a receipt is left to persons.
    """
    require(viewer, "intake.run", creditor_id)
    count = 0
    waiting = queries.open_remittances(creditor_id, MOST_LINKED).select_for_update(of=("self",), skip_locked=True)
    for found in waiting:
        if not found.linked_by:
            count += _link(found, "matcher")
    return count


def _link(found: RemittanceAdvice, by: str) -> bool:
    link = rules.find_money(queries.advice_of(found), queries.receipts_for(found))
    found.receipt_id, found.reasons = link.receipt_id, rules.stored(link.reasons)
    found.linked_by = by if link.receipt_id else ""
    found.save(update_fields=["receipt", "reasons", "linked_by"])
    return link.receipt_id is not None


def _said(viewer: Viewer) -> Reason:
    text = gettext_noop("{who} linked it.")
    return Reason("cash.remittance.by_hand", text, {"who": viewer.name or viewer.kind})


def _keep(
    viewer: Viewer, creditor_id: int, found: Remittance, delivery_id: int | None, customer_id: int | None, key: str
) -> RemittanceAdvice:
    told = remittance_as_data(found)
    last = RemittanceAdvice.objects.filter(delivery_id=delivery_id) if delivery_id else RemittanceAdvice.objects.none()
    made = RemittanceAdvice.objects.create(
        creditor_id=creditor_id,
        delivery_id=delivery_id,
        customer_id=customer_id,
        sequence=(last.order_by("-sequence").values_list("sequence", flat=True).first() or 0) + 1,
        payment_date=found.payment_date,
        currency=found.currency,
        amount=found.amount,
        difference_amount=found.difference(),
        adjustments=told["adjustments"],
        text=found.text.replace("\x00", ""),
        natural_key=key,
        recorded_by=viewer.name or viewer.kind,
        **{name: getattr(found, name).replace("\x00", "")[:length] for name, length in _TEXTS.items()},
    )
    lines = [_line(made, place, each, told["lines"][place - 1]) for place, each in enumerate(found.lines, start=1)]
    RemittanceLine.objects.bulk_create(lines, batch_size=1000)
    return made


_TEXTS = {"payer": 300, "payer_number": 80, "payer_account": 60, "number": 80, "trace": 80, "method": 20}


def _line(made: RemittanceAdvice, place: int, each: Any, told: dict[str, Any]) -> RemittanceLine:
    return RemittanceLine(
        creditor_id=made.creditor_id,
        remittance=made,
        sequence=place,
        number=each.number.replace("\x00", "")[:120],
        kind=each.kind[:20],
        gross_amount=each.gross_amount,
        discount_amount=each.discount_amount,
        paid_amount=each.paid_amount,
        document_date=each.document_date,
        adjustments=told["adjustments"],
    )


def _result(made: RemittanceAdvice, state: str) -> RemittanceResult:
    return RemittanceResult(
        remittance_id=made.pk,
        payer=made.payer,
        amount=made.amount,
        currency=made.currency,
        trace=made.trace,
        state=state,
        lines=RemittanceLine.objects.filter(remittance=made).count(),
        difference=made.difference_amount,
        receipt=made.receipt.number if made.receipt else "",
        reasons=tuple(Reason.from_dict(each) for each in made.reasons),
    )


def _locked(viewer: Viewer, remittance_id: int) -> RemittanceAdvice:
    held = RemittanceAdvice.objects.select_for_update(of=("self",)).select_related("receipt")
    found = held.filter(pk=remittance_id).first()
    if found is None:
        raise _not_found()
    require(viewer, "cash.post", found.creditor_id)
    return found


def _not_found() -> Refusal:
    return Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
