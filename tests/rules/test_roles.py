"""Who may do what: the whole table, said once more as a person would."""

import pytest

from dunwell.platform.people.rules import RIGHTS, Right, Role, may

EVERYONE = set(Role)
WHO = {
    Right.BOOK_READ: EVERYONE,
    Right.EXPORT_ROWS: EVERYONE,
    Right.WORKLIST_WORK: {Role.COLLECTOR, Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.WORKLIST_ASSIGN: {Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.HOLD_PLACE: {Role.COLLECTOR, Role.LEAD, Role.CREDIT_ANALYST, Role.MANAGER, Role.ADMIN},
    Right.CONTACT_SEND: {Role.COLLECTOR, Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.CONTACT_APPROVE: {Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.OUTCOME_RECORD: {Role.COLLECTOR, Role.LEAD, Role.BILLING_CLERK, Role.MANAGER, Role.ADMIN},
    Right.PLAN_APPROVE: {Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.DISPUTE_DECIDE: {Role.LEAD, Role.BILLING_CLERK, Role.MANAGER, Role.ADMIN},
    Right.WRITEOFF_REQUEST: {Role.COLLECTOR, Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.WRITEOFF_APPROVE: {Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.LAW_EDIT: {Role.MANAGER, Role.ADMIN},
    Right.RESTRICTED_READ: {Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.INTAKE_RUN: {Role.LEAD, Role.CASH_CLERK, Role.BILLING_CLERK, Role.MANAGER, Role.ADMIN},
    Right.LEDGER_POST: {Role.CASH_CLERK, Role.BILLING_CLERK, Role.MANAGER, Role.ADMIN},
    Right.CASH_POST: {Role.CASH_CLERK, Role.MANAGER, Role.ADMIN},
    Right.CASH_CHECK: {Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.CASH_RULES: {Role.MANAGER, Role.ADMIN},
    Right.PERIOD_LOCK: {Role.MANAGER, Role.ADMIN},
    Right.POLICY_EDIT: {Role.LEAD, Role.CREDIT_ANALYST, Role.MANAGER, Role.ADMIN},
    Right.POLICY_PUBLISH: {Role.MANAGER, Role.ADMIN},
    Right.RUN_START: {Role.LEAD, Role.MANAGER, Role.ADMIN},
    Right.PEOPLE_MANAGE: {Role.ADMIN},
    Right.CREDITOR_MANAGE: {Role.ADMIN},
    Right.AUDIT_READ: {Role.LEAD, Role.MANAGER, Role.ADMIN},
}


def test_every_right_and_role_is_in_the_table() -> None:
    assert set(WHO) == set(Right)
    assert set(RIGHTS) == set(Role)


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_has_exactly_its_rights(role: Role, right: Right) -> None:
    assert may(role, right) is (role in WHO[right])


@pytest.mark.parametrize("right", list(Right))
def test_no_role_has_no_right(right: Right) -> None:
    assert may(None, right) is False
