"""What templates may hold: every word can be translated, and nothing runs or is styled inline."""

import re
from html.parser import HTMLParser

TRANSLATED = re.compile(
    r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|{%\s*(blocktrans(?:late)?)\b.*?{%\s*end\1\s*%}", re.DOTALL
)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
# Names, file formats and keys: the same in every language.
UNTRANSLATED = frozenset(
    [
        "Dunwell",
        "CSV",
        "XLSX",
        "YAML",
        "JSON",
        "PDF",
        "SQL",
        "Ctrl",
        "Esc",
        "Enter",
        "Tab",
        "Shift",
        "Alt",
        "Cmd",
        "utf",
    ]
)
SHOWN_ATTRIBUTES = frozenset({"title", "placeholder", "aria-label", "alt", "aria-description", "label", "summary"})
UNREAD = frozenset({"script", "style", "code", "kbd", "template", "svg", "pre"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.inline: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note_inline(tag, given)
        if tag in UNREAD:
            self.unread += 1
        for name in SHOWN_ATTRIBUTES & given.keys():
            self._note_words(given[name], f"{name}=")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD and self.unread:
            self.unread -= 1

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self._note_words(data, "")

    def _note_words(self, text: str, where: str) -> None:
        bare = [word for word in WORD.findall(text) if word not in UNTRANSLATED]
        if bare:
            self.words.append(f"line {self.getpos()[0]}: {where}{' '.join(text.split())[:60]!r}")

    def _note_inline(self, tag: str, given: dict[str, str]) -> None:
        line = self.getpos()[0]
        if tag == "style":
            self.inline.append(f"line {line}: <style>")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.inline.append(f"line {line}: <script>")
        self.inline += [
            f"line {line}: {name}="
            for name in given
            if name == "style" or re.fullmatch(r"on[a-z]+", name) or name.startswith("hx-on")
        ]


def bare_words(template: str) -> list[str]:
    """Words outside `{% translate %}` and `{% blocktranslate %}`, in text and in attributes that are read out."""
    return _read(template).words


def inline_code(template: str) -> list[str]:
    """Inline styles, scripts and handlers, which the content security policy refuses."""
    return _read(template).inline


def _read(template: str) -> _Reader:
    without = TRANSLATED.sub(_blank, template)
    reader = _Reader()
    reader.feed(TAG.sub(_blank, without))
    reader.close()
    return reader


def _blank(match: re.Match[str]) -> str:
    """Nothing, over as many lines, so that line numbers stay true."""
    return " " + "\n" * match.group().count("\n")
