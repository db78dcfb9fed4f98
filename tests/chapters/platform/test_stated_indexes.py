"""What models state of indexes and constraints stands in the database: a migration may lose one in silence."""

import pytest
from django.apps import apps
from django.db import connection


@pytest.mark.django_db
def test_every_index_and_constraint_that_a_model_states_is_there() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes UNION SELECT conname FROM pg_constraint")
        known = {name for (name,) in cursor.fetchall()}
    models = [model for model in apps.get_models() if model.__module__.startswith("dunwell.")]
    stated = {
        one.name: model._meta.label for model in models for one in [*model._meta.indexes, *model._meta.constraints]
    }
    assert len(stated) > 30
    assert {name: label for name, label in stated.items() if name not in known} == {}
