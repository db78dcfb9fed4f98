"""The demo: the sample book loaded once into this home, with sign-ins of its own."""

import json
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.calendars import local_day
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.home import keep, ready_home
from dunwell.platform.people.models import User
from dunwell.runs.sample.book import sample_book
from dunwell.runs.sample.loading import load_creditor, load_holds
from dunwell.runs.sample.people import USERS
from dunwell.runs.sample.shapes import SampleBook

SOURCE = "sample book"
SIGN_INS = "demo_sign_ins.json"
# The earliest morning of the three creditors: nothing in the book lies ahead of any of them.
EARLIEST_ZONE = "America/Chicago"

SHOWN = tuple(user for user in USERS if user.presented)

SignIn = tuple[str, str, str]


def prepare_demo(*, today: date | None = None) -> list[SignIn]:
    """Load what is missing of the sample book and return the sign-ins to show, as (role, e-mail, password).

    Doing it again loads nothing twice: each creditor is loaded whole, in one transaction, or not at all. Passwords are
    drawn once per home and kept there, readable by its owner only; today is the earliest of the creditors' days unless
    it is given.
    """
    day = today or local_day(datetime.now(UTC), EARLIEST_ZONE)
    passwords, are_new = sign_in_passwords(ready_home())
    viewer = system_viewer("demo")
    with viewing(viewer):
        if are_new:
            _follow_passwords(passwords)
        _load_missing(viewer, passwords, day)
    return [(user.memberships[0].role, user.email, passwords[user.email]) for user in SHOWN]


def sign_in_passwords(home: Path) -> tuple[dict[str, str], bool]:
    """Return this home's demo passwords by e-mail, and whether they were drawn just now."""
    kept = home / SIGN_INS
    if kept.exists():
        found: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
        if set(found) >= {user.email for user in SHOWN}:
            return found, False
    drawn = {user.email: secrets.token_urlsafe(12) for user in SHOWN}
    # Written aside and moved into place: a killed start leaves no half file.
    fresh = home / f"{SIGN_INS}.new-{secrets.token_hex(4)}"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(drawn, file, indent=1)
    keep(fresh, home).replace(kept)
    return drawn, True


def _load_missing(viewer: Viewer, passwords: Mapping[str, str], day: date) -> None:
    loaded = set(Creditor.objects.values_list("key", flat=True))
    book: SampleBook | None = None
    for key in dict.fromkeys(m.creditor_key for user in USERS for m in user.memberships):
        if key in loaded:
            continue
        book = book or sample_book(day)
        _load(book, key, viewer, passwords)


def _load(book: SampleBook, key: str, viewer: Viewer, passwords: Mapping[str, str]) -> None:
    sample = book.creditor(key)
    until = book.as_of - timedelta(days=1)
    loaded = load_creditor(book, sample, viewer=viewer, passwords=passwords, until=until, source=SOURCE)
    load_holds(loaded.creditor_id, sample.holds)


def _follow_passwords(passwords: Mapping[str, str]) -> None:
    """Give the people this home's passwords, when the database is older than the home."""
    for user in User.objects.filter(email__in=list(passwords)):
        user.set_password(passwords[user.email])
        user.save(update_fields=["password"])
