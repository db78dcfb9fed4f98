"""The receipt in view: what the bank said, the answers, and the documents that it may pay."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.money import Money, plain
from dunwell.cash.allocations.rules import AllocationLine
from dunwell.cash.desk.queries import (
    AnswerRow,
    DocumentRow,
    answers_of,
    documents_for,
    documents_found,
    last_posting,
)
from dunwell.cash.receipts.queries import ReceiptRow, movements_of
from dunwell.cash.remittances.queries import remittance, remittances_after
from dunwell.web.cash.asked import Asked, desk_url
from dunwell.web.cash.forms import ticked_in, typed_in
from dunwell.web.cash.labels import METHOD_WORDS, PLACE_WORDS, TONES, score_words
from dunwell.web.cash.shapes import AnswerShape, Equation, PayLine, ReceiptPane, RemittanceShape
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.shapes import Chip
from dunwell.web.wording import label, money_of, sentences

ZERO = Decimal(0)
MOST_MOVES = 8


def pane_of(
    request: DeskRequest, found: ReceiptRow, asked: Asked, sent: Mapping[str, Any] | None = None
) -> ReceiptPane:
    """The receipt in view; the form is filled from what was sent, else from the chosen answer, else the best."""
    viewer, code = request.viewer, found.currency
    answers = answers_of(viewer, found.id)
    used = next((each for each in answers if each.id == asked.answer), answers[0] if answers else None)
    lines = _lines(request, found, used, sent, asked)
    undone = last_posting(viewer, found.id)
    query = asked.query(receipt=found.id, find="")
    here = {
        name: f"{place(request, f'cash_{name}', found.id)}{query}" for name in ("post", "account", "suspense", "learn")
    }
    waiting = found.suspense_amount + found.on_account_amount
    may_post = viewer.may("cash.post", request.creditor.id)
    in_form = {line.id for line in lines}
    return ReceiptPane(
        id=found.id,
        number=found.number,
        title=found.payer_name or found.customer_name or found.number,
        version=found.version,
        waiting=money_of(waiting, code),
        amount=money_of(found.amount, code),
        facts=_facts(found),
        answers=[_answer(request, each, code, asked, used, may_post=may_post) for each in answers],
        remittances=_remittances(request, found),
        lines=lines,
        equation=equation_of(waiting, code, lines),
        customer=found.customer_name,
        customer_url=place(request, "customer", found.customer_id) if found.customer_id else "",
        places=_places(found),
        find=asked.find,
        found=[
            pay_line(row, found)
            for row in documents_found(viewer, request.creditor.id, asked.find)
            if row.open_item_id not in in_form
        ],
        reason=str((sent or {}).get("reason", ""))[:200],
        post_url=here["post"] if may_post and waiting else "",
        account_url=here["account"] if may_post and found.suspense_amount else "",
        suspense_url=here["suspense"] if may_post and found.on_account_amount and not found.applied_amount else "",
        learn_url=here["learn"] if may_post and (found.payer_account or found.payer_name) else "",
        refund_url=f"{place(request, 'refund_ask')}?receipt={found.id}" if may_post and waiting else "",
        undo_url=f"{place(request, 'cash_undo', found.id)}{query}" if may_post and undone else "",
        find_url=place(request, "cash"),
        solve_url=f"{place(request, 'cash_solve', found.id)}{asked.query(receipt=None)}" if waiting else "",
        moves=_moves(request, found),
        proposal_id=used.id if used else None,
    )


def _facts(found: ReceiptRow) -> list[tuple[str, str]]:
    told = [
        (_("Receipt"), f"{found.number} · {label(METHOD_WORDS, found.method)}"),
        (_("Account"), found.payer_account),
        (_("Reference"), found.reference),
        (_("Text"), found.text),
    ]
    return [(words, value) for words, value in told if value]


def _places(found: ReceiptRow) -> list[tuple[str, Money]]:
    told = [(name, getattr(found, f"{name}_amount")) for name in PLACE_WORDS if name != "bank"]
    return [(str(PLACE_WORDS[name]), money_of(amount, found.currency)) for name, amount in told if amount]


def _moves(request: DeskRequest, found: ReceiptRow) -> list[tuple[Any, str, Money, str]]:
    rows = movements_of(request.viewer, found.id)
    if len(rows) < 2:
        return []
    told = []
    for row in reversed(rows[-MOST_MOVES:]):
        way = f"{PLACE_WORDS[row.from_place]} → {PLACE_WORDS[row.to_place]}"
        more = " · ".join(part for part in (row.customer_name, row.recorded_by, row.reason) if part)
        told.append((row.effective_date, way, money_of(row.amount, row.currency), more))
    return told


def _remittances(request: DeskRequest, found: ReceiptRow) -> list[RemittanceShape]:
    told = []
    for row in remittances_after(request.viewer, request.creditor.id, receipt_id=found.id, limit=5).rows:
        whole = remittance(request.viewer, row.id)
        code = row.currency or found.currency
        lines = [
            (
                line.number,
                money_of(line.discount_amount, code) if line.discount_amount else None,
                money_of(line.paid_amount, code) if line.paid_amount is not None else None,
            )
            for line in whole.lines
        ]
        title = " · ".join(part for part in (row.payer, row.number or row.trace) if part)
        told.append(RemittanceShape(title or _("Remittance"), row.text[:4000], lines, sentences(row.reasons)))
    return told


def _answer(
    request: DeskRequest, row: AnswerRow, code: str, asked: Asked, used: AnswerRow | None, *, may_post: bool
) -> AnswerShape:
    arithmetic: list[tuple[str, Money]] = []
    for line in row.lines:
        arithmetic.append((row.numbers.get(line.open_item_id, ""), money_of(line.amount, code)))
        for words, amount in (
            (_("discount"), line.discount_amount),
            (_("let go"), line.tolerance_amount),
            (_("bank fee"), line.fee_amount),
            (_("held back"), line.deduction_amount),
        ):
            if amount:
                arithmetic.append((f"+ {words}", money_of(amount, code)))
    if row.residual_amount:
        arithmetic.append((_("stays on account"), money_of(row.residual_amount, code)))
    numbers = [number for number in row.numbers.values() if number]
    title = ", ".join(numbers[:3]) + (" " + _("and %(n)s more") % {"n": len(numbers) - 3} if len(numbers) > 3 else "")
    query = asked.query(find="", answer=None)
    warning = ""
    if row.solution_count > 1:
        n = row.solution_count - 1
        warning = ngettext("%(n)s other answer is just as good", "%(n)s other answers are just as good", n) % {"n": n}
    elif row.kind == "duplicate":
        warning = _("This looks like money that came before. See what is on account before posting.")
    return AnswerShape(
        id=row.id,
        title=title or _("no document"),
        score=score_words(row.score),
        share=round(row.score * 100),
        tone=TONES.get(row.verdict, ""),
        arithmetic=arithmetic,
        reasons=row.reasons,
        accept_url=f"{place(request, 'cash_accept', row.id)}{query}" if may_post and row.lines else "",
        use_url=desk_url(request, asked, receipt=row.receipt_id, answer=row.id, find=""),
        warning=warning,
        is_used=used is not None and used.id == row.id,
    )


def _lines(
    request: DeskRequest, found: ReceiptRow, used: AnswerRow | None, sent: Mapping[str, Any] | None, asked: Asked
) -> list[PayLine]:
    """The documents that the receipt may pay: those of the form or the answer first, ticked, then the customer's."""
    proposed = {line.open_item_id: line for line in used.lines} if used and not asked.tick else {}
    ticked = ticked_in(sent) if sent is not None else list(asked.ticks or proposed)
    customers = {found.customer_id} if found.customer_id else set()
    named = documents_for(request.viewer, request.creditor.id, item_ids=ticked)
    rows = documents_for(
        request.viewer,
        request.creditor.id,
        customer_ids=customers or {row.customer_id for row in named},
        item_ids=ticked,
    )
    if sent is None and asked.tick:
        proposed = {
            row.open_item_id: _whole(row, discounted=asked.ticks[row.open_item_id])
            for row in rows
            if row.open_item_id in asked.ticks
        }
    chosen = set(ticked)
    return [
        pay_line(row, found, ticked=row.open_item_id in chosen, proposed=proposed.get(row.open_item_id), sent=sent)
        for row in rows
    ]


def _whole(row: DocumentRow, *, discounted: bool) -> AllocationLine:
    """A document that is paid whole, less its discount where that is taken."""
    off = (row.discount_amount or ZERO) if discounted else ZERO
    return AllocationLine(row.open_item_id, row.open_amount - off, discount_amount=off)


def pay_line(
    row: DocumentRow,
    found: ReceiptRow,
    *,
    ticked: bool = False,
    proposed: AllocationLine | None = None,
    sent: Mapping[str, Any] | None = None,
) -> PayLine:
    """One document with what the form says of it, or what the answer says, or nothing."""
    names = {"pay": "pay", "discount": "discount", "held_back": "deduction", "let_go": "tolerance", "fee": "fee"}
    told: dict[str, str] = {}
    wrong = ""
    if sent is not None:
        names |= {"code": "code", "rate": "rate"}
        told = {field: str(sent.get(f"{name}-{row.open_item_id}", ""))[:40] for field, name in names.items()}
        wrong = typed_in(sent, row.open_item_id).wrong
    elif proposed is not None:
        amounts = {
            "pay": proposed.amount, "discount": proposed.discount_amount, "held_back": proposed.deduction_amount,
            "let_go": proposed.tolerance_amount, "fee": proposed.fee_amount,
        }  # fmt: skip
        told = {name: plain(amount, row.currency) for name, amount in amounts.items() if amount}
        told["code"] = proposed.deduction_code
    chip = Chip(_("disputed"), "amber") if row.is_disputed else None
    return PayLine(
        id=row.open_item_id, number=row.item_number, customer=row.customer_name, due_date=row.due_date,
        open=money_of(row.open_amount, row.currency), reference=row.reference, chip=chip, ticked=ticked,
        needs_rate=row.currency != found.currency, wrong=wrong, **told,
    )  # fmt: skip


def equation_of(waiting: Decimal, code: str, lines: Sequence[PayLine]) -> Equation:
    """What the ticked lines make of the receipt."""
    sums = {"pay": ZERO, "discount": ZERO, "held_back": ZERO, "let_go": ZERO, "fee": ZERO}
    for line in lines:
        if not line.ticked:
            continue
        data = {"pay-0": line.pay, "discount-0": line.discount, "deduction-0": line.held_back}
        typed = typed_in({**data, "tolerance-0": line.let_go, "fee-0": line.fee}, 0)
        for name, amount in (("pay", typed.amount), ("discount", typed.discount), ("held_back", typed.held_back)):
            sums[name] += amount
        sums["let_go"] += typed.let_go + typed.fee
    return Equation(
        receipt=money_of(waiting, code),
        documents=money_of(sum(sums.values(), ZERO), code),
        discount=money_of(sums["discount"], code),
        held_back=money_of(sums["held_back"], code),
        let_go=money_of(sums["let_go"], code),
        left=money_of(waiting - sums["pay"], code),
    )
