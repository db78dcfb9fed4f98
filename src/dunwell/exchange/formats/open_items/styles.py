"""How this file writes its dates, numbers, signs and ids: as the profile says, else read off the sample, per column."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.open_items.locate import Found, column_cells
from dunwell.exchange.formats.open_items.profile import Profile
from dunwell.exchange.formats.open_items.rules import AMOUNT_FIELDS, DATE_FIELDS, ID_FIELDS, Kind
from dunwell.exchange.formats.open_items.seeds import OUR_KINDS, kinds_by_word
from dunwell.exchange.reading.amounts import guess_style, read_amount
from dunwell.exchange.reading.dates import DateStyle, guess_order
from dunwell.exchange.reading.grids import Cell, shown
from dunwell.exchange.reading.words import heading_key

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


def note(code: str, text: str, column: str = "", **facts: object) -> Problem:
    """Return a remark: in a problem's form, but stopping nothing."""
    return Problem(f"exchange.open_items.{code}", text, column=column, facts=facts)


def settle_styles(found: Found, profile: Profile, date_order: str) -> Styles:
    """Return the styles of a file; `date_order` stands where neither the profile nor any column tells."""
    styles = Styles()
    _settle_numbers(found, profile, styles)
    _settle_dates(found, profile, styles, date_order)
    styles.sign_rule = profile.sign_rule or _guess_sign_rule(found, profile, styles)
    styles.id_lengths = {name: length for name in ID_FIELDS if (length := _usual_length(found, name))}
    return styles


def _heading(found: Found, name: str) -> str:
    index = found.columns[name]
    return found.headings[index] if index < len(found.headings) else ""


def _settle_numbers(found: Found, profile: Profile, styles: Styles) -> None:
    if profile.decimal_style:
        styles.decimal = profile.decimal_style
        return
    texts = [
        cell
        for name in AMOUNT_FIELDS
        if name in found.columns
        for cell in column_cells(found, name)
        if isinstance(cell, str)
    ]
    styles.decimal, assumed, _ = guess_style(texts)
    if assumed:
        styles.assumed.update(AMOUNT_FIELDS)
        text = gettext_noop(
            "Amounts could be read in more than one way; read as {style}. State the decimal style if wrong."
        )
        styles.notes.append(note("decimal_style_assumed", text, style=styles.decimal))


def _settle_dates(found: Found, profile: Profile, styles: Styles, date_order: str) -> None:
    undecided = []
    for name in DATE_FIELDS:
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
                    note("date_style_mixed", text, _heading(found, name), style=_EXAMPLES[evidence.order])
                )
        else:
            undecided.append((name, evidence.dates))
    proved = {style.order for style in styles.dates.values() if style.order in ("dmy", "mdy")}
    for name, dates in undecided:
        if not dates and styles.dates:
            # An empty column: later cells must be written as the other dates are.
            styles.dates[name] = next(iter(styles.dates.values()))
        else:
            _assume_dates(found, styles, name, next(iter(proved)) if len(proved) == 1 else date_order, len(proved) == 1)
    counts_1904 = found.layout.starts_1904
    styles.dates = {name: replace(style, starts_1904=counts_1904) for name, style in styles.dates.items()}


def _assume_dates(found: Found, styles: Styles, name: str, order: str, as_others: bool) -> None:
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
    styles.notes.append(note("date_style_assumed", text, _heading(found, name), style=_EXAMPLES[order]))


def kind_of(cell: Cell, words: Mapping[str, Kind]) -> Kind | None:
    """Return what a document type's word means, trying the word whole and then what stands before a dash or bracket."""
    text = shown(cell)
    for part in (text, text.split("-")[0], text.split("(")[0], text.split(":")[0]):
        kind = words.get(heading_key(part))
        if kind is not None:
            return kind
    return None


def kind_words(profile: Profile) -> dict[str, Kind]:
    """Return the words for kinds: the shipped ones, our own names, and the profile's over them."""
    own = {heading_key(word): OUR_KINDS[kind] for word, kind in profile.kinds.items() if kind in OUR_KINDS}
    return {**kinds_by_word(), **{heading_key(name): kind for name, kind in OUR_KINDS.items()}, **own}


def _guess_sign_rule(found: Found, profile: Profile, styles: Styles) -> str:
    """Return how the file writes signs: by a column of its own, by the document's kind, or in the amount itself."""
    if "debit_credit" in found.columns or "credit_amount" in found.columns:
        return "debit_credit_column"
    amount = next((name for name in ("amount", "open_amount") if name in found.columns), "")
    if "item_kind" not in found.columns or not amount:
        return "as_is"
    words = kind_words(profile)
    signs: Counter[tuple[int, bool]] = Counter()
    for _, cells in found.sample:
        kind = kind_of(_cell(cells, found.columns["item_kind"]), words)
        value = _value(_cell(cells, found.columns[amount]), styles.decimal)
        if kind is not None and kind.debit != "debit_memo" and value:
            signs[kind.nature, value > 0] += 1
    if signs[-1, True] and not signs[-1, False] and not signs[1, False]:
        return "by_kind"
    if signs[1, False] > 3 * signs[1, True] and signs[-1, True] >= signs[-1, False]:
        text = gettext_noop(
            "Invoices are written with a minus here, so all signs are turned. State the sign rule if wrong."
        )
        styles.notes.append(note("sign_rule_assumed", text, _heading(found, amount)))
        return "inverted"
    return "as_is"


def _cell(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else ""


def _value(cell: Cell, style: str) -> Decimal:
    if isinstance(cell, Decimal):
        return cell
    read = read_amount(cell, style) if isinstance(cell, str) else None
    return read.amount if read else Decimal(0)


def _usual_length(found: Found, name: str) -> int:
    """Return how many digits a column's ids have where nearly all have the same number, else 0.

    That a shorter one has lost its zeros needs a sign: some id of the column starts with one, or a spreadsheet has
    turned ids into numbers.
    """
    if name not in found.columns:
        return 0
    cells = column_cells(found, name)
    digits = [text for cell in cells if (text := shown(cell).strip()).isdigit()]
    if len(digits) < 3:
        return 0
    length, count = Counter(len(text) for text in digits).most_common(1)[0]
    suspicious = any(text.startswith("0") for text in digits) or any(isinstance(cell, Decimal) for cell in cells)
    return length if suspicious and count * 10 >= len(digits) * 8 and length == max(map(len, digits)) else 0
