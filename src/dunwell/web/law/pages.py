"""What the screens of law are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.base.problems import Problem
from dunwell.base.refusals import Refusal
from dunwell.compliance.clauses.rules import FIELDS, Channel, Clause
from dunwell.compliance.jurisdictions import JURISDICTIONS
from dunwell.compliance.telling.rules import told
from dunwell.compliance.tightening.queries import LawDocumentRow, law_document_of, law_history_of
from dunwell.platform.calendars import local_day
from dunwell.platform.words import say
from dunwell.web.doors import DeskRequest
from dunwell.web.wording import label

MARKS: dict[str, str | Promise] = {
    "verified": gettext_lazy("read in a source"),
    "memory": gettext_lazy("from memory, check it"),
    "house": gettext_lazy("our own choice"),
}
CHANNELS: dict[str, str | Promise] = {
    "call": gettext_lazy("calls"),
    "voicemail": gettext_lazy("voicemail"),
    "email": gettext_lazy("e-mail"),
    "letter": gettext_lazy("letters"),
    "sms": gettext_lazy("text messages"),
}


@dataclass(frozen=True)
class ShelfLine:
    """One jurisdiction of the shelf."""

    key: str
    url: str
    title: str
    about: str
    rule_count: int
    checked_on: date


@dataclass(frozen=True)
class ShelfPage:
    """Every jurisdiction, and what the creditor adds."""

    title: str
    rows: Sequence[ShelfLine]
    own_url: str
    own_version: int
    own_since: datetime | None


@dataclass(frozen=True)
class ClauseLine:
    """One value: what it says, for whom, since when, and where it stands."""

    key: str
    asks: str
    says: str
    whom: str
    channels: str
    citation: str
    valid_from: date
    is_coming: bool
    checked_on: date
    mark: str
    mark_label: str
    note: str


@dataclass(frozen=True)
class LawPage:
    """What one jurisdiction says, and on what it has no rule."""

    title: str
    about: str
    back_url: str
    rows: Sequence[ClauseLine]
    no_rule: Sequence[str]


@dataclass(frozen=True)
class LineError:
    """What is wrong in a document, at a line that counts from 1."""

    line: int
    text: str


@dataclass(frozen=True)
class OwnPage:
    """The creditor's own rules in the editor; `text` is the document as typed."""

    title: str
    text: str
    note: str
    version: int
    action: str
    back_url: str
    may_edit: bool
    errors: Sequence[LineError] = ()
    refusal: Refusal | None = None
    versions: Sequence[tuple[LawDocumentRow, str]] = ()

    @property
    def numbers(self) -> Sequence[tuple[int, bool]]:
        """The line numbers, each with whether something is wrong there."""
        wrong = {error.line for error in self.errors}
        return [(number, number in wrong) for number in range(1, self.text.count("\n") + 2)]


def place(request: DeskRequest, name: str, *args: object) -> str:
    """An address of the screens of law on the creditor's own desk."""
    return reverse(f"web:{name}", args=[request.creditor.key, *args])


def shelf_page(request: DeskRequest) -> ShelfPage:
    """The shelf, the house standard first."""
    bodies = sorted((read() for _key, read in JURISDICTIONS), key=lambda body: (body.key != "house", body.title))
    rows = [
        ShelfLine(
            body.key, place(request, "law_of", body.key), _(body.title), body.about, len(body.clauses), body.checked_on
        )
        for body in bodies
    ]
    document = law_document_of(request.viewer, request.creditor.id)
    return ShelfPage(
        title=ngettext("%(n)s body of rules on contact", "%(n)s bodies of rules on contact", len(rows))
        % {"n": len(rows)},
        rows=rows,
        own_url=place(request, "law_own"),
        own_version=document.version,
        own_since=document.published_at,
    )


def law_page(request: DeskRequest, key: str, at: datetime) -> LawPage:
    """One jurisdiction; refuses one that is not on the shelf."""
    body = JURISDICTIONS.get(key)()
    today = local_day(at, request.creditor.time_zone)
    return LawPage(
        title=_(body.title),
        about=body.about,
        back_url=place(request, "law"),
        rows=[_line(clause, today) for clause in body.clauses],
        no_rule=[_(field.asks) for key, field in FIELDS.items() if key in body.no_rule],
    )


def _line(clause: Clause, today: date) -> ClauseLine:
    whom = [
        word for word, on in (
            (_("consumers"), clause.consumers), (_("businesses"), clause.businesses),
        ) if on
    ]  # fmt: skip
    by = [word for word, on in ((_("agencies"), clause.agencies), (_("creditors"), clause.creditors)) if on]
    all_channels = set(clause.channels) == set(Channel)
    return ClauseLine(
        key=clause.key, asks=_(FIELDS[clause.field].asks), says=say(told(clause)),
        whom=_("%(whom)s, by %(by)s") % {"whom": ", ".join(whom), "by": ", ".join(by)},
        channels="" if all_channels else ", ".join(str(label(CHANNELS, each.value)) for each in clause.channels),
        citation=clause.citation, valid_from=clause.valid_from, is_coming=clause.valid_from > today,
        checked_on=clause.checked_on, mark=clause.mark.value, mark_label=str(label(MARKS, clause.mark.value)),
        note=clause.note,
    )  # fmt: skip


def own_page(
    request: DeskRequest, row: LawDocumentRow, text: str, *, problems: Sequence[Problem] = (),
    refusal: Refusal | None = None, note: str = "",
) -> OwnPage:  # fmt: skip
    """The creditor's own rules as in force, or as typed with what is wrong."""
    base = place(request, "law_own")
    title = _("Our own rules, version %(n)s") % {"n": row.version} if row.version else _("Our own rules: none yet")
    return OwnPage(
        title=title,
        text=text,
        note=note,
        version=row.version,
        action=base,
        back_url=place(request, "law"),
        may_edit=request.viewer.may("law.edit", request.creditor.id),
        errors=[LineError(problem.row or 1, say(problem)) for problem in problems],
        refusal=refusal,
        versions=[
            (each, f"{base}?version={each.version}") for each in law_history_of(request.viewer, request.creditor.id)
        ],
    )
