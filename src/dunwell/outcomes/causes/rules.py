"""Why it went wrong, found when a dispute is closed: two levels, so that the cause can be mended (handbook §3.9)."""

from collections.abc import Mapping

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

ROOT_CAUSES: Mapping[str, tuple[str, ...]] = {
    "order_capture": ("missing_po", "wrong_entity", "wrong_price_agreed"),
    "master_data": ("address", "tax_id", "terms", "contact"),
    "pricing": ("list_price", "contract_price", "promotion_timing"),
    "fulfilment": ("short", "over", "damaged", "late", "lost", "no_proof_of_delivery"),
    "billing": ("late_invoice", "duplicate", "wrong_amount", "wrong_format", "wrong_recipient"),
    "product_service": ("quality", "specification", "warranty"),
    "cash_application": ("misapplied", "unapplied", "remittance_missing"),
    "credit_terms": ("unauthorized_discount", "wrong_terms"),
    "tax": ("exemption", "withholding", "rate"),
    "customer_process": ("approval_delay", "pay_run", "portal"),
    "customer_finance": ("cash_flow", "insolvency"),
    "relationship_commercial": ("goodwill", "negotiation"),
    "fraud": ("identity", "unauthorized_order"),
    "external": ("bank", "carrier", "disaster"),
}
"""First level -> second levels. A cause is written `billing.duplicate`, or `billing` where no second level fits."""

CAUSE_WORDS: Mapping[str, str] = {
    "order_capture": gettext_noop("Taking the order"),
    "master_data": gettext_noop("Master data"),
    "pricing": gettext_noop("Pricing"),
    "fulfilment": gettext_noop("Delivery"),
    "billing": gettext_noop("Billing"),
    "product_service": gettext_noop("Product or service"),
    "cash_application": gettext_noop("Cash application"),
    "credit_terms": gettext_noop("Credit terms"),
    "tax": gettext_noop("Tax"),
    "customer_process": gettext_noop("The customer's process"),
    "customer_finance": gettext_noop("The customer's finances"),
    "relationship_commercial": gettext_noop("Commercial relationship"),
    "fraud": gettext_noop("Fraud"),
    "external": gettext_noop("Outside of both"),
    "missing_po": gettext_noop("order number missing"),
    "wrong_entity": gettext_noop("wrong company"),
    "wrong_price_agreed": gettext_noop("wrong price agreed"),
    "address": gettext_noop("address"),
    "tax_id": gettext_noop("tax number"),
    "terms": gettext_noop("terms"),
    "contact": gettext_noop("contact person"),
    "list_price": gettext_noop("list price"),
    "contract_price": gettext_noop("contract price"),
    "promotion_timing": gettext_noop("timing of a promotion"),
    "short": gettext_noop("too little came"),
    "over": gettext_noop("too much came"),
    "damaged": gettext_noop("damaged"),
    "late": gettext_noop("late"),
    "lost": gettext_noop("lost"),
    "no_proof_of_delivery": gettext_noop("no proof of delivery"),
    "late_invoice": gettext_noop("invoice came late"),
    "duplicate": gettext_noop("billed twice"),
    "wrong_amount": gettext_noop("wrong amount"),
    "wrong_format": gettext_noop("wrong format, or refused by a portal"),
    "wrong_recipient": gettext_noop("wrong recipient"),
    "quality": gettext_noop("quality"),
    "specification": gettext_noop("specification"),
    "warranty": gettext_noop("warranty"),
    "misapplied": gettext_noop("put on the wrong document"),
    "unapplied": gettext_noop("not applied"),
    "remittance_missing": gettext_noop("remittance missing"),
    "unauthorized_discount": gettext_noop("discount not authorized"),
    "wrong_terms": gettext_noop("wrong terms"),
    "exemption": gettext_noop("exemption"),
    "withholding": gettext_noop("withholding"),
    "rate": gettext_noop("rate"),
    "approval_delay": gettext_noop("approval took long"),
    "pay_run": gettext_noop("pay run"),
    "portal": gettext_noop("portal"),
    "cash_flow": gettext_noop("cash flow"),
    "insolvency": gettext_noop("insolvency"),
    "goodwill": gettext_noop("goodwill"),
    "negotiation": gettext_noop("negotiation"),
    "identity": gettext_noop("identity"),
    "unauthorized_order": gettext_noop("order not authorized"),
    "bank": gettext_noop("bank"),
    "carrier": gettext_noop("carrier"),
    "disaster": gettext_noop("disaster"),
}
"""Causes of both levels in words."""


def check_cause(text: str) -> str:
    """Return a root cause as it is kept; refuse none at all and one that is not on the list."""
    cause = text.strip().lower()
    first, _, second = cause.partition(".")
    if not cause:
        raise Refusal(
            "outcomes.dispute.cause_missing",
            gettext_noop("Say what went wrong at the root, so that it can be mended. Choose a cause."),
        )
    if first not in ROOT_CAUSES or (second and second not in ROOT_CAUSES[first]) or cause.endswith("."):
        raise Refusal(
            "outcomes.dispute.cause_unknown",
            gettext_noop("{cause} is no root cause. Choose one of: {known}."),
            cause=text[:60],
            known=", ".join(ROOT_CAUSES.get(first) or ROOT_CAUSES),
        )
    return cause


def causes() -> list[str]:
    """Return every cause as it is kept, the first level before its second ones."""
    return [name for first, more in ROOT_CAUSES.items() for name in (first, *(f"{first}.{second}" for second in more))]
