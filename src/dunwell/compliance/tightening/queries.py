"""Which rules of contact a creditor adds, and which have been in force."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.compliance.tightening.models import LawDocument
from dunwell.compliance.tightening.rules import NOTHING_MORE, Tightening, read_tightening
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True)
class LawDocumentRow:
    """One version of a creditor's own rules; version 0 is that there are none yet."""

    version: int
    text: str
    note: str
    published_by: str
    published_at: datetime | None


NO_DOCUMENT = LawDocumentRow(0, "", "", "", None)


@lru_cache(maxsize=256)
def _parsed(text: str, version: int) -> tuple[Tightening | None, tuple[Problem, ...]]:
    found, problems = read_tightening(text, version)
    return found, tuple(problems)


def problems_of(text: str) -> list[Problem]:
    """Return what is wrong with a text, in order of line; nothing is stored."""
    return list(_parsed(text, 0)[1])


def tightening_of(creditor_id: int) -> Tightening:
    """Return what a creditor adds to the law, as in force; ask `law_of` with it.

    Refuses a document that no longer reads (a jurisdiction it names was taken off the shelf): better no contact than
    one by half a rule.
    """
    newest = LawDocument.objects.filter(creditor_id=creditor_id).order_by("-version").values("text", "version").first()
    if newest is None:
        return NOTHING_MORE
    found, problems = _parsed(newest["text"], newest["version"])
    if found is None:
        raise refusal_of(list(problems))
    return found


def law_document_of(viewer: Viewer, creditor_id: int, version: int | None = None) -> LawDocumentRow:
    """Return a version of the creditor's own rules, else the one in force; version 0 where there is none."""
    require(viewer, "book.read", creditor_id)
    kept = LawDocument.objects.filter(creditor_id=creditor_id).select_related("published_by")
    found = kept.filter(version=version).first() if version is not None else kept.order_by("-version").first()
    if found is None and version is not None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    return _row(found) if found else NO_DOCUMENT


def law_history_of(viewer: Viewer, creditor_id: int) -> list[LawDocumentRow]:
    """Return every version of the creditor's own rules, the newest first."""
    require(viewer, "book.read", creditor_id)
    kept = LawDocument.objects.filter(creditor_id=creditor_id).select_related("published_by")
    return [_row(one) for one in kept.order_by("-version")]


def refusal_of(problems: list[Problem]) -> Refusal:
    """Return the refusal that lists the problems of a document; they are in its fact `problems`."""
    first = problems[0]
    return Refusal(
        "compliance.tightening.has_problems",
        gettext_noop("The document has {count} problems. Line {line}: {first}"),
        count=len(problems),
        line=first.row or 1,
        first=first.sentence(),
        problems=problems,
    )


def _row(one: LawDocument) -> LawDocumentRow:
    author = one.published_by.full_name or one.published_by.email if one.published_by else ""
    return LawDocumentRow(one.version, one.text, one.note, author, one.published_at)
