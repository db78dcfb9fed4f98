"""What every verb that writes has in common: one transaction, and its name and reason in the audit trail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import uuid4

import pghistory
from django.db import transaction
from pghistory import runtime

P = ParamSpec("P")
R = TypeVar("R")


def command(verb: Callable[P, R]) -> Callable[P, R]:
    """Run a command in one transaction and name it in the audit trail; a `reason` argument is kept as the why."""

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        why = str(kwargs.get("reason") or kwargs.get("note") or "")
        with transaction.atomic(), _named(verb.__name__, why):
            return verb(*args, **kwargs)

    return run


@contextmanager
def _named(name: str, why: str) -> Iterator[None]:
    """Give the audit trail a line of its own for each command that a person gives; its parts stand under its name.

    pghistory's nested contexts share one row, so that all commands of a sitting would bear the name of the last.
    """
    held = getattr(runtime._tracker, "value", None)  # noqa: SLF001 - there is no public way to begin another row
    if held is None:
        with pghistory.context(command=name, reason=why):
            yield
        return
    if "command" in held.metadata:
        held.metadata["reason"] = held.metadata.get("reason") or why
        yield
        return
    runtime._tracker.value = runtime.Context(uuid4(), {**held.metadata, "command": name, "reason": why})  # noqa: SLF001
    try:
        yield
    finally:
        runtime._tracker.value = held  # noqa: SLF001
