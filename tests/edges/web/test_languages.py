"""The desk in its other languages: every page answers, in that language, with no fact left unfilled."""

import re
from typing import Any

import pytest
from django.test import Client

from dunwell.platform.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
UNFILLED = re.compile(r"%\(\w+\)|\{[a-z_]+\}")
WORKLIST = {
    "zh-hant": ("工作清單", "逾期", "排首位的原因"),
    "fil": ("Mga kostumer", "lampas sa takda", "Bakit una"),
}
PAGES = (
    "worklist/", "worklist/?view=all&owner=all", "worklist/?owner=all&q=nobody-is-called-so", "worklist/?view=snoozed",
    "customers/", "aging/", "intake/", "policies/", "runs/", "people/",
)  # fmt: skip


def reader_of(desk: Any, name: str, language: str) -> Client:
    """A person of the desk who reads in a language."""
    person = desk.people[name]
    User.objects.filter(pk=person.pk).update(language=language)
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def seen_of(answer: Any) -> str:
    """The words of a page, without its tags, scripts and styles."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", bare))


@pytest.mark.parametrize("language", sorted(WORKLIST))
def test_the_worklist_speaks_the_readers_language(real_desk: Any, language: str) -> None:
    answer = reader_of(real_desk, "mei", language).get(f"{real_desk.url}/worklist/?item={real_desk.items[0].pk}")
    said = seen_of(answer)
    assert answer.status_code == 200
    assert [words for words in WORKLIST[language] if words not in said] == []
    assert UNFILLED.findall(said) == []


@pytest.mark.parametrize("language", sorted(WORKLIST))
def test_every_page_answers_in_the_readers_language(real_desk: Any, language: str) -> None:
    client = reader_of(real_desk, "ada", language)
    customer = real_desk.items[0].customer
    for page in (*PAGES, f"customers/{customer.pk}/"):
        answer = client.get(f"{real_desk.url}/{page}", follow=True)
        assert answer.status_code == 200, page
        assert UNFILLED.findall(seen_of(answer)) == [], page
