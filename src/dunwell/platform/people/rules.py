"""Roles and what each may do; the one table that access asks."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is at one creditor."""

    COLLECTOR = "collector"
    LEAD = "lead"
    CASH_CLERK = "cash_clerk"
    BILLING_CLERK = "billing_clerk"
    CREDIT_ANALYST = "credit_analyst"
    MANAGER = "manager"
    ADMIN = "admin"


class Right(StrEnum):
    """One thing that a role may or may not do."""

    BOOK_READ = "book.read"
    EXPORT_ROWS = "export.rows"
    WORKLIST_WORK = "worklist.work"
    WORKLIST_ASSIGN = "worklist.assign"
    HOLD_PLACE = "hold.place"
    CONTACT_SEND = "contact.send"
    CONTACT_APPROVE = "contact.approve"
    OUTCOME_RECORD = "outcome.record"
    PLAN_APPROVE = "plan.approve"
    DISPUTE_DECIDE = "dispute.decide"
    WRITEOFF_REQUEST = "writeoff.request"
    WRITEOFF_APPROVE = "writeoff.approve"
    LAW_EDIT = "law.edit"
    RESTRICTED_READ = "restricted.read"
    INTAKE_RUN = "intake.run"
    LEDGER_POST = "ledger.post"
    CASH_POST = "cash.post"
    CASH_CHECK = "cash.check"
    CASH_RULES = "cash.rules"
    PERIOD_LOCK = "period.lock"
    POLICY_EDIT = "policy.edit"
    POLICY_PUBLISH = "policy.publish"
    RUN_START = "run.start"
    PEOPLE_MANAGE = "people.manage"
    CREDITOR_MANAGE = "creditor.manage"
    AUDIT_READ = "audit.read"


_READ = frozenset({Right.BOOK_READ, Right.EXPORT_ROWS})
_COLLECT = _READ | {
    Right.WORKLIST_WORK, Right.HOLD_PLACE, Right.CONTACT_SEND, Right.OUTCOME_RECORD, Right.WRITEOFF_REQUEST,
}  # fmt: skip
_LEAD = _COLLECT | {
    Right.WORKLIST_ASSIGN, Right.INTAKE_RUN, Right.POLICY_EDIT, Right.RUN_START, Right.AUDIT_READ, Right.CASH_CHECK,
    Right.CONTACT_APPROVE, Right.PLAN_APPROVE, Right.DISPUTE_DECIDE, Right.RESTRICTED_READ,
    Right.WRITEOFF_APPROVE,
}  # fmt: skip
_DECIDE = frozenset(
    {
        Right.POLICY_PUBLISH, Right.LEDGER_POST, Right.CASH_POST, Right.CASH_RULES, Right.PERIOD_LOCK,
        Right.LAW_EDIT,
    }
)  # fmt: skip

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COLLECTOR: _COLLECT,
    Role.LEAD: _LEAD,
    Role.CASH_CLERK: _READ | {Right.INTAKE_RUN, Right.LEDGER_POST, Right.CASH_POST},
    Role.BILLING_CLERK: _READ | {Right.INTAKE_RUN, Right.LEDGER_POST, Right.OUTCOME_RECORD, Right.DISPUTE_DECIDE},
    Role.CREDIT_ANALYST: _READ | {Right.HOLD_PLACE, Right.POLICY_EDIT},
    Role.MANAGER: _LEAD | _DECIDE,
    Role.ADMIN: frozenset(Right),
}


def may(role: Role | None, right: Right) -> bool:
    """Return whether a role has a right; no role has none."""
    return role is not None and right in RIGHTS[role]
