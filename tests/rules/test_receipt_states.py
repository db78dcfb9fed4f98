"""The states of a receipt: which state the places of its money make, written out; and every way of moving it."""

from decimal import Decimal

import pytest

from dunwell.base.refusals import Refusal
from dunwell.cash.receipts.rules import Place, Places, ReceiptState, check_places

S, A, P, F, R = Place.SUSPENSE, Place.ON_ACCOUNT, Place.APPLIED, Place.REFUNDED, Place.RETURNED


@pytest.mark.parametrize(
    ("suspense", "on_account", "applied", "refunded", "returned", "state"),
    [
        (100, 0, 0, 0, 0, "unidentified"),
        (40, 60, 0, 0, 0, "unidentified"),
        (40, 0, 60, 0, 0, "unidentified"),
        (40, 0, 0, 60, 0, "unidentified"),
        (40, 0, 0, 0, 60, "unidentified"),
        (0, 100, 0, 0, 0, "on_account"),
        (0, 40, 0, 60, 0, "on_account"),
        (0, 40, 0, 0, 60, "on_account"),
        (0, 40, 60, 0, 0, "partly_applied"),
        (0, 40, 20, 20, 20, "partly_applied"),
        (0, 0, 100, 0, 0, "applied"),
        (0, 0, 40, 60, 0, "applied"),
        (0, 0, 40, 0, 60, "applied"),
        (0, 0, 0, 100, 0, "refunded"),
        (0, 0, 0, 0, 100, "returned"),
        (0, 0, 0, 40, 60, "returned"),
    ],
)
def test_the_places_make_the_state(
    suspense: int, on_account: int, applied: int, refunded: int, returned: int, state: str
) -> None:
    places = Places(*(Decimal(each) for each in (suspense, on_account, applied, refunded, returned)))
    assert places.state is ReceiptState(state)
    assert places.total == 100


@pytest.mark.parametrize(
    ("origin", "target", "amount", "state"),
    [
        (S, A, 100, "on_account"),
        (S, A, 30, "unidentified"),
        (S, F, 100, "refunded"),
        (S, R, 100, "returned"),
        (A, P, 1, None),
        (P, A, 1, None),
        (F, A, 1, None),
        (S, A, 101, None),
    ],
)
def test_a_movement_takes_only_what_is_there(origin: Place, target: Place, amount: int, state: str | None) -> None:
    moved = Places(suspense=Decimal(100)).moved(origin, target, Decimal(amount))
    if state is None:
        with pytest.raises(Refusal) as refused:
            check_places(moved, Decimal(100), "USD")
        assert refused.value.code == "cash.receipt.not_enough"
        return
    check_places(moved, Decimal(100), "USD")
    assert moved.state is ReceiptState(state)
