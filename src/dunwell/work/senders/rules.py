"""How a creditor writes to its customers: what may be set for each channel."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop

LONGEST_SETTING = 2_000


class SenderKind(StrEnum):
    """What a set of settings is for; `any` holds what every channel says alike."""

    ANY = "any"
    EMAIL = "email"
    LETTER = "letter"
    SMS = "sms"
    NOTICES = "notices"


ANY_SETTINGS: dict[str, str] = {
    "phone": gettext_noop("The number to call back."),
    "payment_details": gettext_noop("How to pay: bank, account, reference."),
    "dispute_contact": gettext_noop("Where to say that something is wrong with a document."),
    "address": gettext_noop("The creditor's own postal address, one line per line."),
    "opt_out": gettext_noop("How to stop messages, as text messages say it."),
}


def check_settings(document: Mapping[str, Any], known: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with settings as such: an unknown name, or a value that is no short text or number."""
    problems = []
    for name, value in document.items():
        if name not in known:
            text = gettext_noop("There is no setting {name}. Choose one of: {known}.")
            problems.append(
                Problem("work.sender.setting_unknown", text, facts={"name": name[:60], "known": ", ".join(known)})
            )
        elif not isinstance(value, str | int | bool) or len(str(value)) > LONGEST_SETTING:
            text = gettext_noop("{name} must be a text or a number of at most {most} letters.")
            problems.append(
                Problem("work.sender.setting_unreadable", text, facts={"name": name, "most": LONGEST_SETTING})
            )
    return problems


def secret_name(creditor_key: str, channel: str) -> str:
    """Return the name under which the operator keeps a channel's secret: `DUNWELL_SECRET_NORTHLINE_FREIGHT_EMAIL`."""
    plain = "".join(letter if letter.isalnum() else "_" for letter in f"{creditor_key}_{channel}")
    return f"DUNWELL_SECRET_{plain.upper()}"
