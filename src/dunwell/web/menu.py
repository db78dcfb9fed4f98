"""What stands in the left rail; a test holds it to the menu keys of `chapters.py`."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Group(StrEnum):
    """What belongs together in the rail, from top to bottom; within a group the order is that of the registry."""

    WORK = "work"
    MONEY = "money"
    RULES = "rules"
    HOUSE = "house"


GROUP_LABELS: dict[Group, str | Promise] = {
    Group.WORK: _("Collecting"),
    Group.MONEY: _("Money"),
    Group.RULES: _("Rules and runs"),
    Group.HOUSE: _("House"),
}


@dataclass(frozen=True)
class MenuEntry:
    """One line of the rail: its key in `chapters.py`, words, address, letter after `g`, and the right it needs.

    `in_bar` entries stand in the bar of a phone, as many as fit; the others are under "More" there.
    """

    key: str
    label: str | Promise
    url_name: str
    letter: str
    right: str = "book.read"
    group: Group = Group.WORK
    in_bar: bool = False


@dataclass(frozen=True)
class MenuPlace:
    """One screen of an entry that has several; they stand under it while one of them is in view.

    `letter` is the key after `g`, empty for the entry's own screen.
    """

    key: str
    label: str | Promise
    url_name: str
    letter: str = ""
    right: str = "book.read"


PLACES: dict[str, tuple[MenuPlace, ...]] = {
    "worklist": (
        MenuPlace("list", _("List"), "web:worklist"),
        MenuPlace("outbox", _("Outbox"), "web:outbox", "o"),
    ),
    "cash": (
        MenuPlace("receipts", _("Receipts"), "web:cash"),
        MenuPlace("statements", _("Statements"), "web:statements", "s"),
        MenuPlace("unapplied", _("Unapplied"), "web:unapplied", "x"),
        MenuPlace("reviews", _("Sample to review"), "web:reviews"),
        MenuPlace("refunds", _("Refunds"), "web:refunds", "f"),
        MenuPlace("reconciliation", _("Reconciliation"), "web:reconciliation", "k"),
        MenuPlace("journal", _("Journal and periods"), "web:journal", "j"),
        MenuPlace("matching", _("Matching rules"), "web:matching", "e"),
    ),
}

MENU: tuple[MenuEntry, ...] = (
    MenuEntry("worklist", _("Worklist"), "web:worklist", "w", in_bar=True),
    MenuEntry("customers", _("Customers"), "web:customers", "c", in_bar=True),
    MenuEntry("inbox", _("Inbox"), "web:inbox", "n"),
    MenuEntry("promises", _("Promises"), "web:promises", "v"),
    MenuEntry("disputes", _("Disputes"), "web:disputes", "d"),
    MenuEntry("cash", _("Cash"), "web:cash", "m", group=Group.MONEY, in_bar=True),
    MenuEntry("aging", _("Aging"), "web:aging", "a", group=Group.MONEY, in_bar=True),
    MenuEntry("intake", _("Intake"), "web:intake", "i", right="intake.run", group=Group.MONEY),
    MenuEntry("policies", _("Policies"), "web:policies", "p", group=Group.RULES),
    MenuEntry("law", _("Law"), "web:law", "l", group=Group.RULES),
    MenuEntry("runs", _("Runs"), "web:runs", "r", group=Group.RULES),
    MenuEntry("people", _("People"), "web:people", "u", right="people.manage", group=Group.HOUSE),
    MenuEntry("trail", _("Audit trail"), "web:trail", "t", right="audit.read", group=Group.HOUSE),
    MenuEntry("creditors", _("Creditors"), "web:creditors", "b", group=Group.HOUSE),
)
