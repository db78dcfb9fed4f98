"""The two sides are made once for all addresses; what an address changes is taken back after it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return `ours` and `theirs`, and `dual`, a person who is an admin of the two."""
    from django.db import transaction
    from scene import make_side

    from dunwell.platform.access import system_viewer, viewing
    from dunwell.platform.models import User
    from dunwell.platform.people.commands import add_member

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setenv("DUNWELL_HOME", str(tmp_path_factory.mktemp("home")))
        viewer = system_viewer("test")
        with viewing(viewer):
            ours, theirs = make_side("ours"), make_side("theirs")
            for side in (ours, theirs):
                add_member(
                    viewer=viewer, creditor_id=side.creditor.pk, email="dual@x.example", full_name="Dual", role="admin"
                )
            dual = User.objects.get(email="dual@x.example")
        yield SimpleNamespace(ours=ours, theirs=theirs, dual=dual)
        transaction.set_rollback(True)


@pytest.fixture
def sides(both: Any) -> Iterator[Any]:
    """Return the sides; what the test writes is taken back."""
    from django.db import transaction

    with transaction.atomic():
        yield both
        transaction.set_rollback(True)
