"""What stands in the left rail; a test holds it to the menu keys of `chapters.py`."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class MenuEntry:
    """One line of the rail: its key in `chapters.py`, words, address, letter after `g`, and the right it needs."""

    key: str
    label: str | Promise
    url_name: str
    letter: str
    right: str = "book.read"
    quiet: bool = False


MENU: tuple[MenuEntry, ...] = (
    MenuEntry("worklist", _("Worklist"), "web:worklist", "w"),
    MenuEntry("customers", _("Customers"), "web:customers", "c"),
    MenuEntry("cash", _("Cash"), "web:cash", "m"),
    MenuEntry("aging", _("Aging"), "web:aging", "a"),
    MenuEntry("intake", _("Intake"), "web:intake", "i", right="intake.run"),
    MenuEntry("policies", _("Policies"), "web:policies", "p"),
    MenuEntry("runs", _("Runs"), "web:runs", "r"),
    MenuEntry("people", _("People"), "web:people", "u", right="people.manage", quiet=True),
    MenuEntry("trail", _("Audit trail"), "web:trail", "t", right="audit.read", quiet=True),
    MenuEntry("creditors", _("Creditors"), "web:creditors", "b", quiet=True),
)
