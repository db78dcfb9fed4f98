"""Questions about templates: shipped with Dunwell, or a creditor's own."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.work.templates.models import TemplateVersion
from dunwell.work.templates.rules import Language, Template, read_template

SHIPPED = "shipped"


@dataclass(frozen=True)
class TemplateRow:
    """One template as lists and editors show it; version 0 is the shipped text."""

    key: str
    language: str
    version: int
    text: str
    template: Template
    saved_by: str = ""
    recorded_at: datetime | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether it is the text that Dunwell carries."""
        return self.version == 0


@lru_cache(maxsize=1)
def shipped_templates() -> tuple[TemplateRow, ...]:
    """Return the shelf: every text under `templates/shipped/<language>/<key>.txt`."""
    rows = []
    for language in Language:
        folder = files("dunwell.work.templates").joinpath(SHIPPED, language.value)
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            if not file.name.endswith(".txt"):
                continue
            text, key = file.read_text(encoding="utf-8"), file.name.removesuffix(".txt")
            template, problems = read_template(key, text)
            assert template is not None, problems
            rows.append(TemplateRow(key, language.value, 0, text, template))
    return tuple(rows)


def templates_of(viewer: Viewer, creditor_id: int) -> list[TemplateRow]:
    """Return the templates in use at a creditor, by key and language: its own, else the shipped ones."""
    require(viewer, "book.read", creditor_id)
    rows = {(row.key, row.language): row for row in shipped_templates()}
    kept = TemplateVersion.objects.filter(creditor_id=creditor_id).order_by("key", "language", "-version")
    for version in kept.distinct("key", "language"):
        row = _row(version)
        if row is not None and not version.is_retired:
            rows[(version.key, version.language)] = row
    return [rows[place] for place in sorted(rows)]


def _row(version: TemplateVersion) -> TemplateRow | None:
    template, _ = read_template(version.key, version.text)
    if template is None:
        return None
    told = (version.saved_by_name, version.recorded_at)
    return TemplateRow(version.key, version.language, version.version, version.text, template, *told)


def template_of(viewer: Viewer, creditor_id: int, key: str, language: str) -> TemplateRow:
    """Return one template in use; refuse a key or language that there is not."""
    for row in templates_of(viewer, creditor_id):
        if row.key == key and row.language == language:
            return row
    raise Refusal(
        "work.template.unknown",
        gettext_noop("There is no template {key} in {language}. Choose one from the list."),
        key=key[:60],
        language=language[:20],
    )


def template_history(viewer: Viewer, creditor_id: int, key: str, language: str) -> list[TemplateRow]:
    """Return every version of a template, the newest first, the shipped text last."""
    require(viewer, "book.read", creditor_id)
    kept = TemplateVersion.objects.filter(creditor_id=creditor_id, key=key, language=language).order_by("-version")
    own = [row for version in kept if (row := _row(version)) is not None]
    return own + [row for row in shipped_templates() if (row.key, row.language) == (key, language)]
