"""Every word on a page can be translated; nothing is styled or run inline."""

import pytest
from housekeeping import pages, tree


def _each(check) -> list[str]:
    return [f"{tree.shown(path)} {line}" for path in tree.templates() for line in check(path.read_text("utf-8"))]


def test_every_word_of_every_template_can_be_translated() -> None:
    assert _each(pages.bare_words) == []


def test_no_template_holds_inline_styles_scripts_or_handlers() -> None:
    assert _each(pages.inline_code) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<h1>Seventeen to go</h1>",
        '<button title="Undo it">{% translate "Undo" %}</button>',
        '<p>{% if x == "done" %}Well{% endif %}</p>',
        '<input placeholder="Find a customer" value="{{ query }}">',
    ],
)
def test_bare_words_are_caught(planted: str) -> None:
    assert len(pages.bare_words(planted)) == 1


@pytest.mark.parametrize(
    "kept",
    [
        '<h1>{% translate "Seventeen to go" %}</h1>',
        "<p>{% blocktranslate count n=n %}{{ n }} item{% plural %}{{ n }} items{% endblocktranslate %}</p>",
        '<button title="{% translate "Undo" %}"><kbd>Shift</kbd> CSV · {{ total }}</button>',
        '<script src="{% static "x.js" %}"></script><script type="application/json">{"a": "word"}</script>',
        "{# a remark #}{% comment %}<p>old words</p>{% endcomment %}",
    ],
)
def test_translated_words_keys_and_formats_are_not(kept: str) -> None:
    assert pages.bare_words(kept) == []
    assert pages.inline_code(kept) == []


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a hx-on:click="x">',
    ],
)
def test_inline_code_is_caught(planted: str) -> None:
    assert len(pages.inline_code(planted)) == 1
