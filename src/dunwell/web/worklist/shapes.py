"""What the worklist shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dunwell.base.money import Money
from dunwell.web.charts import Lateness
from dunwell.web.customers.shapes import Standing, Summary
from dunwell.web.shapes import Chip, Choice, Empty, Pager, Preview, Tab


@dataclass(frozen=True)
class WorkLine:
    """One row: a customer with the one thing to do about it. `href` shows it in the pane, `open_url` is its page."""

    id: int
    rank: int
    name: str
    why: str
    task: str
    minutes: int
    amount: Money
    item_count: int
    href: str
    open_url: str
    also_known_as: str = ""
    chip: Chip | None = None
    local_time: time | None = None
    hours: str = ""
    may_contact: bool = True
    lateness: Lateness | None = None
    owner: str = ""
    state: str = "open"
    step: str = ""
    is_beyond: bool = False

    @property
    def pick_words(self) -> str:
        """What the row's box does."""
        return _("Choose %(name)s") % {"name": self.name}

    @property
    def minutes_words(self) -> str:
        """How long it takes."""
        return _("%(n)s min") % {"n": self.minutes}

    @property
    def count_words(self) -> str:
        """How many items are open."""
        return ngettext("%(n)s item", "%(n)s items", self.item_count) % {"n": self.item_count}


@dataclass(frozen=True)
class Progress:
    """How far the day is: pieces and minutes."""

    done: int
    total: int
    minutes_left: int
    capacity_minutes: int
    minutes_of_work: int = 0

    @property
    def share(self) -> int:
        """Done of every hundred, for the hairline under the title."""
        return round(100 * self.done / self.total) if self.total else 100


@dataclass(frozen=True)
class Play:
    """One customer after another: the place in the list, and the ways out."""

    place: int
    total: int
    pause_url: str

    @property
    def share(self) -> int:
        """Worked of every hundred."""
        return round(100 * (self.place - 1) / self.total) if self.total else 100


@dataclass(frozen=True)
class WorklistPage:
    """The collector's home. `title` is the state of the work in a sentence; `lede` are smaller facts under it.

    Without a `summary`, the customer under the cursor is at `pane_url`: the list is there first, and then its pane.
    """

    title: str
    today: date
    rows: Sequence[WorkLine]
    tabs: Sequence[Tab]
    progress: Progress | None = None
    lede: Sequence[str] = ()
    note: str = ""
    chosen_id: int | None = None
    pane_url: str = ""
    is_chosen_by_reader: bool = False
    summary: Summary | None = None
    standing: Standing | None = None
    play: Play | None = None
    play_url: str = ""
    list_url: str = ""
    search: str = ""
    filters: Sequence[Choice] = ()
    save_view_url: str = ""
    bulk_url: str = ""
    undo_url: str = ""
    matching: int = 0
    pager: Pager | None = None
    empty: Empty | None = None
    export_urls: Sequence[tuple[str, str]] = ()
    filter_form: object = None
    kept: Sequence[tuple[str, str]] = ()
    drop_view_url: str = ""
    owners: Sequence[Choice] = ()
    may_work: bool = True
    path: str = ""
    shows_owner: bool = False


@dataclass(frozen=True)
class BulkPage:
    """A bulk action before it is done: what it would do, to whom, and who is left out and why."""

    title: str
    preview: Preview
    action: str
    confirm_url: str
    back_url: str
    form: object = None
    count: int = 0
    do: str = ""
    items: str = ""
