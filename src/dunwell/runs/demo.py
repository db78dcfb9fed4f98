"""The demo: the sample book loaded once into this home, with sign-ins of its own."""

import io
import json
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from dunwell.cash.accounts.commands import open_account
from dunwell.cash.accounts.queries import known_accounts
from dunwell.cash.matching.commands import propose, publish_rules, save_rules
from dunwell.cash.matching.queries import live_rules
from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.calendars import local_day
from dunwell.platform.creditors.models import Creditor
from dunwell.platform.creditors.queries import CreditorRow, creditors_of
from dunwell.platform.home import keep, ready_home
from dunwell.platform.people.models import User
from dunwell.receivables.holds.models import Hold
from dunwell.runs.cash.commands import intake_money
from dunwell.runs.day import run_day
from dunwell.runs.intake.commands import Reading, intake_file
from dunwell.runs.sample.bank import camt_of, sample_bank
from dunwell.runs.sample.book import sample_book
from dunwell.runs.sample.files import (
    HEADINGS,
    open_item_rows,
    with_flaws,
    write_open_items_csv,
    write_open_items_xlsx,
)
from dunwell.runs.sample.loading import SAMPLE, load_creditor, load_holds
from dunwell.runs.sample.outcomes import keep_outcomes
from dunwell.runs.sample.people import USERS
from dunwell.runs.sample.shapes import SampleBook, SampleCreditor
from dunwell.strategy.policy.commands import seed_policies
from dunwell.work.worklist.queries import published_day

# What came in the last days came as files; in each, now and then a row that a person mistyped.
DAYS_BY_FILE = 6
FLAW_EVERY = 140
SIGN_INS = "demo_sign_ins.json"
# The earliest morning of the three creditors: nothing in the book lies ahead of any of them.
EARLIEST_ZONE = "America/Chicago"

# Receipts above these post themselves at no creditor of the demo, so that the cash desk has some to look at.
LIMITS = {"USD": "2500.00", "HKD": "10000.00", "PHP": "3000.00"}
LIMIT_NOTE = "Larger receipts are looked at by a person."

CREDITOR_KEYS = tuple(dict.fromkeys(member.creditor_key for user in USERS for member in user.memberships))
SHOWN = tuple(user for user in USERS if user.presented)

SignIn = tuple[str, str, str]


def prepare_demo(*, today: date | None = None) -> list[SignIn]:
    """Load what is missing of the sample book, run the days that are missing, and return the sign-ins to show.

    A sign-in is (role, e-mail, password).

    Doing it again loads nothing twice, and finishes what a killed start left. Passwords are
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
        for creditor in creditors_of(viewer):
            if creditor.key in CREDITOR_KEYS:
                _run_today(viewer, creditor, today)
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


def _run_today(viewer: Viewer, creditor: CreditorRow, today: date | None) -> None:
    """Run the day where today's list is not published yet."""
    day = today or local_day(datetime.now(UTC), creditor.time_zone)
    published = published_day(viewer, creditor.id)
    if published is None or published.as_of < day:
        run_day(viewer=viewer, creditor_id=creditor.id, as_of=day)


def _load_missing(viewer: Viewer, passwords: Mapping[str, str], day: date) -> None:
    """Load each creditor that is not whole yet; its holds are written last, so they tell."""
    book: SampleBook | None = None
    for key in CREDITOR_KEYS:
        found = Creditor.objects.filter(key=key).first()
        if found is not None and Hold.objects.filter(creditor=found, placed_by=SAMPLE).exists():
            continue
        book = book or sample_book(day)
        _load(book, book.creditor(key), viewer, passwords, found.pk if found else None)


def _load(
    book: SampleBook, sample: SampleCreditor, viewer: Viewer, passwords: Mapping[str, str], creditor_id: int | None
) -> None:
    """Load one creditor as of six days ago; its last two files then come in by the door, like anyone's."""
    until = book.as_of - timedelta(days=DAYS_BY_FILE)
    if creditor_id is None:
        creditor_id = load_creditor(
            book, sample, viewer=viewer, passwords=passwords, until=until, source=Reading.source
        ).creditor_id
    seed_policies(viewer=viewer, creditor_id=creditor_id)
    for day in (until + timedelta(days=2), book.as_of - timedelta(days=1)):
        _deliver(sample, creditor_id, viewer, day)
    _receive(sample, creditor_id, viewer, book.as_of)
    keep_outcomes(viewer, creditor_id, sample, book.as_of)
    load_holds(creditor_id, sample.holds)


def _deliver(sample: SampleCreditor, creditor_id: int, viewer: Viewer, day: date) -> None:
    with TemporaryDirectory(prefix="dunwell-demo-") as folder:
        rows = with_flaws(open_item_rows(sample, day, with_disputed=False), every=FLAW_EVERY)
        as_workbook = sample.country == "HK"
        path = Path(folder) / f"open_items_{day.isoformat()}.{'xlsx' if as_workbook else 'csv'}"
        if as_workbook:
            write_open_items_xlsx(rows, path, as_of=day, headings=HEADINGS)
        else:
            write_open_items_csv(rows, path, headings=HEADINGS)
        reading = Reading(mode="snapshot", effective_date=day)
        with path.open("rb") as stream:
            intake_file(viewer=viewer, creditor_id=creditor_id, stream=stream, file_name=path.name, reading=reading)


def _receive(sample: SampleCreditor, creditor_id: int, viewer: Viewer, as_of: date) -> None:
    """Take the bank's last statements and a payer's list in, and match: what is certain posts itself."""
    bank = sample_bank(sample, as_of)
    if not known_accounts(creditor_id):
        open_account(
            viewer=viewer, creditor_id=creditor_id, number=bank.account, currency=bank.currency, name="Operating"
        )
    if live_rules(creditor_id)[0] is None:
        rules = {"auto_limit": LIMITS[bank.currency], "review_percent": 25}
        kept, _ = save_rules(viewer=viewer, creditor_id=creditor_id, document=rules, note=LIMIT_NOTE)
        publish_rules(viewer=viewer, creditor_id=creditor_id, version=kept.version, note=LIMIT_NOTE)
    name = as_of.isoformat()
    for file_name, content in (
        (f"statements_{name}.xml", camt_of(bank)),
        (f"remittance_{name}.txt", bank.remittance.encode()),
    ):
        intake_money(viewer=viewer, creditor_id=creditor_id, stream=io.BytesIO(content), file_name=file_name)
    propose(viewer=viewer, creditor_id=creditor_id, post=True)


def _follow_passwords(passwords: Mapping[str, str]) -> None:
    """Give the people this home's passwords, when the database is older than the home."""
    for user in User.objects.filter(email__in=list(passwords)):
        user.set_password(passwords[user.email])
        user.save(update_fields=["password"])
