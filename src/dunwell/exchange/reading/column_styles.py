"""How a table writes its dates and numbers: as the profile says, else read off the sample, per column."""

from dataclasses import dataclass, field, replace

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.reading.amounts import guess_style
from dunwell.exchange.reading.dates import DateStyle, guess_order
from dunwell.exchange.reading.profiles import Profile
from dunwell.exchange.reading.tables import Found, column_cells

_EXAMPLES = {
    "mdy": "m/d/yyyy",
    "dmy": "d/m/yyyy",
    "ymd": "yyyy-mm-dd",
    "serial": "serial",
    "serial_1904": "serial_1904",
}


@dataclass
class Styles:
    """What was settled for one file, with remarks on what had to be assumed."""

    dates: dict[str, DateStyle] = field(default_factory=dict)
    decimal: str = ""
    sign_rule: str = "as_is"
    id_lengths: dict[str, int] = field(default_factory=dict)
    assumed: set[str] = field(default_factory=set)
    notes: list[Problem] = field(default_factory=list)

    def date_format(self) -> str | dict[str, str]:
        """Return the settled styles as a profile states them: one where all agree, else one per field."""
        named = {name: style.pattern or _EXAMPLES[style.order] for name, style in self.dates.items()}
        return next(iter(named.values()), "") if len(set(named.values())) <= 1 else named


def note(key: str, code: str, text: str, column: str = "", **facts: object) -> Problem:
    """Return a remark of a format: in a problem's form, but stopping nothing."""
    return Problem(f"exchange.{key}.{code}", text, column=column, facts=facts)


def heading_of(found: Found, name: str) -> str:
    """Return the heading of a field's column."""
    index = found.columns[name]
    return found.headings[index] if index < len(found.headings) else ""


def settle_numbers(found: Found, profile: Profile, styles: Styles) -> None:
    """Settle how amounts are written; say so where it had to be assumed."""
    if profile.decimal_style:
        styles.decimal = profile.decimal_style
        return
    texts = [
        cell
        for name in profile.shape.amount_fields
        if name in found.columns
        for cell in column_cells(found, name)
        if isinstance(cell, str)
    ]
    styles.decimal, assumed, _ = guess_style(texts)
    if assumed:
        styles.assumed.update(profile.shape.amount_fields)
        text = gettext_noop(
            "Amounts could be read in more than one way; read as {style}. State the decimal style if wrong."
        )
        styles.notes.append(note(profile.shape.key, "decimal_style_assumed", text, style=styles.decimal))


def settle_dates(found: Found, profile: Profile, styles: Styles, date_order: str) -> None:
    """Settle the order of day and month of each date column; `date_order` stands where nothing tells."""
    undecided = []
    for name in profile.shape.date_fields:
        if name not in found.columns:
            continue
        stated = profile.date_style_of(name)
        if stated is not None:
            styles.dates[name] = stated
            continue
        evidence = guess_order(column_cells(found, name))
        if evidence.order:
            styles.dates[name] = DateStyle(evidence.order)
            if evidence.conflicting:
                styles.assumed.add(name)
                text = gettext_noop("Some dates have the day first and some the month first; read as {style}.")
                styles.notes.append(
                    note(
                        profile.shape.key,
                        "date_style_mixed",
                        text,
                        heading_of(found, name),
                        style=_EXAMPLES[evidence.order],
                    )
                )
        else:
            undecided.append((name, evidence.dates))
    proved = {style.order for style in styles.dates.values() if style.order in ("dmy", "mdy")}
    for name, dates in undecided:
        if not dates and styles.dates:
            # An empty column: later cells must be written as the other dates are.
            styles.dates[name] = next(iter(styles.dates.values()))
        else:
            order = next(iter(proved)) if len(proved) == 1 else date_order
            _assume_dates(found, profile, styles, name, order, as_others=len(proved) == 1)
    counts_1904 = found.layout.starts_1904
    styles.dates = {name: replace(style, starts_1904=counts_1904) for name, style in styles.dates.items()}


def _assume_dates(found: Found, profile: Profile, styles: Styles, name: str, order: str, *, as_others: bool) -> None:
    styles.dates[name] = DateStyle(order)
    if not column_cells(found, name):
        return
    styles.assumed.add(name)
    if as_others:
        text = gettext_noop(
            "Day and month cannot be told apart here; read as {style}, like the other dates of this file."
        )
    else:
        text = gettext_noop(
            "Day and month cannot be told apart: ambiguous date style, assumed {style}. State it if wrong."
        )
    styles.notes.append(
        note(profile.shape.key, "date_style_assumed", text, heading_of(found, name), style=_EXAMPLES[order])
    )
