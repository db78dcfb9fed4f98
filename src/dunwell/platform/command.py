"""What every verb that writes has in common: one transaction, and its name and reason in the audit trail."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import pghistory
from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")


def command(verb: Callable[P, R]) -> Callable[P, R]:
    """Run a command in one transaction and name it in the audit trail; a `reason` argument is kept as the why."""

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        why = str(kwargs.get("reason") or kwargs.get("note") or "")
        with transaction.atomic(), pghistory.context(command=verb.__name__, reason=why):
            return verb(*args, **kwargs)

    return run
