"""What follows from what: event name -> commands, read top to bottom."""

from collections.abc import Callable

from dunwell.platform.models import OutboxEvent

REACTIONS: dict[str, tuple[Callable[[OutboxEvent], None], ...]] = {}
