"""Exchange rates and payment terms."""

from typing import Any

from ninja import Query, Router

from dunwell.api.doors import ApiDesk, commands, lists, reads
from dunwell.api.inputs import Body, Code, Day, Name, Paging, Rate, text
from dunwell.api.values import shape_of
from dunwell.platform.keyset import Position, Slice
from dunwell.receivables.pages.queries import RateRow, TermsRow, payment_terms_of, rates_after
from dunwell.receivables.rates.commands import record_rate
from dunwell.receivables.terms.commands import save_terms

router = Router(tags=["rates and terms"])
RateShape = shape_of(RateRow, title="ExchangeRate")
Terms = shape_of(TermsRow, title="PaymentTerms")


class RatesAsked(Paging):
    """Rates of which currency."""

    currency: text(3) = ""  # type: ignore[valid-type]


class NewRate(Body):
    """Base currency per unit of a currency, as of a day."""

    currency: Code
    rate_date: Day
    rate: Rate
    source: text(80) = "api"  # type: ignore[valid-type]


class NewTerms(Body):
    """Payment terms as a rule; `document` as the page of receivables describes it."""

    code: text(40, 1)  # type: ignore[valid-type]
    title: Name
    document: dict[str, Any]


@lists(router, "/rates", RateShape)
def list_rates(desk: ApiDesk, asked: Query[RatesAsked], after: Position | None) -> Slice[RateRow]:
    """List exchange rates, the newest day first."""
    return rates_after(desk.viewer, desk.creditor_id, currency=asked.currency.upper(), after=after, limit=asked.limit)


@commands(router, "/rates", RateShape, right="ledger.post", status=201)
def record_a_rate(desk: ApiDesk, body: NewRate) -> dict[str, Any]:
    """Record a closing rate; the same day again replaces it."""
    made = record_rate(viewer=desk.viewer, creditor_id=desk.creditor_id, **body.model_dump())
    return {name: getattr(made, name) for name in RateShape.model_fields}


@reads(router, "/terms", Terms, whole_list=True)
def list_terms(desk: ApiDesk) -> list[TermsRow]:
    """List payment terms: the creditor's own, then the shipped ones."""
    return payment_terms_of(desk.viewer, desk.creditor_id)


@commands(router, "/terms", Terms, right="ledger.post", status=201)
def save_some_terms(desk: ApiDesk, body: NewTerms) -> TermsRow:
    """Keep payment terms under a code, over earlier ones of that code."""
    made = save_terms(viewer=desk.viewer, creditor_id=desk.creditor_id, **body.model_dump())
    return TermsRow(made.code, made.title, made.document, is_shipped=False)
