"""Schemathesis asks everything that the description allows: no fault, and no answer that is not described."""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dunwell.wsgi import application

from .conftest import Desk
from .test_doors import OPERATIONS, filled

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
# Slow by what they do, not by how they are asked: they read the whole book through an engine.
EXAMPLES = {"explain_a_decision": 2, "simulate_a_policy": 2}


@pytest.fixture
def one_connection(north: Desk) -> Iterator[None]:  # after the desk, whose client connects the signals again
    """Leave the test's connection, and so its transaction, open between requests, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


BY_TAG: dict[str, list[str]] = {}
for _, _, described in OPERATIONS:
    BY_TAG.setdefault(described["tags"][0], []).append(described["operationId"])


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("tag", sorted(BY_TAG))
def test_no_answer_is_a_fault_or_undescribed(north: Desk, tag: str) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for name in BY_TAG[tag]:
        _ask(north, schema, name)


def _ask(north: Desk, schema: schemathesis.BaseSchema, name: str) -> None:
    operation = schema.find_operation_by_id(name)
    secret = north.program().secret
    place = next(place for _, place, each in OPERATIONS if each["operationId"] == name)
    real = filled(place, north.creditor.key, north.ids).split("/")
    known = {part[1:-1]: value for part, value in zip(place.split("/"), real, strict=True) if part.startswith("{")}

    @settings(
        max_examples=EXAMPLES.get(name, int(os.environ.get("DUNWELL_EXAMPLES", "10"))),
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), at_home=st.booleans())
    def ask(case: schemathesis.Case, at_home: bool) -> None:
        if case.path_parameters:
            case.path_parameters["creditor"] = north.creditor.key
            if at_home:
                case.path_parameters.update(known)
        case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, checks=CHECKS)

    ask()
