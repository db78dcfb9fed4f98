"""Double entry: every fact gives lines by the creditor's posting templates (handbook §1.5), debits equal to credits.

A fact moves an amount between two accounts. One of them may be the clearing account: what an allocation takes off a
customer's account and puts against a document meets there and nets to nothing, act by act, so that applying 500 reads
`Dr Unapplied 500, Cr AR 500`. Between currencies it nets in base currency.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from dunwell.base.money import round_amount
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

ZERO = Decimal(0)
CLEARING = "clearing"
PASSING = (CLEARING, "suspense")

SHIPPED_TEMPLATES: Mapping[str, Any] = {
    "accounts": {
        "bank": ["1100", "Bank"],
        CLEARING: ["1110", "Cash clearing"],
        "receivables": ["1200", "Accounts receivable"],
        "unapplied": ["1205", "Unapplied cash"],
        "allowance": ["1290", "Allowance for credit losses"],
        "withheld": ["1300", "Tax withheld by customers"],
        "suspense": ["2100", "Unidentified cash"],
        "unclaimed": ["2150", "Unclaimed property"],
        "revenue": ["4000", "Revenue"],
        "returns": ["4090", "Sales returns and allowances"],
        "discounts": ["4095", "Cash discounts given"],
        "tolerance": ["6110", "Small balances and tolerance"],
        "bank_charges": ["6200", "Bank charges"],
        "exchange": ["7100", "Realized exchange differences"],
        "interest": ["7200", "Interest and late fees"],
    },
    "control": {
        "invoice": "receivables", "debit_memo": "receivables", "finance_charge": "receivables",
        "deduction": "receivables", "credit_memo": "receivables", "on_account": "unapplied",
    },
    "issued": {
        "invoice": "revenue", "debit_memo": "revenue", "finance_charge": "interest", "deduction": CLEARING,
        "credit_memo": "returns", "on_account": CLEARING,
    },
    "moved": {
        "payment": CLEARING, "credit": CLEARING, "transfer": CLEARING, "deduction": CLEARING, "refund": CLEARING,
        "returned": CLEARING, "cleared_at_source": CLEARING, "discount": "discounts", "tolerance": "tolerance",
        "bank_fee": "bank_charges", "withholding": "withheld", "write_off": "allowance", "adjustment": "returns",
    },
    "places": {
        "bank": "bank", "returned": "bank", "suspense": "suspense", "on_account": CLEARING, "applied": CLEARING,
        "refunded": CLEARING, "forfeited": "unclaimed", "paid_out": "bank",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Templates:
    """A creditor's chart of accounts, and which account each kind of fact asks for."""

    accounts: Mapping[str, tuple[str, str]]
    control: Mapping[str, str]
    issued: Mapping[str, str]
    moved: Mapping[str, str]
    places: Mapping[str, str]

    @classmethod
    def of_document(cls, document: Mapping[str, Any]) -> "Templates":
        """Read a document over the shipped one; refuse one that names an account it does not have."""
        parts: dict[str, dict[str, Any]] = {}
        for part, shipped in SHIPPED_TEMPLATES.items():
            given = document.get(part, {})
            if not isinstance(given, Mapping):
                raise _unsound(part)
            parts[part] = {**shipped, **given}
        unknown = set(document) - set(SHIPPED_TEMPLATES)
        if unknown:
            raise _unsound(", ".join(sorted(map(str, unknown))))
        accounts: dict[str, tuple[str, str]] = {}
        for key, told in parts["accounts"].items():
            if not isinstance(told, (list, tuple)) or len(told) != 2 or not str(told[0]).strip():
                raise _unsound(f"accounts.{key}")
            accounts[key] = (str(told[0]), str(told[1]))
        for part in ("control", "issued", "moved", "places"):
            for key, account in parts[part].items():
                if key not in SHIPPED_TEMPLATES[part] or account not in accounts:
                    raise _unsound(f"{part}.{key}")
        return cls(accounts, parts["control"], parts["issued"], parts["moved"], parts["places"])

    def number_of(self, account: str) -> str:
        """Return an account's number in the chart."""
        return self.accounts[account][0]


def _unsound(where: str) -> Refusal:
    return Refusal(
        "receivables.journal.templates_unsound",
        gettext_noop("The posting templates are wrong at {where}. Name an account of the chart there."),
        where=where,
    )


class Fact(NamedTuple):
    """One thing that happened: `amount` goes from the credited to the debited account; below zero the other way.

    `base_amount` is its value in base currency; `difference` is a realized gain (above zero), which makes the debited
    side worth so much more than what was credited. `number` overrides the bank's account where there are several.
    """

    kind: str
    fact_id: int
    posting_key: str
    effective_date: date
    currency: str
    amount: Decimal
    base_amount: Decimal
    debit: str
    credit: str
    difference: Decimal = ZERO
    number: str = ""
    customer_id: int | None = None
    open_item_id: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the journal. `amount` and `base_amount` are debits above zero, credits below."""

    posting_key: str
    account: str
    number: str
    effective_date: date
    currency: str
    amount: Decimal
    base_amount: Decimal
    customer_id: int | None = None
    open_item_id: int | None = None
    text: str = ""


def lines_of(facts: Iterable[Fact], templates: Templates) -> list[Line]:
    """Return the lines of facts, act by act, netted; every act balances in each currency and, of each, in base."""
    acts: dict[tuple[str, date], list[Line]] = {}
    for fact in facts:
        key = (fact.posting_key or f"{fact.kind}-{fact.fact_id}", fact.effective_date)
        acts.setdefault(key, []).extend(_lines(fact, templates))
    found = [line for lines in acts.values() for line in _netted(lines)]
    check_balanced(found)
    return found


def _lines(fact: Fact, templates: Templates) -> list[Line]:
    """Return a fact's two lines, and a third for a realized difference, which has a base amount only."""
    debit = Line(
        fact.posting_key or f"{fact.kind}-{fact.fact_id}",
        fact.debit,
        _number(fact, fact.debit, templates),
        fact.effective_date,
        fact.currency,
        fact.amount,
        fact.base_amount + fact.difference,
        fact.customer_id,
        fact.open_item_id,
        fact.text,
    )
    credit = replace(
        debit,
        account=fact.credit,
        number=_number(fact, fact.credit, templates),
        amount=-fact.amount,
        base_amount=-fact.base_amount,
    )
    if not fact.difference:
        return [debit, credit]
    gain = replace(
        debit,
        account="exchange",
        number=templates.number_of("exchange"),
        amount=ZERO,
        base_amount=-fact.difference,
    )
    return [debit, credit, gain]


def _number(fact: Fact, account: str, templates: Templates) -> str:
    return fact.number if fact.number and account == "bank" else templates.number_of(account)


def _netted(lines: Sequence[Line]) -> list[Line]:
    """Net an act by account, currency, customer and item; clearing and suspense by currency alone."""
    held: dict[tuple[Any, ...], Line] = {}
    for told in lines:
        line = replace(told, customer_id=None, open_item_id=None, text="") if told.account in PASSING else told
        key = (line.account, line.number, line.currency, line.customer_id, line.open_item_id)
        before = held.get(key)
        if before is not None:
            line = replace(
                before, amount=before.amount + line.amount, base_amount=before.base_amount + line.base_amount
            )
        held[key] = line
    return [line for line in held.values() if line.amount or line.base_amount]


def check_balanced(lines: Iterable[Line]) -> None:
    """Stop (it would be our fault) where debits are not credits, in a transaction currency or in base currency."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for line in lines:
        amount, base = sums.get(line.currency, (ZERO, ZERO))
        sums[line.currency] = (amount + line.amount, base + line.base_amount)
    odd = {currency: found for currency, found in sums.items() if any(found)}
    assert not odd, f"debits and credits differ: {odd}"


def entry_fact(row: Mapping[str, Any], templates: Templates, base_currency: str) -> Fact:
    """Return the fact of a ledger entry: its item's control account against the account of its kind.

    `row`: id, posting_key, kind, reversed_kind, item_kind, amount, currency, effective_date, rate,
    realized_fx_amount, customer_id, open_item_id, item_number.
    """
    kind = row["reversed_kind"] or row["kind"]
    contra = templates.issued[row["item_kind"]] if kind == "issued" else templates.moved[kind]
    control = templates.control[row["item_kind"]]
    # The control account is debited by what the item moved. A gain makes the contra side worth more, so it is turned.
    amount = -row["amount"]
    base = round_amount(amount * row["rate"], base_currency)
    key = row["posting_key"]
    if key.startswith("credit-") and row["reversed_kind"]:
        key = f"{key}-undone"
    return Fact(
        "entry", row["id"], key, row["effective_date"], row["currency"], amount, base, contra, control,
        row["realized_fx_amount"] or ZERO, "", row["customer_id"], row["open_item_id"],
        f"{row['kind']} {row['item_number']}",
    )  # fmt: skip
