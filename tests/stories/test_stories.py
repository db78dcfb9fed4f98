"""What a collector would tell you, run through the real commands."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
STORIES = sorted(FOLDER.glob("**/*.story"))


def test_there_are_stories() -> None:
    assert len(STORIES) >= 15


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path, story_template: str, django_db_blocker: pytest.FixtureRequest) -> None:
    from dunwell.story.desk import read_story, tell_story
    from dunwell.story.interpreter import Failure

    with django_db_blocker.unblock():
        story = read_story(path)
        failure = story if isinstance(story, Failure) else tell_story(story, story_template)
    if failure is not None:
        pytest.fail(str(failure), pytrace=False)


PAGE = Path(__file__).parents[2] / "docs" / "stories.md"
EXAMPLES = re.findall(r"```story\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_of_the_page_holds(
    number: int, story_template: str, django_db_blocker: pytest.FixtureRequest
) -> None:
    from dunwell.story.desk import tell_story
    from dunwell.story.grammar import parse_story
    from dunwell.story.verbs import VERBS

    story = parse_story(EXAMPLES[number], VERBS, name=f"{PAGE.name} example {number + 1}")
    with django_db_blocker.unblock():
        failure = tell_story(story, story_template)
    if failure is not None:
        pytest.fail(str(failure), pytrace=False)


def test_the_page_gives_every_verb_as_the_table_has_it() -> None:
    from dunwell.story.verbs import VERBS

    page = PAGE.read_text(encoding="utf-8").splitlines()
    missing = [f"{verb.name} {verb.pattern}".rstrip() for verb in VERBS.values()]
    assert [line for line in missing if line not in page] == []


def test_every_verb_is_bound_and_told_in_some_story() -> None:
    from dunwell.story.desk import bind_verbs
    from dunwell.story.telling import BINDINGS
    from dunwell.story.verbs import VERBS

    bind_verbs()
    assert sorted({*BINDINGS, "expect_refused"}) == sorted(VERBS)
    told = {
        line.split()[0] for path in STORIES for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    }
    assert sorted(set(VERBS) - told) == []
