"""The one list of rooms: what each is called, what it answers, and where it is shown.

Settings (`INSTALLED_APPS`), the menu, the import-linter layers and `docs/map.md` must agree with this list; tests hold
them to it. The order is the order in which money flows: a room imports from, and points back at, rooms above it here,
never below.
"""

from dataclasses import dataclass
from enum import StrEnum

from dunwell.base.words import gettext_noop


class Kind(StrEnum):
    """What sort of room it is: ground holds words and plumbing, chapters hold business, faces only translate."""

    GROUND = "ground"
    CHAPTER = "chapter"
    DAY = "day"
    FACE = "face"


@dataclass(frozen=True)
class Chapter:
    """One room of the house; `app` is its line in INSTALLED_APPS (empty for plain Python), `menu` its menu keys."""

    key: str
    title: str
    answers: str
    kind: Kind
    app: str = ""
    menu: tuple[str, ...] = ()

    @property
    def package(self) -> str:
        """The dotted name of the room's package."""
        return f"dunwell.{self.key}"

    @property
    def docs(self) -> str:
        """The room's page, relative to the root of the repository."""
        return f"docs/chapters/{self.key}.md"


ROOMS: tuple[Chapter, ...] = (
    Chapter("base", gettext_noop("Base"), gettext_noop("Which words does every chapter use?"), Kind.GROUND),
    Chapter(
        "platform",
        gettext_noop("Platform"),
        gettext_noop("Whose desk is it, who may see what, and what has been done?"),
        Kind.GROUND,
        app="dunwell.platform",
        menu=("people", "trail", "creditors"),
    ),
    Chapter(
        "exchange",
        gettext_noop("Exchange"),
        gettext_noop("What comes in and goes out?"),
        Kind.CHAPTER,
        app="dunwell.exchange",
        menu=("intake",),
    ),
    Chapter(
        "compliance",
        gettext_noop("Compliance"),
        gettext_noop("What may be done?"),
        Kind.CHAPTER,
        app="dunwell.compliance",
        menu=("law",),
    ),
    Chapter(
        "parties",
        gettext_noop("Parties"),
        gettext_noop("Who owes, and whom?"),
        Kind.CHAPTER,
        app="dunwell.parties",
        menu=("customers",),
    ),
    Chapter(
        "receivables",
        gettext_noop("Receivables"),
        gettext_noop("What is owed?"),
        Kind.CHAPTER,
        app="dunwell.receivables",
    ),
    Chapter(
        "cash",
        gettext_noop("Cash"),
        gettext_noop("What came in, and what did it pay?"),
        Kind.CHAPTER,
        app="dunwell.cash",
        menu=("cash",),
    ),
    Chapter(
        "exposure",
        gettext_noop("Exposure"),
        gettext_noop("How much, how late, how risky?"),
        Kind.CHAPTER,
        app="dunwell.exposure",
        menu=("aging",),
    ),
    Chapter(
        "strategy",
        gettext_noop("Strategy"),
        gettext_noop("What to do next, and why?"),
        Kind.CHAPTER,
        app="dunwell.strategy",
        menu=("policies",),
    ),
    Chapter(
        "work",
        gettext_noop("Work"),
        gettext_noop("Who does it, and what was said?"),
        Kind.CHAPTER,
        app="dunwell.work",
        menu=("worklist", "inbox"),
    ),
    Chapter(
        "outcomes",
        gettext_noop("Outcomes"),
        gettext_noop("What came of it?"),
        Kind.CHAPTER,
        app="dunwell.outcomes",
        menu=("promises", "disputes"),
    ),
    Chapter(
        "runs",
        gettext_noop("Runs"),
        gettext_noop("In what order does the day's work happen?"),
        Kind.DAY,
        app="dunwell.runs",
        menu=("runs",),
    ),
    Chapter(
        "web",
        gettext_noop("Web"),
        gettext_noop("How does a person work in a browser?"),
        Kind.FACE,
        app="dunwell.web",
    ),
    Chapter("api", gettext_noop("API"), gettext_noop("How does another program work?"), Kind.FACE),
    Chapter("cli", gettext_noop("Command line"), gettext_noop("How does a person work in a terminal?"), Kind.FACE),
    Chapter("story", gettext_noop("Stories"), gettext_noop("Does it do what a collector would tell you?"), Kind.FACE),
)


def chapter(key: str) -> Chapter:
    """The room with this key; KeyError for a room that the house does not have."""
    for room in ROOMS:
        if room.key == key:
            return room
    raise KeyError(key)


def installed_apps() -> list[str]:
    """The rooms that Django must know, in the order of the list: the tail of INSTALLED_APPS."""
    return [room.app for room in ROOMS if room.app]


def menu_keys() -> list[str]:
    """Every menu entry that some room puts in the menu, in the order of the list."""
    return [key for room in ROOMS for key in room.menu]
