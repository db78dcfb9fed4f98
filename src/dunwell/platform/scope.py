"""Whose rows are in sight: one context variable, mirrored into PostgreSQL settings that row-level security reads."""

from contextvars import ContextVar
from dataclasses import dataclass

EVERY_CREDITOR = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """The creditors in sight (`all`, or ids joined by commas; empty sees nothing) and the person looking, if one is."""

    creditors: str = ""
    user_id: int | None = None


_scope: ContextVar[Scope] = ContextVar("dunwell_scope", default=Scope())  # noqa: B039 - frozen


def current_scope() -> Scope:
    """Return the scope of the running request, task or command."""
    return _scope.get()


def set_scope(scope: Scope) -> Scope:
    """Replace the scope and return the one before."""
    before = _scope.get()
    _scope.set(scope)
    return before


def applied(scope: Scope) -> tuple[str, tuple[str, str]]:
    """Return the statement and parameters that tell PostgreSQL the scope."""
    return (
        "SELECT set_config('dunwell.creditors', %s, false), set_config('dunwell.user', %s, false)",
        (scope.creditors, str(scope.user_id or "")),
    )
