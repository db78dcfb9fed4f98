"""The stories of this folder are told in copies of the test database, one each."""

import pytest


@pytest.fixture(scope="session")
def story_template(django_db_setup: None, django_db_blocker: object) -> str:
    """Return the name of the migrated, empty test database."""
    from django.db import connection

    return str(connection.settings_dict["NAME"])
