"""The words of a condition: which may stand in it at all, and SQLGlot's tree of those that may.

What is refused here never reaches a parser: statements, comments, quoted names, other functions, parameters, casts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError
from sqlglot.tokenizer_core import Token, TokenType
from sqlglot.tokens import Tokenizer

from dunwell.base.documents import close_to
from dunwell.base.words import fill, gettext_noop

FUNCTIONS: dict[str, str] = {
    "coalesce": "the first value that is not null",
    "abs": "the number without its sign",
    "least": "the smallest of several numbers",
    "greatest": "the largest of several numbers",
    "lower": "the text in small letters",
    "upper": "the text in capital letters",
}
MOST_CHARACTERS, MOST_TOKENS, MOST_DEPTH = 2_000, 300, 20

_T = TokenType
_TOKENS = {
    _T.VAR, _T.NUMBER, _T.STRING, _T.L_PAREN, _T.R_PAREN, _T.COMMA,
    _T.AND, _T.OR, _T.NOT, _T.EQ, _T.NEQ, _T.LT, _T.LTE, _T.GT, _T.GTE,
    _T.BETWEEN, _T.IN, _T.LIKE, _T.ILIKE, _T.IS, _T.NULL, _T.TRUE, _T.FALSE,
    _T.PLUS, _T.DASH, _T.STAR, _T.CASE, _T.WHEN, _T.THEN, _T.ELSE, _T.END,
}  # fmt: skip
_WORDS = {"and", "or", "not", "between", "in", "like", "ilike", "is", "null", "true", "false"}
_WORDS |= {"case", "when", "then", "else", "end"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a condition: the offset of the character where it stands, and what to do about it."""

    offset: int
    code: str
    text: str
    facts: Mapping[str, object]

    def sentence(self) -> str:
        """Return the fault in English with its facts filled in."""
        return fill(self.text, self.facts)


class Faulty(Exception):
    """The first fault that makes reading on useless."""

    def __init__(self, offset: int, code: str, text: str, **facts: object) -> None:
        super().__init__(code)
        self.fault = Fault(offset, f"strategy.expression.{code}", text, facts)


def tree_of(text: str, columns: Mapping[str, str]) -> exp.Expression:
    """Return SQLGlot's tree of a condition whose every word may stand in one; raise Faulty where one may not."""
    _check_tokens(_tokens_of(text), columns)
    return _parsed(text)


def too_deep(offset: int) -> Faulty:
    """Return the fault of nesting too deep."""
    return Faulty(
        offset,
        "too_deep",
        gettext_noop("This is nested more than {most} deep. Split it into two steps."),
        most=MOST_DEPTH,
    )


def _tokens_of(text: str) -> list[Token]:
    if not text.strip():
        raise Faulty(0, "empty", gettext_noop("The condition is empty. Write true if it always holds."))
    if len(text) > MOST_CHARACTERS:
        raise Faulty(
            0,
            "too_long",
            gettext_noop("The condition is longer than {most} characters. Split it."),
            most=MOST_CHARACTERS,
        )
    for offset, character in enumerate(text):
        if not character.isprintable() and character not in "\n\t":
            raise Faulty(offset, "odd_character", gettext_noop("There is an invisible character here. Delete it."))
    try:
        return list(Tokenizer().tokenize(text))
    except TokenError:
        raise Faulty(
            _last_quote(text), "unreadable", gettext_noop("This text or name is not closed. Add the missing quote.")
        ) from None


def _last_quote(text: str) -> int:
    return max(text.rfind("'"), text.rfind('"'), text.rfind("/*"), 0)


def _check_tokens(tokens: list[Token], columns: Mapping[str, str]) -> None:
    if len(tokens) > MOST_TOKENS:
        raise Faulty(
            tokens[MOST_TOKENS].start, "too_long", gettext_noop("The condition has more than {most} words. Split it."),
            most=MOST_TOKENS,
        )  # fmt: skip
    depth = 0
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.comments:
            raise Faulty(
                token.end + 1,
                "comment",
                gettext_noop("A comment cannot stand in a condition. Put it on a line of its own with #."),
            )
        _check_token(token, following, columns)
        depth += {_T.L_PAREN: 1, _T.CASE: 1, _T.R_PAREN: -1, _T.END: -1}.get(token.token_type, 0)
        if depth > MOST_DEPTH:
            raise too_deep(token.start)


def _check_token(token: Token, following: Token | None, columns: Mapping[str, str]) -> None:
    word = token.text.lower()
    kind = token.token_type
    if kind is _T.SEMICOLON:
        raise Faulty(token.start, "statement", gettext_noop("One condition, no semicolon. Delete from here on."))
    if kind is _T.IDENTIFIER:
        raise Faulty(
            token.start,
            "quoted_name",
            gettext_noop("Names are written without quotes; text is written in single quotes."),
        )
    if following is not None and kind in (_T.NOT, _T.DASH) and following.token_type is kind:
        raise Faulty(following.start, "doubled", gettext_noop("{word} stands here twice. Keep one."), word=token.text)
    called = following is not None and following.token_type is _T.L_PAREN
    if called and word not in _WORDS and (word[:1].isalpha() or word[:1] == "_") and word not in FUNCTIONS:
        raise _unknown_function(token)
    if word in columns or (called and word in FUNCTIONS):
        return
    if kind is _T.VAR or (kind not in _TOKENS and re.fullmatch(r"\w+", word)):
        raise _unknown_name(token, columns)
    if kind not in _TOKENS:
        raise Faulty(
            token.start, "not_available", gettext_noop("{word} cannot be used in a condition."), word=token.text[:20]
        )


def _unknown_function(token: Token) -> Faulty:
    near = close_to(token.text, FUNCTIONS)
    if near:
        return Faulty(
            token.start, "unknown_function", gettext_noop("There is no function {name}. Did you mean {near}?"),
            name=token.text, near=near,
        )  # fmt: skip
    return Faulty(
        token.start, "unknown_function", gettext_noop("There is no function {name}. Available: {known}."),
        name=token.text, known=", ".join(sorted(FUNCTIONS)),
    )  # fmt: skip


def _unknown_name(token: Token, columns: Mapping[str, str]) -> Faulty:
    near = close_to(token.text, columns)
    if near:
        return Faulty(
            token.start, "unknown_column", gettext_noop("There is no fact {name}. Did you mean {near}?"),
            name=token.text, near=near,
        )  # fmt: skip
    return Faulty(
        token.start, "unknown_column",
        gettext_noop("There is no fact {name}. Text is written in single quotes; facts are listed beside the editor."),
        name=token.text,
    )  # fmt: skip


def _parsed(text: str) -> exp.Expression:
    try:
        tree = sqlglot.parse_one(text)
    except ParseError as error:
        raise Faulty(
            _offset_of(error, text),
            "unreadable",
            gettext_noop("This cannot be read from here on. Check what comes before it."),
        ) from None
    except RecursionError:
        raise too_deep(0) from None
    assert isinstance(tree, exp.Expression)
    return tree


def _offset_of(error: ParseError, text: str) -> int:
    details = error.errors[0] if error.errors else {}
    before, shown = details.get("start_context") or "", details.get("highlight") or ""
    found = text.find(before + shown)
    return found + len(before) if found >= 0 else 0
