"""Tell stories from files, each in a database of its own."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import operator_viewer, viewing
from dunwell.story.grammar import Story, StoryFault, parse_story
from dunwell.story.interpreter import Failure, tell
from dunwell.story.scratch import clone_of, migrated_template
from dunwell.story.telling import BINDINGS, telling_of
from dunwell.story.verbs import VERBS

# Each module binds its verbs when it is imported.
BINDING_MODULES = (
    "scene", "ledger", "looks", "money", "work", "contact", "disputes", "writeoffs", "arrivals", "days", "outcomes",
)  # fmt: skip


def bind_verbs() -> None:
    """Bind every verb to the commands behind it; doing it again changes nothing."""
    for name in BINDING_MODULES:
        import_module(f"dunwell.story.{name}")


def read_story(path: Path) -> Story | Failure:
    """Read one story, or say which line cannot be read."""
    try:
        return parse_story(path.read_text(encoding="utf-8"), VERBS, name=str(path))
    except StoryFault as fault:
        line = path.read_text(encoding="utf-8").splitlines()[fault.line - 1].strip()
        return Failure(str(path), fault.line, line, "a line of the grammar (docs/stories.md)", fault.text)
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(
            "story.unreadable", gettext_noop("{path} cannot be read: {why}"), path=str(path), why=str(fault)
        ) from fault


def tell_story(story: Story, template: str) -> Failure | None:
    """Tell one story in a copy of a migrated database and drop the copy; returns the first line that does not hold."""
    bind_verbs()
    with clone_of(template), viewing(operator_viewer("story")):
        return tell(story, BINDINGS, telling_of(story))


def tell_files(paths: Iterable[Path]) -> Iterator[tuple[Path, Failure | None]]:
    """Tell stories one by one, each in its own scratch database; yields each path with its first failure or None."""
    with migrated_template() as template:
        for path in paths:
            story = read_story(path)
            yield path, story if isinstance(story, Failure) else tell_story(story, template)
