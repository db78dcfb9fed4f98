"""Words that screens share: labels of what the chapters name, and reasons with their amounts and days written out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dunwell.base.money import Money, round_amount
from dunwell.base.reasons import Reason
from dunwell.parties.contacts.rules import ContactRole, HouseHours, house_hours
from dunwell.parties.identifiers.rules import Scheme
from dunwell.platform.calendars import is_day_off
from dunwell.platform.words import format_amount, format_day, format_skeleton_day, reader_locale, say

ACTIONS: dict[str, str | Promise] = {
    "call": gettext_lazy("Call"),
    "email": gettext_lazy("E-mail"),
    "letter": gettext_lazy("Letter"),
    "sms": gettext_lazy("Text message"),
    "task": gettext_lazy("Task"),
    "hold": gettext_lazy("Hold"),
    "escalate": gettext_lazy("Escalate"),
}
OUTCOMES: dict[str, str | Promise] = {
    "promise": gettext_lazy("Promised to pay"),
    "dispute": gettext_lazy("Disputes it"),
    "will_check": gettext_lazy("Will check, call back"),
    "no_answer": gettext_lazy("No answer"),
    "voicemail": gettext_lazy("Left a voicemail"),
    "wrong_contact": gettext_lazy("Wrong contact"),
    "refused": gettext_lazy("Refused"),
    "paid_already": gettext_lazy("Says it is paid"),
}
MORE_OUTCOMES: dict[str, str | Promise] = {
    **OUTCOMES,
    "information": gettext_lazy("Information only"),
    "other": gettext_lazy("Something else"),
}
HOLD_REASONS: dict[str, str | Promise] = {
    "dispute": gettext_lazy("Dispute"),
    "promise": gettext_lazy("Promise"),
    "plan": gettext_lazy("Payment plan"),
    "hardship": gettext_lazy("Hardship"),
    "legal": gettext_lazy("Legal"),
    "insolvency": gettext_lazy("Insolvency"),
    "documents": gettext_lazy("Documents missing"),
    "customer_request": gettext_lazy("Customer asked"),
    "internal_review": gettext_lazy("Internal review"),
    "other": gettext_lazy("Other"),
}
PROMISE_STATES: dict[str, str | Promise] = {
    "pending": gettext_lazy("open"),
    "in_grace": gettext_lazy("in its days of grace"),
    "kept": gettext_lazy("kept"),
    "partially_kept": gettext_lazy("kept in part"),
    "broken": gettext_lazy("broken"),
    "suspended": gettext_lazy("suspended"),
    "superseded": gettext_lazy("changed"),
    "cancelled": gettext_lazy("cancelled"),
}
PROMISE_VIEWS: dict[str, str | Promise] = {
    "open": gettext_lazy("Open"),
    "due": gettext_lazy("Due"),
    "broken": gettext_lazy("Broken"),
    "kept": gettext_lazy("Kept"),
    "proposed": gettext_lazy("Waiting for leave"),
}
PROMISE_SOURCES: dict[str, str | Promise] = {
    "call": gettext_lazy("a call"),
    "email": gettext_lazy("e-mail"),
    "letter": gettext_lazy("a letter"),
    "sms": gettext_lazy("a text message"),
    "in_person": gettext_lazy("in person"),
}
PAYMENT_METHODS: dict[str, str | Promise] = {
    "transfer": gettext_lazy("bank transfer"),
    "check": gettext_lazy("check"),
    "card": gettext_lazy("card"),
    "direct_debit": gettext_lazy("direct debit"),
    "cash": gettext_lazy("cash"),
}
PLAN_STATES: dict[str, str | Promise] = {
    "draft": gettext_lazy("draft: waits for leave"),
    "offered": gettext_lazy("offered"),
    "accepted": gettext_lazy("accepted"),
    "active": gettext_lazy("running"),
    "in_arrears": gettext_lazy("in arrears"),
    "defaulted": gettext_lazy("in default"),
    "completed": gettext_lazy("paid"),
    "rejected": gettext_lazy("not agreed"),
    "renegotiated": gettext_lazy("replaced"),
    "cancelled": gettext_lazy("cancelled"),
    "suspended": gettext_lazy("suspended"),
}
FREQUENCIES: dict[str, str | Promise] = {
    "weekly": gettext_lazy("every week"),
    "fortnightly": gettext_lazy("every two weeks"),
    "monthly": gettext_lazy("every month"),
}
ITEM_KINDS: dict[str, str | Promise] = {
    "invoice": gettext_lazy("Invoice"),
    "debit_memo": gettext_lazy("Debit memo"),
    "finance_charge": gettext_lazy("Finance charge"),
    "deduction": gettext_lazy("Deduction"),
    "credit_memo": gettext_lazy("Credit memo"),
    "on_account": gettext_lazy("On account"),
}
ENTRY_KINDS: dict[str, str | Promise] = {
    "issued": gettext_lazy("Issued"),
    "payment": gettext_lazy("Payment"),
    "credit": gettext_lazy("Credit"),
    "discount": gettext_lazy("Discount"),
    "adjustment": gettext_lazy("Adjustment"),
    "write_off": gettext_lazy("Write-off"),
    "transfer": gettext_lazy("Transfer"),
    "reversal": gettext_lazy("Reversal"),
    "cleared_at_source": gettext_lazy("Cleared at source"),
}
ROLES: dict[str, str | Promise] = {
    ContactRole.ACCOUNTS_PAYABLE: gettext_lazy("accounts payable"),
    ContactRole.ACCOUNTS_PAYABLE_MANAGER: gettext_lazy("accounts payable manager"),
    ContactRole.CONTROLLER: gettext_lazy("controller"),
    ContactRole.OWNER: gettext_lazy("owner"),
    ContactRole.BUYER: gettext_lazy("buyer"),
    ContactRole.CONSUMER: gettext_lazy("consumer"),
    ContactRole.OTHER: gettext_lazy("other"),
}
SCHEMES: dict[str, str | Promise] = {
    Scheme.TAX: gettext_lazy("Tax number"),
    Scheme.VAT: gettext_lazy("VAT number"),
    Scheme.DUNS: gettext_lazy("D-U-N-S number"),
    Scheme.LEI: gettext_lazy("LEI"),
    Scheme.DOT: gettext_lazy("DOT number"),
    Scheme.MC: gettext_lazy("MC number"),
    Scheme.SCAC: gettext_lazy("SCAC"),
    Scheme.BUSINESS_REGISTRATION: gettext_lazy("Business registration"),
    Scheme.ERP: gettext_lazy("Number in the ERP"),
    Scheme.OTHER: gettext_lazy("Other number"),
}
CHANNELS: dict[str, str | Promise] = {
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("e-mail"),
    "letter": gettext_lazy("letter"),
    "sms": gettext_lazy("text message"),
}


def label(words: dict[str, str | Promise], key: str) -> str:
    """The words for a key in the reader's language; the key itself, readable, where there are none."""
    return str(words.get(key) or key.replace("_", " "))


def money_of(amount: Decimal, currency: str) -> Money:
    """An amount from the database as money, with the currency's digits."""
    return Money(round_amount(amount, currency), currency)


def written(amount: Decimal, currency: str) -> str:
    """An amount with its currency, as a sentence has it: `1,234.50 USD`."""
    return f"{format_amount(amount, currency)} {currency}".replace("-", "\N{MINUS SIGN}")


def spoken(reason: Reason) -> Reason:
    """A reason whose amounts and days are written as the reader writes them."""
    facts = dict(reason.facts)
    currency = str(facts.get("currency") or "")
    for name, value in facts.items():
        if currency and name in ("amount", "minimum"):
            facts[name] = _amount(value, currency)
        elif name in ("until", "day") and value:
            facts[name] = _day(value)
        elif name == "reason" and value in HOLD_REASONS:
            facts[name] = label(HOLD_REASONS, str(value)).lower()
    return replace(reason, facts=facts)


def _amount(value: Any, currency: str) -> str:
    try:
        return format_amount(Decimal(str(value)), currency)
    except InvalidOperation:
        return str(value)


def _day(value: Any) -> str:
    try:
        return format_day(value if isinstance(value, date) else date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def sentences(reasons: Iterable[Reason]) -> str:
    """Reasons one after another, in the reader's language."""
    return " · ".join(say(spoken(reason)) for reason in reasons)


def language_name(code: str) -> str:
    """A language in the reader's words; the code itself where it is unknown."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_language_name(reader_locale())
    except (UnknownLocaleError, ValueError):
        return code
    return name or code


def hours_of(*, is_consumer: bool, country: str, local_at: datetime) -> HouseHours:
    """The house's own hours where a customer is."""
    return house_hours(is_consumer, local_at, is_day_off(country))


def hours_words(hours: HouseHours) -> str:
    """Until when somebody may be contacted, or from when on, in three words."""
    if hours.may:
        return _("till %(time)s") % {"time": f"{hours.closes_at:%H:%M}"}
    assert hours.opens_at is not None, "closed hours open again"
    opening = f"{hours.opens_at:%H:%M}"
    if hours.opens_at.date() == hours.local_at.date():
        return _("opens %(time)s") % {"time": opening}
    weekday = format_skeleton_day(hours.opens_at.date(), "EEE")
    return _("opens %(day)s %(time)s") % {"day": weekday, "time": opening}
