"""What may happen to a work item, and how a person's day is filled."""

from collections.abc import Sequence
from enum import StrEnum

from dunwell.base.refusals import Refusal
from dunwell.base.states import Machine
from dunwell.base.words import gettext_noop


class ItemState(StrEnum):
    """Where a work item stands."""

    OPEN = "open"
    DONE = "done"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"


class ItemEvent(StrEnum):
    """What may happen to a work item; `reopen` and `resnooze` are what undo does."""

    COMPLETE = "complete"
    SNOOZE = "snooze"
    SKIP = "skip"
    ASSIGN = "assign"
    WAKE = "wake"
    REOPEN = "reopen"
    RESNOOZE = "resnooze"


TRANSITIONS: dict[tuple[ItemState, ItemEvent], ItemState] = {
    (ItemState.OPEN, ItemEvent.COMPLETE): ItemState.DONE,
    (ItemState.OPEN, ItemEvent.SNOOZE): ItemState.SNOOZED,
    (ItemState.OPEN, ItemEvent.SKIP): ItemState.SKIPPED,
    (ItemState.OPEN, ItemEvent.ASSIGN): ItemState.OPEN,
    (ItemState.OPEN, ItemEvent.RESNOOZE): ItemState.SNOOZED,
    (ItemState.SNOOZED, ItemEvent.COMPLETE): ItemState.DONE,
    (ItemState.SNOOZED, ItemEvent.SNOOZE): ItemState.SNOOZED,
    (ItemState.SNOOZED, ItemEvent.SKIP): ItemState.SKIPPED,
    (ItemState.SNOOZED, ItemEvent.ASSIGN): ItemState.SNOOZED,
    (ItemState.SNOOZED, ItemEvent.WAKE): ItemState.OPEN,
    (ItemState.SNOOZED, ItemEvent.REOPEN): ItemState.OPEN,
    (ItemState.SNOOZED, ItemEvent.RESNOOZE): ItemState.SNOOZED,
    (ItemState.DONE, ItemEvent.REOPEN): ItemState.OPEN,
    (ItemState.DONE, ItemEvent.RESNOOZE): ItemState.SNOOZED,
    (ItemState.SKIPPED, ItemEvent.REOPEN): ItemState.OPEN,
    (ItemState.SKIPPED, ItemEvent.RESNOOZE): ItemState.SNOOZED,
}

MACHINE: Machine[ItemState, ItemEvent] = Machine("work.item", TRANSITIONS)

UNWORKED = (ItemState.OPEN, ItemState.SNOOZED)
BY_HAND = "by_hand"
"""The step of an item that a person added; it has no decision and travels from list to list until it is closed."""


def undoing(event: ItemEvent, before: ItemState) -> ItemEvent:
    """Return the event that takes back another: an assignment by assigning, the rest by where the item stood before."""
    if event is ItemEvent.ASSIGN:
        return ItemEvent.ASSIGN
    return ItemEvent.RESNOOZE if before is ItemState.SNOOZED else ItemEvent.REOPEN


def check_reason(reason: str) -> str:
    """Return the trimmed reason for skipping; refuse an empty one."""
    if not reason.strip():
        raise Refusal(
            "work.item.reason_missing",
            gettext_noop("Say in a few words why this is skipped, so that the next person knows."),
        )
    return reason.strip()


def check_title(title: str) -> str:
    """Return the trimmed title of a task; refuse an empty or a very long one."""
    if not title.strip() or len(title.strip()) > 200:
        raise Refusal("work.item.title_unusable", gettext_noop("Say in at most 200 characters what is to be done."))
    return title.strip()


def beyond_capacity(minutes: Sequence[int], capacity_minutes: int) -> list[bool]:
    """Tell, in the order of the list, which items no longer fit into a person's day.

    The day is filled from the top; the first item that does not fit and everything below it are for another day.
    """
    marks, used = [], 0
    for need in minutes:
        used += need
        marks.append(used > capacity_minutes)
    return marks
