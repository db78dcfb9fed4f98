"""Every set test runs on each engine that is there: DuckDB always, PostgreSQL with DATABASE_URL, Spark on request."""

from typing import Any

import pytest
from tests.sets.bench import bench

ENGINES = [
    "duckdb",
    pytest.param("postgres", marks=pytest.mark.postgres),
    pytest.param("spark", marks=pytest.mark.spark),
]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Any:
    """The bench of one engine."""
    return bench(request.param)
