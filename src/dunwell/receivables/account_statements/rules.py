"""The statement of account: what is open, or what moved, currency by currency (handbook §1.10).

A statement is not an invoice and not a demand: it holds no word of consequences.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)
BUCKETS = ("current", "1_30", "31_60", "61_90", "over_90")


class StatementStyle(StrEnum):
    """Open documents with their age, or what moved in a period between two balances."""

    OPEN_ITEM = "open_item"
    ACTIVITY = "activity"


@dataclass(frozen=True)
class OpenLine:
    """One document that is open as of the day; amounts signed."""

    kind: str
    number: str
    document_date: date
    due_date: date
    reference: str
    original_amount: Decimal
    open_amount: Decimal
    days_past_due: int
    is_disputed: bool


@dataclass(frozen=True)
class Movement:
    """One entry of the period with the balance after it."""

    effective_date: date
    kind: str
    number: str
    amount: Decimal
    balance_amount: Decimal


@dataclass(frozen=True)
class Section:
    """A statement in one currency. Open-item: `lines` and their age. Activity: `movements` between two balances."""

    currency: str
    lines: tuple[OpenLine, ...]
    movements: tuple[Movement, ...]
    opening_amount: Decimal
    closing_amount: Decimal
    aging: Mapping[str, Decimal]
    unapplied_amount: Decimal


@dataclass(frozen=True)
class AccountStatement:
    """A customer's statement as of a day; without sections there is nothing to state."""

    creditor_name: str
    customer_name: str
    customer_number: str
    style: StatementStyle
    from_date: date | None
    as_of: date
    language: str
    sections: tuple[Section, ...]
    said: Mapping[str, str]


def bucket_of(days_past_due: int) -> str:
    """Return which part of the ageing footer a document stands in."""
    if days_past_due <= 0:
        return "current"
    return BUCKETS[min((days_past_due - 1) // 30 + 1, 4)]


def aging_of(lines: Iterable[OpenLine]) -> dict[str, Decimal]:
    """Return the ageing footer of open documents; credits stand by themselves and not in it."""
    sums = dict.fromkeys(BUCKETS, ZERO)
    for line in lines:
        if line.open_amount > 0:
            sums[bucket_of(line.days_past_due)] += line.open_amount
    return sums


def section_of(
    currency: str, lines: Iterable[OpenLine], moved: Iterable[tuple[date, str, str, Decimal]], opening: Decimal
) -> Section:
    """Return one currency's section; opening and movements must come to the sum of what is open."""
    held = tuple(lines)
    closing = sum((line.open_amount for line in held), ZERO)
    movements, balance = [], opening
    for day, kind, number, amount in moved:
        balance += amount
        movements.append(Movement(day, kind, number, amount, balance))
    assert balance == closing, f"{currency}: {opening} and its movements come to {balance}, but {closing} is open"
    unapplied = -sum((line.open_amount for line in held if line.open_amount < 0), ZERO)
    return Section(currency, held, tuple(movements), opening, closing, aging_of(held), unapplied)


WORDS: dict[str, dict[str, str]] = {
    "en": {
        "open_item": "Statement of account", "activity": "Statement of account: movements", "as_of": "As of {day}",
        "period": "From {first} to {last}", "customer": "Customer", "currency": "Currency",
        "document": "Document", "number": "Number", "date": "Date", "due": "Due date", "reference": "Your reference",
        "original": "Original", "open": "Open", "days": "Days past due", "disputed": "in dispute",
        "movement": "Movement", "amount": "Amount", "balance": "Balance", "opening": "Opening balance",
        "closing": "Closing balance", "total": "Total open", "credit_total": "Credit balance in your favor",
        "unapplied": "Credits not yet applied, contained above", "current": "Not yet due", "1_30": "1–30 days",
        "31_60": "31–60 days", "61_90": "61–90 days", "over_90": "Over 90 days", "aging": "By age",
        "pay": "How to pay", "contact": "Questions, or something wrong with a document",
        "nothing": "Nothing is open.", "phone": "Telephone",
        "note": "This statement is not an invoice. Please tell us if a document is missing from your books or differs.",
        "slip": "Remittance slip", "slip_note": "Send this with your payment, and mark the documents that it covers.",
        "paid": "Paid",
    },
    "zh-hant": {
        "open_item": "賬戶結單", "activity": "賬戶結單：往來紀錄", "as_of": "截至 {day}",
        "period": "由 {first} 至 {last}", "customer": "客戶", "currency": "貨幣",
        "document": "單據類別", "number": "單據編號", "date": "日期", "due": "到期日", "reference": "貴方參考編號",
        "original": "原額", "open": "未清金額", "days": "逾期日數", "disputed": "有爭議",
        "movement": "項目", "amount": "金額", "balance": "結餘", "opening": "期初結餘",
        "closing": "期末結餘", "total": "未清總額", "credit_total": "閣下賬戶結存",
        "unapplied": "已包括在上列的未分配款項", "current": "未到期", "1_30": "1–30 日",
        "31_60": "31–60 日", "61_90": "61–90 日", "over_90": "90 日以上", "aging": "賬齡",
        "pay": "付款方法", "contact": "如有查詢或單據有誤", "nothing": "沒有未清單據。", "phone": "電話",
        "note": "本結單並非發票。如貴公司欠缺任何單據或發現差異，請告知我們。",
        "slip": "付款通知", "slip_note": "請連同付款交回，並註明所付單據。", "paid": "已付",
    },
    "fil": {
        "open_item": "Statement of account", "activity": "Statement of account: mga galaw", "as_of": "Sa petsang {day}",
        "period": "Mula {first} hanggang {last}", "customer": "Kostumer", "currency": "Salapi",
        "document": "Dokumento", "number": "Numero", "date": "Petsa", "due": "Takdang petsa",
        "reference": "Inyong reference", "original": "Orihinal", "open": "Natitira", "days": "Araw na lampas",
        "disputed": "pinagtatalunan", "movement": "Galaw", "amount": "Halaga", "balance": "Balanse",
        "opening": "Panimulang balanse", "closing": "Pangwakas na balanse", "total": "Kabuuang natitira",
        "credit_total": "Balanse na pabor sa inyo", "unapplied": "Mga kreditong hindi pa nailalaan, kasama sa itaas",
        "current": "Hindi pa takda", "1_30": "1–30 araw", "31_60": "31–60 araw", "61_90": "61–90 araw",
        "over_90": "Higit sa 90 araw", "aging": "Ayon sa edad", "pay": "Paano magbayad",
        "contact": "Mga tanong, o kung may mali sa dokumento", "nothing": "Walang natitira.", "phone": "Telepono",
        "note": "Hindi invoice ang statement na ito. Pakisabi kung may kulang na dokumento o may pagkakaiba.",
        "slip": "Abiso ng bayad", "slip_note": "Ipadala kasama ng bayad, at markahan ang mga dokumentong binayaran.",
        "paid": "Bayad",
    },
}  # fmt: skip
"""What the paper says around its figures, as customers read it; like every text to customers it needs native review."""

KINDS: dict[str, dict[str, str]] = {
    "en": {
        "invoice": "Invoice", "debit_memo": "Debit note", "finance_charge": "Finance charge", "deduction": "Deduction",
        "credit_memo": "Credit note", "on_account": "Payment on account", "issued": "Issued", "payment": "Payment",
        "credit": "Credit applied", "discount": "Discount", "adjustment": "Adjustment", "write_off": "Adjustment",
        "transfer": "Transfer", "reversal": "Correction", "cleared_at_source": "Cleared",
        "tolerance": "Small difference", "bank_fee": "Bank fee", "withholding": "Tax withheld",
        "refund": "Refund", "returned": "Payment returned",
    },
    "zh-hant": {
        "invoice": "發票", "debit_memo": "借項通知單", "finance_charge": "逾期費用", "deduction": "扣款",
        "credit_memo": "貸項通知單", "on_account": "暫存款", "issued": "發出", "payment": "付款",
        "credit": "貸項抵銷", "discount": "折扣", "adjustment": "調整", "write_off": "調整",
        "transfer": "轉賬", "reversal": "更正", "cleared_at_source": "已結清", "tolerance": "尾差",
        "bank_fee": "銀行費用", "withholding": "預扣稅", "refund": "退款", "returned": "退回付款",
    },
    "fil": {
        "invoice": "Invoice", "debit_memo": "Debit memo", "finance_charge": "Finance charge", "deduction": "Kaltas",
        "credit_memo": "Credit memo", "on_account": "Deposito sa account", "issued": "Inilabas", "payment": "Bayad",
        "credit": "Inilapat na kredito", "discount": "Diskuwento", "adjustment": "Pagsasaayos",
        "write_off": "Pagsasaayos", "transfer": "Paglilipat", "reversal": "Pagwawasto",
        "cleared_at_source": "Naayos na", "tolerance": "Munting pagkakaiba",
        "bank_fee": "Bayad sa bangko", "withholding": "Buwis na ibinawas",
        "refund": "Refund", "returned": "Ibinalik na bayad",
    },
}  # fmt: skip


def words_of(language: str) -> Mapping[str, str]:
    """Return the paper's words in a language; English where it is not known."""
    return WORDS.get(language, WORDS["en"])


def kind_word(kind: str, language: str) -> str:
    """Return a kind of document or movement as a customer reads it."""
    return KINDS.get(language, KINDS["en"]).get(kind, kind)
