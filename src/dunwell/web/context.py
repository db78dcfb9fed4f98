"""What every page knows about its frame: who looks, whose desk, as of when, and whether the book ties to the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dunwell.base.money import Money
from dunwell.outcomes.disputes.queries import my_dispute_count
from dunwell.platform.creditors.queries import creditors_of
from dunwell.platform.people.rules import Right
from dunwell.web.doors import day_here
from dunwell.web.menu import GROUP_LABELS, MENU, PLACES, Group
from dunwell.web.shortcuts import as_data, place_of, sheet
from dunwell.work.worklist.queries import Overview, left_of_viewer

IN_BAR = 4
LANGUAGE_TAGS = {"en": "en", "zh-hant": "zh-Hant-HK", "fil": "fil"}


@dataclass(frozen=True)
class Tie:
    """Whether the published book equals the ledger, since when, and by how much it does not."""

    ok: bool
    at: datetime
    difference: Money | None = None
    url: str = ""


@dataclass(frozen=True)
class PlaceLine:
    """One screen of the entry in view."""

    label: str | Promise
    url: str
    letter: str = ""
    current: bool = False


@dataclass(frozen=True)
class MenuLine:
    """One line of the rail as this viewer sees it; `count` only for what they must act on.

    `places` are the screens of the entry in view, where it has several.
    """

    key: str
    label: str | Promise
    url: str
    letter: str
    count: int | None = None
    current: bool = False
    in_bar: bool = False
    places: tuple[PlaceLine, ...] = ()


@dataclass(frozen=True)
class MenuGroup:
    """What belongs together in the rail."""

    label: str | Promise
    lines: tuple[MenuLine, ...]


@dataclass(frozen=True)
class DeskOf:
    """One creditor whose desk the viewer may open."""

    key: str
    name: str
    url: str


@dataclass(frozen=True)
class Shell:
    """The frame around a screen."""

    person: str = ""
    email: str = ""
    theme: str = "system"
    density: str = "comfortable"
    single_keys: bool = True
    creditor_key: str = ""
    creditor_name: str = ""
    creditors: tuple[DeskOf, ...] = ()
    as_of: date | None = None
    tie: Tie | None = None
    menu: tuple[MenuGroup, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    language_tag: str = "en"
    palette_url: str = ""
    still: SafeString = field(default_factory=SafeString)

    @property
    def bar(self) -> tuple[MenuLine, ...]:
        """What stands in the bar of a phone beside "More"."""
        return tuple(line for group in self.menu for line in group.lines if line.in_bar)[:IN_BAR]

    @property
    def is_under_more(self) -> bool:
        """Whether the screen in view is one that the bar of a phone has under "More"."""
        return any(line.current for group in self.menu for line in group.lines if line not in self.bar)


def menu_groups(
    creditor_key: str, current: str, rights: frozenset[str], counts: Mapping[str, int], path: str = ""
) -> tuple[MenuGroup, ...]:
    """The rail for one viewer: only what they may open, group by group, in the order of the registry."""
    grouped: dict[Group, list[MenuLine]] = {group: [] for group in Group}
    for entry in MENU:
        url = place_of(entry.url_name, creditor_key)
        if not url or entry.right not in rights:
            continue
        is_here = entry.key == current
        places = place_lines(creditor_key, entry.key, rights, path) if is_here else ()
        grouped[entry.group].append(
            MenuLine(entry.key, entry.label, url, entry.letter, counts.get(entry.key), is_here, entry.in_bar, places)
        )
    return tuple(MenuGroup(GROUP_LABELS[group], tuple(lines)) for group, lines in grouped.items() if lines)


def place_lines(creditor_key: str, entry: str, rights: frozenset[str], path: str) -> tuple[PlaceLine, ...]:
    """The screens of one entry that this viewer may open; the one in view is the nearest above the address."""
    known = [
        (each, url)
        for each in PLACES.get(entry, ())
        if each.right in rights and (url := place_of(each.url_name, creditor_key))
    ]
    nearest = max((url for _, url in known if path.startswith(url)), key=len, default="")
    return tuple(PlaceLine(each.label, url, each.letter, url == nearest) for each, url in known)


def plain_shell(theme: str = "system") -> Shell:
    """The frame for someone who has not signed in."""
    return Shell(theme=theme, languages=tuple(settings.LANGUAGES), language_tag=language_tag())


def language_tag() -> str:
    """The `lang` attribute of the page."""
    return LANGUAGE_TAGS.get(get_language() or "en", "en")


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give every template its `shell`; a part of a page that shows nothing of the frame does not pay for it."""
    made = getattr(request, "shell", None)
    if made is None:
        made = SimpleLazyObject(lambda: shell_of(request))
        request.shell = made  # type: ignore[attr-defined]
    return {"shell": made}


def shell_of(request: Any) -> Shell:
    """Build the frame for a request: from the person's preferences and the creditor in the address."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return plain_shell()
    creditor = getattr(request, "creditor", None)
    key = creditor.key if creditor else ""
    rights = frozenset(right.value for right in Right if creditor and request.viewer.may(right.value, creditor.id))
    frame = frame_of(request) if creditor else Frame()
    seen = request.creditors if creditor else creditors_of(request.viewer)
    return Shell(
        person=str(user),
        email=user.email,
        theme=user.theme,
        density=user.density,
        single_keys=user.single_keys,
        creditor_key=key,
        creditor_name=creditor.name if creditor else "",
        creditors=tuple(DeskOf(row.key, row.name, place_of("web:home_of", row.key)) for row in seen),
        as_of=frame.as_of,
        tie=frame.tie,
        menu=menu_groups(key, getattr(request, "section", ""), rights, frame.counts, request.path),
        languages=tuple(settings.LANGUAGES),
        language_tag=language_tag(),
        palette_url=place_of("web:palette", key),
        still=still_parts(get_language() or "en", key),
    )


@lru_cache(maxsize=512)
def still_parts(language: str, creditor_key: str) -> SafeString:
    """The layers that are the same on every page of a desk: the palette, the `?` sheet, and what desk.js binds.

    They are a fifth of a page's work; so they are written once for each language and desk, while that language is on.
    """
    assert language == (get_language() or "en"), "written in the language that is on"
    context = {"shortcuts": as_data(creditor_key), "sheet": sheet()}
    return render_to_string("web/parts/still.html", context)


@dataclass(frozen=True)
class Frame:
    """What the frame says about a creditor's book: the day that is published, the proof of it, and what waits."""

    as_of: date | None = None
    tie: Tie | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


def frame_of(request: Any) -> Frame:
    """The frame's facts for the creditor in the address; a day is published only after every balance was proved.

    A screen that knows how the list stands leaves that on the request, and it isn't counted again.
    """
    published = day_here(request)
    if published is None:
        return Frame()
    known: Overview | None = getattr(request, "overview", None)
    left = known.mine_left if known else left_of_viewer(request.viewer, request.creditor.id, day=published)
    counts = {"worklist": left, "disputes": my_dispute_count(request.viewer, request.creditor.id)}
    return Frame(published.as_of, Tie(ok=True, at=published.published_at), counts)
