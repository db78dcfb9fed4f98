"""What a collector would tell you, run through the real commands."""

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
