"""What the cash desk shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dunwell.base.money import Money
from dunwell.base.reasons import Reason
from dunwell.web.shapes import Chip, Empty, Preview, Tab


@dataclass(frozen=True)
class ReceiptLine:
    """One receipt that waits; `share` is the score of its best answer in hundredths, for the bar."""

    id: int
    name: str
    why: str
    amount: Money
    value_date: date
    href: str
    share: int = 0
    tone: str = ""
    score: str = ""
    method: str = ""


@dataclass(frozen=True)
class PayLine:
    """One document that may be paid, and what is put against it, as the form has it: texts, wrong ones included."""

    id: int
    number: str
    customer: str
    due_date: date
    open: Money
    reference: str = ""
    chip: Chip | None = None
    ticked: bool = False
    pay: str = ""
    discount: str = ""
    held_back: str = ""
    code: str = ""
    let_go: str = ""
    fee: str = ""
    rate: str = ""
    needs_rate: bool = False
    wrong: str = ""


@dataclass(frozen=True)
class Equation:
    """Receipt − documents + discount + held back + let go = left; always shown, and right to the cent."""

    receipt: Money
    documents: Money
    discount: Money
    held_back: Money
    let_go: Money
    left: Money

    @property
    def ties(self) -> bool:
        """Whether nothing is left."""
        return not self.left.amount

    @property
    def is_over(self) -> bool:
        """Whether more is put against documents than there is."""
        return self.left.amount < 0


@dataclass(frozen=True)
class AnswerShape:
    """One answer: how sure, which documents with their amounts, what is left, and why."""

    id: int
    title: str
    score: str
    share: int
    tone: str
    arithmetic: Sequence[tuple[str, Money]]
    reasons: Sequence[Reason]
    accept_url: str = ""
    use_url: str = ""
    warning: str = ""
    is_used: bool = False


@dataclass(frozen=True)
class RemittanceShape:
    """The payer's own list: where it came from, its text, and its lines as (number, what is taken off, paid)."""

    title: str
    text: str = ""
    lines: Sequence[tuple[str, Money | None, Money | None]] = ()
    why: str = ""


@dataclass(frozen=True)
class ReceiptPane:
    """The receipt in view: what the bank said, the answers, and the documents it may pay."""

    id: int
    number: str
    title: str
    version: int
    waiting: Money
    amount: Money
    facts: Sequence[tuple[str, str]]
    answers: Sequence[AnswerShape]
    remittances: Sequence[RemittanceShape]
    lines: Sequence[PayLine]
    equation: Equation
    customer: str = ""
    customer_url: str = ""
    places: Sequence[tuple[str, Money]] = ()
    find: str = ""
    found: Sequence[PayLine] = ()
    reason: str = ""
    post_url: str = ""
    account_url: str = ""
    suspense_url: str = ""
    learn_url: str = ""
    refund_url: str = ""
    undo_url: str = ""
    find_url: str = ""
    solve_url: str = ""
    moves: Sequence[tuple[date, str, Money, str]] = ()
    proposal_id: int | None = None
    answer_of_form: str = ""


@dataclass(frozen=True)
class Matching:
    """That receipts are being matched now, in a sentence; the page asks again at `url` until it is over."""

    text: str
    url: str
    tone: str = ""


@dataclass(frozen=True)
class CashPage:
    """The cash desk. `title` is the state of the work in a sentence."""

    title: str
    rows: Sequence[ReceiptLine]
    tabs: Sequence[Tab]
    lede: Sequence[str] = ()
    chosen_id: int | None = None
    is_chosen_by_reader: bool = False
    pane: ReceiptPane | None = None
    list_url: str = ""
    path: str = ""
    search: str = ""
    view: str = "all"
    more_url: str = ""
    earlier_url: str = ""
    batch_url: str = ""
    certain_count: int = 0
    match_url: str = ""
    read_url: str = ""
    matching: Matching | None = None
    undo_url: str = ""
    empty: Empty | None = None
    may_post: bool = False
    codes: Sequence[tuple[str, str]] = ()
    refusal: object = None
    problem: str = ""


@dataclass(frozen=True)
class BatchPage:
    """All certain answers before they are posted."""

    title: str
    preview: Preview
    rows: Sequence[ReceiptLine]
    confirm_url: str
    back_url: str
    ids: str = ""
    count: int = 0
    refusal: object = None


@dataclass(frozen=True)
class Typed:
    """What somebody typed for one line, read: amounts, or which of them is no amount."""

    amount: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    held_back: Decimal = Decimal(0)
    let_go: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)
    rate: Decimal | None = None
    wrong: str = ""
