"""How this file writes its dates, numbers, signs and ids: as the profile says, else read off the sample, per column."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.open_items.locate import Found, column_cells
from dunwell.exchange.formats.open_items.profile import Profile
from dunwell.exchange.formats.open_items.rules import ID_FIELDS, Kind
from dunwell.exchange.formats.open_items.seeds import OUR_KINDS, kinds_by_word
from dunwell.exchange.reading.amounts import read_amount
from dunwell.exchange.reading.column_styles import Styles, heading_of, settle_dates, settle_numbers
from dunwell.exchange.reading.grids import Cell, shown
from dunwell.exchange.reading.words import heading_key


def note(code: str, text: str, column: str = "", **facts: object) -> Problem:
    """Return a remark: in a problem's form, but stopping nothing."""
    return Problem(f"exchange.open_items.{code}", text, column=column, facts=facts)


def settle_styles(found: Found, profile: Profile, date_order: str) -> Styles:
    """Return the styles of a file; `date_order` stands where neither the profile nor any column tells."""
    styles = Styles()
    settle_numbers(found, profile, styles)
    settle_dates(found, profile, styles, date_order)
    styles.sign_rule = profile.sign_rule or _guess_sign_rule(found, profile, styles)
    styles.id_lengths = {name: length for name in ID_FIELDS if (length := _usual_length(found, name))}
    return styles


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
        styles.notes.append(note("sign_rule_assumed", text, heading_of(found, amount)))
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
