"""The mapping profile: which column is which field, and how this file writes dates, numbers and signs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self, TypeVar

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.amounts import STYLES
from dunwell.exchange.reading.dates import DateStyle, date_style

_KEYS = (
    "name", "columns", "date_format", "decimal_style", "sign_rule", "defaults", "kinds", "digits", "fill_down",
    "dash_is_zero", "header_row", "sheet", "encoding", "delimiter",
)  # fmt: skip
Columns = Mapping[str, str | tuple[str, ...]]
ProfileT = TypeVar("ProfileT", bound="Profile")


@dataclass(frozen=True)
class Shape:
    """What a format of tables looks for: its fields in order of likelihood, and of which kind they are.

    `id_fields` may have lost leading zeros. `shared` fields may be one column; `stand_ins` name the field whose column
    is taken where a field has none.
    """

    key: str
    fields: tuple[str, ...]
    date_fields: tuple[str, ...]
    amount_fields: tuple[str, ...]
    sign_rules: tuple[str, ...]
    id_fields: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()
    stand_ins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    """How one sender's file is laid out; every part may be left out and is then read off the file itself.

    Each format of tables has a profile of its own, which states its `shape`.

    `columns` names a field's heading or column letter; a tuple lists headings to look for, the first present wins.
    `date_format` is one for the file or one per field. `digits` pads ids that lost their zeros. `fill_down` fields take
    their blank cells from the group line above. `dash_is_zero` says that a lone dash is how this file writes zero.
    `header_row` 0 means that the file has no headings.
    """

    shape: ClassVar[Shape]

    name: str = ""
    columns: Columns = field(default_factory=dict)
    date_format: str | Mapping[str, str] = ""
    decimal_style: str = ""
    sign_rule: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    digits: Mapping[str, int] = field(default_factory=dict)
    fill_down: tuple[str, ...] = ()
    dash_is_zero: bool = False
    header_row: int | None = None
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""

    def date_style_of(self, name: str) -> DateStyle | None:
        """Return the stated style of a date field, or None where the file is to tell."""
        text = self.date_format if isinstance(self.date_format, str) else self.date_format.get(name, "")
        return date_style(text) if text else None

    def document(self) -> dict[str, Any]:
        """Return the profile as plain data for YAML or JSON, without what it leaves open."""
        columns = {key: list(value) if isinstance(value, tuple) else value for key, value in self.columns.items()}
        date_format = self.date_format if isinstance(self.date_format, str) else dict(self.date_format)
        found = {key: getattr(self, key) for key in _KEYS}
        found |= {"columns": columns, "date_format": date_format, "fill_down": list(self.fill_down)}
        found |= {key: dict(getattr(self, key)) for key in ("defaults", "kinds", "digits")}
        return {key: value for key, value in found.items() if value not in ("", None, {}, [], False)}

    def overridden(
        self,
        *,
        columns: Mapping[str, str] | None = None,
        defaults: Mapping[str, str] | None = None,
        date_format: str = "",
    ) -> Self:
        """Return the profile with a person's own columns, defaults and date format over it; refuse unknown fields."""
        merged = {**self.columns, **(columns or {})}
        changed = replace(self, columns=merged, defaults={**self.defaults, **(defaults or {})})
        changed = replace(changed, date_format=date_format or self.date_format)
        return profile_of(type(self), changed.document() | {"name": self.name})


def _refuse(code: str, text: str, **facts: object) -> Refusal:
    return Refusal(f"exchange.profile.{code}", text, **facts)


def _check_fields(names: Mapping[str, Any], part: str, allowed: tuple[str, ...]) -> None:
    for name in names:
        if name not in allowed:
            raise _refuse(
                "unknown_field",
                gettext_noop("There is no field {field} to use in {part}. Choose one of: {known}."),
                field=name,
                part=part,
                known=", ".join(allowed),
            )


def _mapping(document: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = document.get(key) or {}
    if not isinstance(value, Mapping):
        raise _refuse("not_a_list_of_fields", gettext_noop("{part} must say a value for each field."), part=key)
    return {str(name): part for name, part in value.items()}


def _one_of(document: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    value = str(document.get(key) or "")
    if value and value not in allowed:
        raise _refuse(
            "unknown_choice",
            gettext_noop("{value} is no {part}. Choose one of: {known}."),
            value=value,
            part=key,
            known=" | ".join(allowed),
        )
    return value


def _whole(value: Any, part: str, highest: int) -> int:
    if isinstance(value, bool) or not str(value).isdigit() or int(value) > highest:
        raise _refuse(
            "not_a_number", gettext_noop("{part} must be a whole number up to {highest}."), part=part, highest=highest
        )
    return int(value)


def _columns(document: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, str | tuple[str, ...]]:
    columns: dict[str, str | tuple[str, ...]] = {}
    for name, value in _mapping(document, "columns").items():
        if isinstance(value, list | tuple):
            columns[name] = tuple(str(part) for part in value)
        elif value not in (None, ""):
            columns[name] = str(value)
    _check_fields(columns, "columns", fields)
    return columns


def profile_of(kind: type[ProfileT], document: Mapping[str, Any]) -> ProfileT:
    """Return the profile that plain data describes; refuse what it cannot mean, naming the part."""
    shape = kind.shape
    _check_fields(document, "a mapping profile", (*_KEYS, "title", "marks"))
    defaults = {key: str(value) for key, value in _mapping(document, "defaults").items()}
    _check_fields(defaults, "defaults", tuple(name for name in shape.fields if name not in shape.amount_fields))
    kinds = {key: str(value) for key, value in _mapping(document, "kinds").items()}
    digits = {key: _whole(value, f"digits.{key}", 40) for key, value in _mapping(document, "digits").items()}
    _check_fields(digits, "digits", shape.id_fields)
    date_format = document.get("date_format") or ""
    if isinstance(date_format, Mapping):
        _check_fields(date_format, "date_format", shape.date_fields)
    header_row = document.get("header_row")
    profile = kind(
        name=str(document.get("name") or ""),
        columns=_columns(document, shape.fields),
        date_format=dict(date_format) if isinstance(date_format, Mapping) else str(date_format),
        decimal_style=_one_of(document, "decimal_style", STYLES),
        sign_rule=_one_of(document, "sign_rule", shape.sign_rules),
        defaults=defaults,
        kinds=kinds,
        digits=digits,
        fill_down=tuple(document.get("fill_down") or ()),
        dash_is_zero=bool(document.get("dash_is_zero", False)),
        header_row=None if header_row is None else _whole(header_row, "header_row", 1000),
        sheet=str(document.get("sheet") or ""),
        encoding=str(document.get("encoding") or ""),
        delimiter=_delimiter(str(document.get("delimiter") or "")),
    )
    for name in shape.date_fields:
        profile.date_style_of(name)
    return profile


def _delimiter(text: str) -> str:
    sign = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}.get(text.lower(), text)
    if len(sign) > 1:
        raise _refuse("delimiter", gettext_noop("{cell} is no delimiter. Give one sign, or “tab”."), cell=text)
    return sign
