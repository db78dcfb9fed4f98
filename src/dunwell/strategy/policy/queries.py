"""Which documents there are, and which are in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.strategy.facts.tables import POLICY_COLUMNS, SEGMENT_COLUMNS
from dunwell.strategy.policy.models import PolicyVersion
from dunwell.strategy.policy.rules import (
    DocumentKind,
    DocumentState,
    Policy,
    Segments,
    check_book,
    read_policy,
    read_segments,
)  # fmt: skip


@dataclass(frozen=True)
class DocumentRow:
    """One version of a document, as a page shows it."""

    kind: str
    key: str
    title: str
    version: int
    state: str
    text: str
    note: str
    created_by: str
    created_at: datetime
    published_at: datetime | None


@dataclass(frozen=True)
class Book:
    """The documents in force: the segments and every published policy by key."""

    segments: Segments
    policies: Mapping[str, Policy]

    def versions(self) -> dict[str, int]:
        """Return the version of every document, as a run keeps it: `segments` and `policy:KEY`."""
        return {"segments": self.segments.version} | {
            f"policy:{key}": one.version for key, one in self.policies.items()
        }


@lru_cache(maxsize=256)
def parsed_policy(text: str, version: int) -> tuple[Policy | None, tuple[Problem, ...]]:
    """Return a policy document over the facts as read, with its problems (`read_policy`)."""
    policy, problems = read_policy(text, POLICY_COLUMNS, version)
    return policy, tuple(problems)


@lru_cache(maxsize=64)
def parsed_segments(text: str, version: int) -> tuple[Segments | None, tuple[Problem, ...]]:
    """Return a segments document over the facts as read, with its problems (`read_segments`)."""
    segments, problems = read_segments(text, SEGMENT_COLUMNS, version)
    return segments, tuple(problems)


def problems_of(kind: str, text: str) -> list[Problem]:
    """Return what is wrong with a text, in order of line; `row` and `column` count from 1. Nothing is stored."""
    read = parsed_policy if kind == DocumentKind.POLICY else parsed_segments
    return list(read(text, 0)[1])


def policies_of(viewer: Viewer, creditor_id: int) -> list[DocumentRow]:
    """Return the published version and the draft of every document: segments first, then policies by key."""
    require(viewer, "book.read", creditor_id)
    kept = PolicyVersion.objects.filter(creditor_id=creditor_id).exclude(state=DocumentState.RETIRED)
    rows = [_row(one) for one in kept.select_related("created_by").order_by("key", "version")]
    return sorted(rows, key=lambda row: (row.kind == DocumentKind.POLICY, row.key, row.version))


def document_of(viewer: Viewer, creditor_id: int, kind: str, key: str, version: int | None = None) -> DocumentRow:
    """Return one version of a document: the given one, else the draft, else the published one; refuse when none is."""
    require(viewer, "book.read", creditor_id)
    kept = PolicyVersion.objects.filter(creditor_id=creditor_id, kind=kind, key=key).select_related("created_by")
    if version is not None:
        found = kept.filter(version=version).first()
    else:
        found = kept.exclude(state=DocumentState.RETIRED).order_by("-version").first()
    if found is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return _row(found)


def history_of(viewer: Viewer, creditor_id: int, kind: str, key: str) -> list[DocumentRow]:
    """Return every version of a document, the newest first."""
    require(viewer, "book.read", creditor_id)
    kept = PolicyVersion.objects.filter(creditor_id=creditor_id, kind=kind, key=key).select_related("created_by")
    return [_row(one) for one in kept.order_by("-version")]


def active_documents(creditor_id: int, *, instead: Mapping[tuple[str, str], str] | None = None) -> Book:
    """Return the documents in force; refuse when there are none or they do not fit together.

    `instead` puts texts in the place of published ones, by (kind, key), to ask what they would change.
    """
    kept = PolicyVersion.objects.filter(creditor_id=creditor_id, state=DocumentState.PUBLISHED).order_by("kind", "key")
    texts = {(one.kind, one.key): (one.text, one.version) for one in kept}
    texts |= {place: (text, 0) for place, text in (instead or {}).items()}
    segments: Segments | None = None
    policies: dict[str, Policy] = {}
    problems: list[Problem] = []
    for (kind, key), (text, version) in texts.items():
        if kind == DocumentKind.SEGMENTS:
            segments, found = parsed_segments(text, version)
        else:
            policy, found = parsed_policy(text, version)
            if policy is not None:
                policies[key] = policy
        problems += found
    if segments is None and not problems:
        raise Refusal(
            "strategy.policy.none_published",
            gettext_noop("No segments and policies are published. Publish them on the policies page."),
        )
    if segments is not None:
        problems += check_book(segments, policies)
    if problems or segments is None:
        raise refusal_of(problems)
    return Book(segments, policies)


def refusal_of(problems: list[Problem]) -> Refusal:
    """Return the refusal that lists the problems of a document; they are in its fact `problems`, as values."""
    first = problems[0]
    return Refusal(
        "strategy.policy.has_problems",
        gettext_noop("The document has {count} problems. Line {line}: {first}"),
        count=len(problems),
        line=first.row or 1,
        first=first.sentence(),
        problems=problems,
    )


def _row(one: PolicyVersion) -> DocumentRow:
    if one.kind == DocumentKind.POLICY:
        policy = parsed_policy(one.text, one.version)[0]
        title = policy.title if policy else one.key
    else:
        title = one.key
    author = one.created_by.full_name or one.created_by.email if one.created_by else ""
    return DocumentRow(
        kind=one.kind, key=one.key, title=title, version=one.version, state=one.state, text=one.text, note=one.note,
        created_by=author, created_at=one.created_at, published_at=one.published_at,
    )  # fmt: skip
