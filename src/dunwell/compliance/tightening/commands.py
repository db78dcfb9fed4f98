"""Verbs on a creditor's own rules of contact."""

from django.db.models import Max

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.compliance.tightening.models import LawDocument
from dunwell.compliance.tightening.queries import problems_of, refusal_of
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.events.commands import emit


@command
def tighten_law(*, viewer: Viewer, creditor_id: int, text: str, version: int, note: str = "") -> LawDocument:
    """Put a new version of the creditor's own rules of contact in force, at once; an empty text adds nothing.

    `version` is the one that the writer saw (0 for none): whoever comes second is refused, `….tightening.changed`.
    Refuses a text with problems, and one with a clause that is looser than the law; its fact `problems` lists each.
    """
    require(viewer, "law.edit", creditor_id)
    if Creditor.objects.select_for_update().filter(pk=creditor_id).first() is None:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
    newest = LawDocument.objects.filter(creditor_id=creditor_id).aggregate(last=Max("version"))["last"] or 0
    if newest != version:
        raise Refusal(
            "compliance.tightening.changed",
            gettext_noop("Version {newest} came into force while you wrote. Look at it, then write again."),
            newest=newest,
        )
    problems = problems_of(text)
    if problems:
        raise refusal_of(problems)
    kept = LawDocument.objects.create(
        creditor_id=creditor_id, version=newest + 1, text=text, note=note, published_by_id=viewer.user_id
    )
    emit("compliance.law_tightened", creditor_id, version=kept.version)
    return kept
