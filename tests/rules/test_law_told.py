"""Law on the command line: every jurisdiction is shown with its citations, in words and as JSON."""

import json

import pytest
from click.testing import CliRunner

from dunwell.base.refusals import Refusal
from dunwell.cli.law import command
from dunwell.compliance.clauses.rules import FIELDS
from dunwell.compliance.jurisdictions import JURISDICTIONS


@pytest.mark.parametrize("key", JURISDICTIONS.keys())
def test_a_jurisdiction_is_shown_whole(key) -> None:
    ran = CliRunner().invoke(command, ["show", key, "--json"], catch_exceptions=False)
    shown = json.loads(ran.output)
    body = JURISDICTIONS.get(key)()
    assert {row["citation"] for row in shown["clauses"]} == {clause.citation for clause in body.clauses}
    assert {row["field"] for row in shown["clauses"]} | set(shown["no_rule"]) == set(FIELDS)
    assert all(
        row["says"] and "{" not in row["says"] and row["valid_from"] and row["checked_on"] for row in shown["clauses"]
    )
    words = CliRunner().invoke(command, ["show", key], catch_exceptions=False).output
    assert all(row["citation"] in words for row in shown["clauses"])


def test_the_shelf_is_listed_and_a_stranger_is_refused() -> None:
    listed = json.loads(CliRunner().invoke(command, ["list", "--json"], catch_exceptions=False).output)
    assert [row["key"] for row in listed["jurisdictions"]] == list(JURISDICTIONS.keys())
    assert "Hong Kong" in CliRunner().invoke(command, ["list"], catch_exceptions=False).output
    with pytest.raises(Refusal, match=r"base\.shelf\.unknown"):
        CliRunner().invoke(command, ["show", "mars"], catch_exceptions=False)


def test_hours_are_told_in_short() -> None:
    ran = CliRunner().invoke(command, ["show", "ca_on"], catch_exceptions=False)
    assert "mon-sat 07:00-21:00, sun 13:00-17:00" in ran.output
    assert "06:00-22:00; not once past due over 15 days" in CliRunner().invoke(command, ["show", "ph"]).output
