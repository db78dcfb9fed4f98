"""What of the desk somebody asks to see; it stands in the address."""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from dunwell.cash.desk.queries import VIEWS
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place

PAGE_SIZE = 50
_TICKS = re.compile(r"[0-9]{1,15}d?(\.[0-9]{1,15}d?){0,99}")


@dataclass(frozen=True)
class Asked:
    """One way of looking at the desk: the view, the search, the page, the receipt in view, the answer in the form.

    `tick` names documents to tick, with a `d` after those that take their discount: `12.15d`.
    """

    view: str = "all"
    search: str = ""
    page: int = 1
    receipt: int | None = None
    answer: int | None = None
    find: str = ""
    tick: str = ""

    @property
    def ticks(self) -> dict[int, bool]:
        """The documents to tick, each with whether it takes its discount."""
        return {int(each.rstrip("d")): each.endswith("d") for each in self.tick.split(".") if each}

    def query(self, **changes: Any) -> str:
        """The address's query, beginning with `?`; empty for the usual way of looking."""
        # What is ticked is ticked for one receipt.
        asked = replace(self, **({"tick": ""} if "receipt" in changes else {}) | changes)
        parts = {
            "view": asked.view if asked.view != "all" else "",
            "q": asked.search,
            "page": asked.page if asked.page > 1 else "",
            "receipt": asked.receipt or "",
            "answer": asked.answer or "",
            "find": asked.find,
            "tick": asked.tick,
        }
        kept = {name: value for name, value in parts.items() if value != ""}
        return f"?{urlencode(kept)}" if kept else ""


def asked_of(request: DeskRequest) -> Asked:
    """Read the way of looking from the address; what cannot be read is as if it were not there."""
    told = request.GET
    view = told.get("view", "all")
    return Asked(
        view=view if view in VIEWS else "all",
        search=told.get("q", "").strip()[:120],
        page=max(1, min(_whole(told.get("page")) or 1, 10_000)),
        receipt=_whole(told.get("receipt")),
        answer=_whole(told.get("answer")),
        find=told.get("find", "").strip()[:80],
        tick=told.get("tick", "") if _TICKS.fullmatch(told.get("tick", "")) else "",
    )


def _whole(text: str | None) -> int | None:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def desk_url(request: DeskRequest, asked: Asked, **changes: Any) -> str:
    """The address of the desk as somebody looks at it."""
    return f"{place(request, 'cash')}{asked.query(**changes)}"
