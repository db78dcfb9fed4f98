"""The one registry of shortcuts: it feeds the bindings, the `?` sheet, the tooltips and the Ctrl-K palette.

A shortcut names a command. In the page the command is an ordinary link or button that carries
`data-command="<command>"`; the key presses it. So whatever a key does can also be done with the pointer, a screen
reader, or no script at all. `list.*` and `shell.*` commands move the cursor or open a layer and live in desk.js.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dunwell.web.menu import MENU, PLACES


class Context(StrEnum):
    """Where a shortcut works: anywhere, in a list with a cursor, on the one customer in view, or at the cash desk."""

    ANYWHERE = "anywhere"
    LIST = "list"
    ITEM = "item"
    CASH = "cash"


CONTEXT_LABELS: dict[Context, str | Promise] = {
    Context.LIST: _("In a list"),
    Context.ITEM: _("On the customer in view"),
    Context.CASH: _("At the cash desk"),
    Context.ANYWHERE: _("Anywhere"),
}


@dataclass(frozen=True)
class Shortcut:
    """One key, or two in a row (`g w`), for one command.

    `single` marks keys that a person may switch off (WCAG 2.1.4); `url_name` is a place to go for `go.*` commands.
    """

    keys: str
    context: Context
    command: str
    label: str | Promise
    url_name: str = ""
    single: bool = True
    in_palette: bool = True

    @property
    def caps(self) -> tuple[tuple[str, ...], ...]:
        """The keys as they are printed on key caps: presses in a row, each of one or more keys held together."""
        presses = "Space" if self.keys == " " else self.keys
        return tuple(tuple(press.split("+")) for press in presses.split(" "))


# At the cash desk its own keys go before those of lists: it stands first, and the first that applies is pressed.
SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("Enter", Context.CASH, "cash.accept", _("Accept the answer")),
    Shortcut(" ", Context.CASH, "cash.tick", _("To the documents; tick the one in hand"), in_palette=False),
    Shortcut("f", Context.CASH, "cash.find", _("Find a document")),
    Shortcut("s", Context.CASH, "cash.solve", _("Solve: which documents make the sum")),
    Shortcut("o", Context.CASH, "cash.account", _("Put on account")),
    Shortcut("u", Context.CASH, "cash.suspense", _("Payer not known")),
    Shortcut("r", Context.CASH, "cash.deduction", _("Held back, with a code")),
    Shortcut("l", Context.CASH, "cash.learn", _("Learn the payer")),
    Shortcut("b", Context.CASH, "cash.batch", _("Accept all that are certain")),
    Shortcut("j", Context.LIST, "list.next", _("Next row"), in_palette=False),
    Shortcut("k", Context.LIST, "list.previous", _("Previous row"), in_palette=False),
    Shortcut("Enter", Context.LIST, "list.open", _("Open the row"), in_palette=False),
    Shortcut("o", Context.LIST, "list.open", _("Open the row"), in_palette=False),
    Shortcut("x", Context.LIST, "list.choose", _("Choose the row"), in_palette=False),
    Shortcut("Shift+x", Context.LIST, "list.choose_range", _("Choose every row up to this one"), in_palette=False),
    Shortcut("Tab", Context.LIST, "list.next_view", _("Next view, while a row has the cursor"), in_palette=False),
    Shortcut("Shift+Tab", Context.LIST, "list.previous_view", _("Previous view"), in_palette=False),
    Shortcut("]", Context.LIST, "list.next_view", _("Next view"), in_palette=False),
    Shortcut("[", Context.LIST, "list.previous_view", _("Previous view"), in_palette=False),
    Shortcut("c", Context.ITEM, "item.call", _("Log a call")),
    Shortcut("p", Context.ITEM, "item.promise", _("Take a promise")),
    Shortcut("n", Context.ITEM, "item.note", _("Write a note")),
    Shortcut("m", Context.ITEM, "item.write", _("Write a message")),
    Shortcut("y", Context.ITEM, "message.approve", _("Approve the message")),
    Shortcut("v", Context.ITEM, "reply.confirm", _("Confirm what was read")),
    Shortcut("e", Context.ITEM, "item.done", _("Done, on to the next")),
    Shortcut("h", Context.ITEM, "item.snooze", _("Snooze")),
    Shortcut("a", Context.ITEM, "item.assign", _("Assign")),
    Shortcut("s", Context.ITEM, "item.skip", _("Skip with a reason")),
    Shortcut("d", Context.ITEM, "item.dispute", _("Open a dispute")),
    Shortcut("Shift+ArrowRight", Context.LIST, "dispute.forward", _("Bring the dispute one step on"), single=False),
    Shortcut("Shift+p", Context.LIST, "list.play", _("Start: one customer after another")),
    Shortcut("z", Context.ANYWHERE, "undo", _("Undo the last thing")),
    Shortcut("/", Context.ANYWHERE, "shell.search", _("Search in this list")),
    Shortcut(
        "Ctrl+k", Context.ANYWHERE, "shell.palette", _("Find anything, or do anything"), single=False, in_palette=False
    ),
    Shortcut("?", Context.ANYWHERE, "shell.sheet", _("Show all keys")),
    Shortcut("Escape", Context.ANYWHERE, "shell.close", _("Close what is on top"), single=False, in_palette=False),
    *(
        Shortcut(f"g {entry.letter}", Context.ANYWHERE, f"go.{entry.key}", entry.label, url_name=entry.url_name)
        for entry in MENU
    ),
    *(
        Shortcut(f"g {each.letter}", Context.ANYWHERE, f"go.{each.key}", each.label, url_name=each.url_name)
        for places in PLACES.values()
        for each in places
        if each.letter
    ),
)


def shortcut_of(command: str) -> Shortcut:
    """The first shortcut of a command; KeyError for a command that has none."""
    for shortcut in SHORTCUTS:
        if shortcut.command == command:
            return shortcut
    raise KeyError(command)


def sheet() -> list[tuple[str | Promise, list[Shortcut]]]:
    """The `?` sheet: every shortcut under the words for where it works."""
    return [
        (label, [each for each in SHORTCUTS if each.context == context]) for context, label in CONTEXT_LABELS.items()
    ]


def as_data(creditor_key: str) -> list[dict[str, Any]]:
    """The registry for desk.js, in the reader's language, with the places of one creditor's desk."""
    return [
        {
            "keys": shortcut.keys,
            "context": shortcut.context.value,
            "command": shortcut.command,
            "label": str(shortcut.label),
            "single": shortcut.single,
            "palette": shortcut.in_palette,
            "url": place_of(shortcut.url_name, creditor_key),
        }
        for shortcut in SHORTCUTS
    ]


def place_of(url_name: str, creditor_key: str, *more: object) -> str:
    """The address of a named place on one creditor's desk; empty when there is no such place."""
    if not url_name or not creditor_key:
        return ""
    try:
        return reverse(url_name, args=[creditor_key, *more])
    except NoReverseMatch:
        return ""
