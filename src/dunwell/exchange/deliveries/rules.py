"""How a delivery goes from bytes to posted rows."""

from enum import StrEnum

from dunwell.base.states import Machine


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    RECEIVED = "received"
    POSTED = "posted"
    REFUSED = "refused"


class DeliveryEvent(StrEnum):
    """What may happen to a delivery."""

    POST = "post"
    REFUSE = "refuse"


class Mode(StrEnum):
    """Whether a file tells changes only (`delta`) or everything that is open (`snapshot`)."""

    DELTA = "delta"
    SNAPSHOT = "snapshot"


TRANSITIONS = {
    (DeliveryState.RECEIVED, DeliveryEvent.POST): DeliveryState.POSTED,
    (DeliveryState.RECEIVED, DeliveryEvent.REFUSE): DeliveryState.REFUSED,
    (DeliveryState.REFUSED, DeliveryEvent.POST): DeliveryState.POSTED,
    (DeliveryState.REFUSED, DeliveryEvent.REFUSE): DeliveryState.REFUSED,
}

MACHINE = Machine("exchange.delivery", TRANSITIONS)
