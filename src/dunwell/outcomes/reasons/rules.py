"""Why a customer questions a bill: the codes, whom each goes to, what proves it, and how long deciding may take.

Codes and owners are handbook §3.8; the X12 codes are element 426, as remittances carry them (§4.6).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

UNCODED = "UNCODED"
"""What a payer held back with a code that nobody here knows; it needs a reason before it is decided."""

CANNOT_PAY = "INS"
"""Whoever cannot pay says nothing is wrong: that is hardship, no dispute."""

USUAL_DECISION_DAYS = 10


@dataclass(frozen=True)
class DisputeReason:
    """One reason: its words, the department that answers, the X12 codes of remittances, the proof to gather.

    `decision_days` are business days from the day the dispute came in.
    """

    code: str
    title: str
    owner: str
    x12: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    decision_days: int = USUAL_DECISION_DAYS


PROOFS: Mapping[str, str] = {
    "bank_advice": gettext_noop("Bank advice"),
    "both_invoices": gettext_noop("Both invoices"),
    "calculation": gettext_noop("Calculation"),
    "cancellation": gettext_noop("Cancellation notice"),
    "carrier_claim": gettext_noop("Claim with the carrier"),
    "contract": gettext_noop("Contract or terms"),
    "delivery_times": gettext_noop("Appointment and arrival times"),
    "exemption": gettext_noop("Exemption or withholding certificate"),
    "inspection": gettext_noop("Inspection report"),
    "missing_document": gettext_noop("The document asked for"),
    "order_confirmation": gettext_noop("Order confirmation"),
    "packing_list": gettext_noop("Packing list"),
    "photos": gettext_noop("Photos"),
    "price_agreement": gettext_noop("Price agreement"),
    "promotion": gettext_noop("Promotion agreement"),
    "proof_of_delivery": gettext_noop("Proof of delivery"),
    "proof_of_payment": gettext_noop("Proof of payment"),
    "purchase_order": gettext_noop("Purchase order"),
    "registration": gettext_noop("Registration of the right company"),
    "remittance": gettext_noop("Remittance advice"),
    "return_receipt": gettext_noop("Receipt of the return"),
    "service_approval": gettext_noop("Approval of the service"),
    "statement": gettext_noop("Signed statement"),
}
"""What may be asked for as proof, in words."""

_ROWS = (
    DisputeReason(
        "PRICE", gettext_noop("Price differs from order or contract"), "pricing", ("01",),
        ("purchase_order", "price_agreement"), 5,
    ),
    DisputeReason("ALLOW", gettext_noop("Allowance or promotion missing"), "sales", ("02",), ("promotion",)),
    DisputeReason("EXT", gettext_noop("Calculation error"), "billing", ("03",), ("calculation",)),
    DisputeReason(
        "QTY", gettext_noop("More or less came than billed"), "logistics", ("06",),
        ("proof_of_delivery", "packing_list"),
    ),
    DisputeReason(
        "DAMG", gettext_noop("Damaged goods"), "logistics", ("04",), ("photos", "proof_of_delivery", "carrier_claim")
    ),
    DisputeReason("QUAL", gettext_noop("Quality"), "quality", ("05",), ("inspection", "photos"), 20),
    DisputeReason(
        "WRONG", gettext_noop("Wrong or substitute goods"), "logistics", ("07", "08"), ("order_confirmation", "photos")
    ),
    DisputeReason("NODEL", gettext_noop("Not received"), "logistics", ("42",), ("proof_of_delivery",), 2),
    DisputeReason(
        "LATE", gettext_noop("Late delivery"), "logistics", ("41",), ("delivery_times", "proof_of_delivery")
    ),
    DisputeReason(
        "RET", gettext_noop("Return not credited"), "returns", ("11", "12", "13", "14", "15"), ("return_receipt",)
    ),
    DisputeReason(
        "NOPO", gettext_noop("Order number or required data missing"), "master_data", ("17",), ("purchase_order",)
    ),
    DisputeReason("DOCS", gettext_noop("Required documents missing"), "billing", ("44",), ("missing_document",), 2),
    DisputeReason("ADDR", gettext_noop("Wrong company or address"), "master_data", ("40", "18"), ("registration",)),
    DisputeReason("DUP", gettext_noop("Billed twice"), "billing", ("19",), ("both_invoices",)),
    DisputeReason(
        "CANC", gettext_noop("Order cancelled"), "sales", ("26",), ("cancellation", "order_confirmation")
    ),
    DisputeReason("TERMS", gettext_noop("Wrong terms"), "credit", ("09",), ("contract",)),
    DisputeReason(
        "DISC", gettext_noop("Discount taken, late or wrong"), "collections", ("24", "43"), ("remittance", "contract")
    ),
    DisputeReason("FRT", gettext_noop("Freight charge"), "logistics", ("46", "54"), ("contract",)),
    DisputeReason("SERV", gettext_noop("Service not authorized"), "operations", ("23", "38"), ("service_approval",)),
    DisputeReason("TAX", gettext_noop("Tax, exemption or withholding"), "tax", ("55",), ("exemption",), 10),
    DisputeReason("FX", gettext_noop("Exchange or bank charge"), "cash", ("33",), ("bank_advice",)),
    DisputeReason("PAID", gettext_noop("Customer says it is paid"), "cash", ("52",), ("proof_of_payment",)),
    DisputeReason("PROMO", gettext_noop("Chargeback or compliance fine"), "sales", ("27", "16"), ("contract",)),
    DisputeReason("FRAUD", gettext_noop("Not ours, or not authorized"), "risk", (), ("statement",)),
    DisputeReason(UNCODED, gettext_noop("Held back without a known reason"), "collections", (), ("remittance",)),
)  # fmt: skip

REASONS: Mapping[str, DisputeReason] = {row.code: row for row in _ROWS}
"""Code -> reason, in the order of the handbook."""

OWNERS: Mapping[str, str] = {
    "billing": gettext_noop("Billing"),
    "cash": gettext_noop("Cash application"),
    "collections": gettext_noop("Collections"),
    "credit": gettext_noop("Credit"),
    "logistics": gettext_noop("Logistics"),
    "master_data": gettext_noop("Master data"),
    "operations": gettext_noop("Operations"),
    "pricing": gettext_noop("Pricing"),
    "quality": gettext_noop("Quality"),
    "returns": gettext_noop("Returns"),
    "risk": gettext_noop("Risk and legal"),
    "sales": gettext_noop("Sales"),
    "tax": gettext_noop("Tax"),
}
"""Departments that answer for a reason."""

_BY_X12 = {code: row.code for row in _ROWS for code in row.x12}


def reason_named(code: str) -> DisputeReason:
    """Return a reason by its code; refuse an unknown one, and “cannot pay”, which is no dispute."""
    wanted = code.strip().upper()
    if wanted == CANNOT_PAY:
        raise Refusal(
            "outcomes.dispute.cannot_pay",
            gettext_noop("Who cannot pay does not say that the bill is wrong. Record hardship, or agree on a plan."),
        )
    if wanted not in REASONS:
        raise Refusal(
            "outcomes.dispute.reason_unknown",
            gettext_noop("{reason} is no reason for a dispute. Choose one of: {known}."),
            reason=code[:40],
            known=", ".join(key for key in REASONS if key != UNCODED),
        )
    return REASONS[wanted]


def reason_of_deduction(raw_code: str) -> str:
    """Return our reason for the code a payer held money back with (X12 426, or our own); UNCODED where it is unknown.

    The raw code stays on the deduction itself.
    """
    code = raw_code.strip().upper()
    if code in REASONS:
        return code
    return _BY_X12.get(code.zfill(2), UNCODED)
