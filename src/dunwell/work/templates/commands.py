"""Verbs on templates: save a new version, go back to the shipped text."""

import re

from django.db import connection

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.work.templates.models import TemplateVersion
from dunwell.work.templates.rules import read_template


@command
def save_template(*, viewer: Viewer, creditor_id: int, key: str, text: str, note: str = "") -> TemplateVersion:
    """Put a text into use as the next version of its key and language.

    Refuses a text with problems; the refusal's fact `problems` lists every one with its line.
    """
    require(viewer, "contact.approve", creditor_id)
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", key):
        raise Refusal(
            "work.template.key_unusable",
            gettext_noop("{key} cannot name a template. Use small letters, figures and _."),
            key=key[:60],
        )
    template, problems = read_template(key, text)
    if problems or template is None:
        raise Refusal(
            "work.template.has_problems",
            gettext_noop("This text has problems: {first}"),
            first=f"{problems[0].address}: {problems[0].sentence()}",
            problems=tuple(problems),
        )
    return _next(viewer, creditor_id, key, template.language, text=text, note=note)


@command
def retire_template(*, viewer: Viewer, creditor_id: int, key: str, language: str, note: str = "") -> TemplateVersion:
    """Stop using a creditor's own text; a shipped one of that key counts again."""
    require(viewer, "contact.approve", creditor_id)
    last = _last(creditor_id, key, language)
    if last is None or last.is_retired:
        raise Refusal(
            "work.template.not_own",
            gettext_noop("There is no text of your own called {key}. Nothing was changed."),
            key=key[:60],
        )
    return _next(viewer, creditor_id, key, language, text=last.text, note=note, is_retired=True)


def _next(
    viewer: Viewer, creditor_id: int, key: str, language: str, *, text: str, note: str, is_retired: bool = False
) -> TemplateVersion:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('work.template', %s))", [creditor_id])
    last = _last(creditor_id, key, language)
    if last is not None and last.text == text and last.is_retired == is_retired:
        return last
    return TemplateVersion.objects.create(
        creditor_id=creditor_id,
        key=key,
        language=language,
        version=1 if last is None else last.version + 1,
        text=text,
        is_retired=is_retired,
        note=note.strip()[:300],
        saved_by_id=viewer.user_id,
        saved_by_name=viewer.name or viewer.kind,
    )


def _last(creditor_id: int, key: str, language: str) -> TemplateVersion | None:
    held = TemplateVersion.objects.filter(creditor_id=creditor_id, key=key, language=language)
    return held.order_by("-version").first()
