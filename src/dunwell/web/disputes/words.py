"""Words of disputes in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dunwell.outcomes.causes.rules import CAUSE_WORDS, ROOT_CAUSES
from dunwell.outcomes.reasons.rules import OWNERS, PROOFS, REASONS, UNCODED

STATES: dict[str, str | Promise] = {
    "new": gettext_lazy("New"),
    "triaged": gettext_lazy("Looked at"),
    "assigned": gettext_lazy("Assigned"),
    "in_review": gettext_lazy("In review"),
    "awaiting_customer": gettext_lazy("Waits for the customer"),
    "awaiting_internal": gettext_lazy("Waits for us"),
    "escalated": gettext_lazy("Escalated"),
    "reopened": gettext_lazy("Reopened"),
    "decided": gettext_lazy("Decided"),
    "resolving": gettext_lazy("Being resolved"),
    "closed": gettext_lazy("Closed"),
    "withdrawn": gettext_lazy("Withdrawn"),
}
DECISIONS: dict[str, str | Promise] = {
    "valid": gettext_lazy("The customer is right"),
    "partly_valid": gettext_lazy("Right in part"),
    "invalid": gettext_lazy("The bill is right"),
}
RESOLUTIONS: dict[str, str | Promise] = {
    "credit": gettext_lazy("Credit memo"),
    "rebill": gettext_lazy("Credit memo and a new invoice"),
    "redeliver": gettext_lazy("Deliver again"),
    "explain": gettext_lazy("Explain"),
    "collect": gettext_lazy("Collect"),
}
CLOCKS: dict[str, str | Promise] = {
    "triage": gettext_lazy("look at it"),
    "response": gettext_lazy("first answer"),
    "decision": gettext_lazy("decide"),
}
EVENTS: dict[str, str | Promise] = {
    "open": gettext_lazy("Opened"),
    "triage": gettext_lazy("Looked at"),
    "assign": gettext_lazy("Assigned"),
    "review": gettext_lazy("Taken up"),
    "ask_customer": gettext_lazy("Customer asked"),
    "ask_internally": gettext_lazy("Asked in the house"),
    "escalate": gettext_lazy("Escalated"),
    "decide": gettext_lazy("Decided"),
    "resolve": gettext_lazy("Done as decided"),
    "close": gettext_lazy("Closed"),
    "withdraw": gettext_lazy("Withdrawn"),
    "reopen": gettext_lazy("Reopened"),
    "recode": gettext_lazy("Another reason"),
    "comment": gettext_lazy("Remark"),
    "evidence": gettext_lazy("Proof added"),
    "amounts": gettext_lazy("Amounts"),
    "ask_owner": gettext_lazy("Asked by link"),
    "answer": gettext_lazy("Answered by link"),
    "remind": gettext_lazy("Customer reminded"),
    "revoke": gettext_lazy("Link taken back"),
}
ANSWERS: dict[str, str | Promise] = {
    "accept": gettext_lazy("The customer is right"),
    "deny": gettext_lazy("The bill is right"),
    "comment": gettext_lazy("A remark only"),
}
PARTS: tuple[tuple[str, str | Promise], ...] = (
    ("disputed_amount", gettext_lazy("Still disputed")),
    ("credited_amount", gettext_lazy("Credited")),
    ("paid_amount", gettext_lazy("Paid")),
    ("written_off_amount", gettext_lazy("Written off")),
    ("upheld_amount", gettext_lazy("Stands")),
)


def reason_words(code: str) -> str:
    """A reason in words."""
    return _(REASONS[code].title) if code in REASONS else code


def owner_words(department: str) -> str:
    """A department in words."""
    return _(OWNERS[department]) if department in OWNERS else department


def proof_words(kind: str) -> str:
    """A kind of proof in words."""
    return _(PROOFS[kind]) if kind in PROOFS else kind


def cause_words(cause: str) -> str:
    """A root cause in words, both levels."""
    first, _dot, second = cause.partition(".")
    words = [_(CAUSE_WORDS[level]) for level in (first, second) if level in CAUSE_WORDS]
    return ": ".join(words)


def reason_choices(*, with_uncoded: bool = False) -> list[tuple[str, str]]:
    """The reasons to choose from."""
    return [(code, f"{code} · {_(row.title)}") for code, row in REASONS.items() if with_uncoded or code != UNCODED]


def cause_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The root causes to choose from, second levels under the first."""
    return [
        (
            _(CAUSE_WORDS[first]),
            [(first, _(CAUSE_WORDS[first])), *((f"{first}.{one}", _(CAUSE_WORDS[one])) for one in more)],
        )
        for first, more in ROOT_CAUSES.items()
    ]
