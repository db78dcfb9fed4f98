"""Who is looking, with what rights: the one gate between a face and the rows.

Every command and query that a face calls takes a `Viewer`. `viewing` puts the viewer's creditors in scope, in Python
and in PostgreSQL, and names the viewer in the audit trail.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal

import pghistory
from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.people import queries as people
from dunwell.platform.people.models import User
from dunwell.platform.people.rules import Right, Role, may
from dunwell.platform.scope import EVERY_CREDITOR, Scope, applied, current_scope, set_scope


@dataclass(frozen=True)
class Viewer:
    """Who is looking: a signed-in person, the operator at the command line, or the system's own background work."""

    kind: Literal["person", "operator", "system", "nobody"]
    name: str = ""
    user_id: int | None = None
    email: str = ""
    language: str = "en"
    roles: Mapping[int, Role] = field(default_factory=dict)
    is_operator: bool = False
    scopes: frozenset[str] | None = None
    """The rights that a program's token is narrowed to; None leaves a role whole."""

    @property
    def sees_all(self) -> bool:
        """Return whether every creditor is in sight (the operator at the machine and the system itself)."""
        return self.kind in ("operator", "system")

    def sees(self, creditor_id: int) -> bool:
        """Return whether a creditor exists as far as this viewer may know."""
        return self.sees_all or creditor_id in self.roles

    def may(self, right: str, creditor_id: int) -> bool:
        """Return whether the viewer has a right at a creditor."""
        if self.scopes is not None and right not in self.scopes:
            return False
        return self.sees_all or may(self.roles.get(creditor_id), Right(right))

    def scope(self) -> Scope:
        """Return what PostgreSQL is told."""
        creditors = EVERY_CREDITOR if self.sees_all else ",".join(str(key) for key in sorted(self.roles))
        return Scope(creditors, self.user_id)


NOBODY = Viewer("nobody")
_viewer: ContextVar[Viewer] = ContextVar("dunwell_viewer", default=NOBODY)


def current_viewer() -> Viewer:
    """Return who is looking in the running request, task or command."""
    return _viewer.get()


def operator_viewer(name: str = "operator") -> Viewer:
    """Return the viewer for someone at the machine's own command line."""
    return Viewer("operator", name=name)


def system_viewer(name: str = "dunwell") -> Viewer:
    """Return the viewer for background work."""
    return Viewer("system", name=name)


def viewer_of(user: User) -> Viewer:
    """Return the viewer for a person, with a role for each creditor they are a member of."""
    with viewing(Viewer("person", user_id=user.pk)):
        roles = people.roles_of(user.pk)
    return Viewer(
        "person",
        name=user.full_name or user.email,
        user_id=user.pk,
        email=user.email,
        language=user.language,
        roles=roles,
        is_operator=user.is_operator,
    )


def _tell_database(scope: Scope) -> None:
    set_scope(scope)
    if connection.connection is None or connection.connection.closed:
        return
    if connection.in_atomic_block and connection.needs_rollback:
        connection.close_if_unusable_or_obsolete()
        return
    with connection.cursor() as cursor:
        cursor.execute(*applied(scope))


@contextmanager
def viewing(viewer: Viewer) -> Iterator[Viewer]:
    """Look as a viewer: only their creditors' rows exist until the block ends, and writes carry their name."""
    before_scope, token = current_scope(), _viewer.set(viewer)
    _tell_database(viewer.scope())
    try:
        with pghistory.context(viewer=viewer.name or viewer.kind, kind=viewer.kind, user=viewer.user_id):
            yield viewer
    finally:
        _viewer.reset(token)
        _tell_database(before_scope)


def require(viewer: Viewer, right: str, creditor_id: int) -> None:
    """Refuse unless the viewer has the right there; a creditor out of sight does not exist."""
    if not viewer.sees(creditor_id):
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    if not viewer.may(right, creditor_id):
        raise Refusal(
            "platform.access.denied",
            gettext_noop("Your role does not allow this ({right}). Ask a lead or an admin of this creditor."),
            right=str(right),
        )
