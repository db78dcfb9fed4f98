"""Policies and segments: documents, their drafts, what a draft would change; and why a customer is where it is."""

from enum import StrEnum
from typing import Any

from ninja import Path, Query, Router
from pydantic import BaseModel

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Day, Line, PathId, text
from dunwell.api.values import ProblemShape, shape_of
from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.parties.customers.queries import customer_of
from dunwell.runs.day import explain_customer, facts_as_of
from dunwell.strategy.decision.queries import (
    Decided,
    Explanation,
    Simulation,
    decided_of,
    simulate,
)
from dunwell.strategy.policy.commands import discard_draft, publish_policy, save_draft
from dunwell.strategy.policy.queries import DocumentRow, document_of, history_of, policies_of, problems_of
from dunwell.work.worklist.queries import published_day

router = Router(tags=["policies"])
Document = shape_of(DocumentRow, title="PolicyDocument")
Key = text(40, 1)
Written = text(100_000)


class Kind(StrEnum):
    """What sort of document."""

    POLICY = "policy"
    SEGMENTS = "segments"


class Draft(Body):
    """A document's text, and what it is about."""

    text: Written  # type: ignore[valid-type]
    note: Line = ""


class Publishing(Body):
    """What the version is about."""

    note: Line = ""


class Checking(Body):
    """A text to look through."""

    kind: Kind = Kind.POLICY
    text: Written  # type: ignore[valid-type]


class Trial(Body):
    """A text to try on the book as of a day: the creditor's today where none is named."""

    text: Written  # type: ignore[valid-type]
    as_of: Day | None = None


class Saved(BaseModel):
    """A draft, and what is wrong with it."""

    document: Document  # type: ignore[valid-type]
    problems: list[ProblemShape]


class Checked(BaseModel):
    """What is wrong with a text."""

    problems: list[ProblemShape]


@reads(router, "/policies", Document, whole_list=True)
def list_policies(desk: ApiDesk) -> list[DocumentRow]:
    """List the version in force and the draft of every document."""
    return policies_of(desk.viewer, desk.creditor_id)


@commands(router, "/policies/check", Checked, right="book.read")
def check_a_text(desk: ApiDesk, body: Checking) -> dict[str, list[Problem]]:  # noqa: ARG001 - the door's desk
    """Look through a text and say what is wrong with it; nothing is stored."""
    return {"problems": problems_of(body.kind, body.text)}


@reads(router, "/policies/{kind}/{key}", Document)
def get_policy(desk: ApiDesk, kind: Path[Kind], key: Path[Key], version: Query[int | None] = None) -> DocumentRow:  # type: ignore[valid-type]
    """Show a document: a version of it, else its draft, else what is in force."""
    if version is not None and not 0 < version < 2**31:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return document_of(desk.viewer, desk.creditor_id, kind, key, version)


@reads(router, "/policies/{kind}/{key}/versions", Document, whole_list=True)
def list_versions(desk: ApiDesk, kind: Path[Kind], key: Path[Key]) -> list[DocumentRow]:  # type: ignore[valid-type]
    """List every version of a document, the newest first."""
    return history_of(desk.viewer, desk.creditor_id, kind, key)


@commands(router, "/policies/{kind}/{key}/draft", Saved, right="policy.edit")
def save_a_draft(desk: ApiDesk, kind: Path[Kind], key: Path[Key], body: Draft) -> dict[str, Any]:  # type: ignore[valid-type]
    """Keep a text as the draft of a document, right or wrong, and say what is wrong with it."""
    _, problems = save_draft(
        viewer=desk.viewer, creditor_id=desk.creditor_id, kind=kind, key=key, text=body.text, note=body.note
    )
    return {"document": document_of(desk.viewer, desk.creditor_id, kind, key), "problems": problems}


@commands(router, "/policies/{kind}/{key}/discard", Document, right="policy.edit")
def discard_a_draft(desk: ApiDesk, kind: Path[Kind], key: Path[Key]) -> DocumentRow:  # type: ignore[valid-type]
    """Throw the draft of a document away; answers with what it was."""
    was = document_of(desk.viewer, desk.creditor_id, kind, key)
    discard_draft(viewer=desk.viewer, creditor_id=desk.creditor_id, kind=kind, key=key)
    return was


@commands(router, "/policies/{kind}/{key}/publish", Document, right="policy.publish")
def publish_a_policy(desk: ApiDesk, kind: Path[Kind], key: Path[Key], body: Publishing) -> DocumentRow:  # type: ignore[valid-type]
    """Put the draft of a document in force from the next run on."""
    publish_policy(viewer=desk.viewer, creditor_id=desk.creditor_id, kind=kind, key=key, note=body.note)
    return document_of(desk.viewer, desk.creditor_id, kind, key)


@commands(router, "/policies/{kind}/{key}/simulate", shape_of(Simulation), right="policy.edit")
def simulate_a_policy(desk: ApiDesk, kind: Path[Kind], key: Path[Key], body: Trial) -> Simulation:  # type: ignore[valid-type]
    """Say what a text would change against the documents in force, on the book as of a day; nothing is stored."""
    facts = facts_as_of(viewer=desk.viewer, creditor_id=desk.creditor_id, as_of=body.as_of or desk.today)
    base = desk.creditor.base_currency
    return simulate(desk.viewer, desk.creditor_id, kind=kind, key=key, text=body.text, facts=facts, currency=base)


@reads(router, "/customers/{customer_id}/decision", shape_of(Decided, title="Decision"))
def get_decision(desk: ApiDesk, customer_id: PathId) -> Decided:
    """Show what the published day decided for a customer, why, and what would move it."""
    customer_of(desk.viewer, customer_id)
    day = published_day(desk.viewer, desk.creditor_id)
    found = day and decided_of(desk.viewer, desk.creditor_id, run_id=day.run_id, customer_id=customer_id)
    if not found:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return found


@reads(router, "/customers/{customer_id}/explanation", shape_of(Explanation))
def explain_a_decision(desk: ApiDesk, customer_id: PathId, as_of: Query[Day | None] = None) -> Explanation:
    """Explain a customer as of any day, fresh from the ledger: facts, every policy's answer, points, what moves it.

    It reads the whole book and takes its time; the decision of the published day is at hand under `/decision`.
    """
    customer = customer_of(desk.viewer, customer_id)
    return explain_customer(
        viewer=desk.viewer,
        creditor_id=desk.creditor_id,
        customer_number=customer.number,
        as_of=as_of or desk.today,
    )
