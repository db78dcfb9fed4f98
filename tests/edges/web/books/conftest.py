"""A desk with a small book that came in by the door, people of several roles, and another creditor out of sight."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from dunwell.platform.access import Viewer, operator_viewer, viewing
from dunwell.platform.models import Creditor, User
from dunwell.platform.people.commands import add_member
from dunwell.runs.day import DayResult, run_day
from dunwell.runs.intake.commands import IntakeResult, Reading, intake_file
from dunwell.runs.opening import open_creditor

AS_OF = date(2026, 3, 31)
HEADINGS = "Customer No,Customer,Invoice No,Invoice Date,Due Date,Amount,Currency"
BOOK = (
    "C-1,Harbor Logistics,INV-1,2026-01-15,2026-02-14,9000.00,USD",
    "C-1,Harbor Logistics,INV-2,2026-03-15,2026-04-14,1000.00,USD",
    "C-2,=Redwood Brokerage,INV-3,2026-02-09,2026-03-11,1200.00,USD",
    "C-3,Tri-County,INV-4,2025-10-01,2025-10-31,800.00,EUR",
    "C-3,Tri-County,CM-1,2026-03-01,2026-03-01,-50.00,EUR",
)
PEOPLE = {"ana": "admin", "max": "manager", "lee": "lead", "cory": "collector", "cash": "cash_clerk"}


def csv_of(rows: tuple[str, ...] = BOOK, headings: str = HEADINGS) -> bytes:
    """Return the rows as a file."""
    return "\n".join((headings, *rows, "")).encode()


@dataclass
class Desk:
    """One creditor with its book, a second one, and a signed-in client for each person."""

    operator: Viewer
    creditor: Creditor
    other: Creditor
    delivery_id: int
    other_delivery_id: int
    clients: dict[str, Client] = field(default_factory=dict)

    def at(self, path: str, creditor: Creditor | None = None) -> str:
        """Return an address on the desk."""
        return f"/c/{(creditor or self.creditor).key}/{path}"

    def run(self, as_of: date = AS_OF) -> DayResult:
        """Run the day."""
        with viewing(self.operator):
            return run_day(viewer=self.operator, creditor_id=self.creditor.pk, as_of=as_of)

    def feed(self, creditor: Creditor, rows: tuple[str, ...]) -> IntakeResult:
        """Take rows in by the door."""
        with viewing(self.operator):
            return intake_file(
                viewer=self.operator, creditor_id=creditor.pk, stream=io.BytesIO(csv_of(rows)), file_name="book.csv",
                reading=Reading(effective_date=AS_OF),
            )  # fmt: skip


def made_desk() -> Desk:
    """Make the desk."""
    operator = operator_viewer()
    with viewing(operator):
        creditor = open_creditor(viewer=operator, name="Northline Freight", base_currency="USD")
        other = open_creditor(viewer=operator, name="Wing Tai", base_currency="HKD")
        for name, role in PEOPLE.items():
            add_member(
                viewer=operator, creditor_id=creditor.pk, email=f"{name}@dunwell.example", full_name=name.title(),
                role=role, password="a-long-enough-secret",
            )  # fmt: skip
        people = {name: User.objects.get(email=f"{name}@dunwell.example") for name in PEOPLE}
    desk = Desk(operator, creditor, other, 0, 0)
    desk.delivery_id = desk.feed(creditor, BOOK).delivery_id
    hidden = desk.feed(other, ("X-1,Hidden Ltd,X-INV,2026-01-15,2026-02-14,77.00,HKD", "X-2,Bad,X-2,nonsense,x,y,HKD"))
    desk.other_delivery_id = hidden.delivery_id
    for name, person in people.items():
        desk.clients[name] = Client()
        desk.clients[name].force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return desk


@pytest.fixture
def desk(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return the desk in a test's own transaction."""
    monkeypatch.setenv("DUNWELL_HOME", str(tmp_path))
    return made_desk()


@pytest.fixture
def text_of() -> Callable[..., str]:
    """Return what turns an answer into its text, after checking its status."""

    def read(answer: object, status: int = 200) -> str:
        text: str = answer.content.decode()  # type: ignore[attr-defined]
        assert answer.status_code == status, (answer.status_code, text[:2000])  # type: ignore[attr-defined]
        return text

    return read
