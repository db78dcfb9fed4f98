"""Files of banks through HTTP: dropped and looked at, confirmed and taken in behind the page, released, rolled back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dunwell.cash.accounts.commands import open_account
from dunwell.cash.models import BankStatement, Receipt
from dunwell.exchange.models import Delivery
from dunwell.receivables.periods.commands import lock_period
from dunwell.runs.tasks import take_money_in

Read = Callable[..., str]
STATEMENT = """:20:STMT
:25:BANKUS33/0012345678
:28C:7/1
:60F:C260602USD1000,00
:61:2606030603C2500,00NTRFREF-1
:86:HARBOR LOGISTICS INV-1
:61:2606030603D12,00NCHGREF-2
:86:FEE
:62F:C260603USD{closing}
-
"""


def drop(desk: Any, closing: str = "3488,00", name: str = "june.sta") -> Any:
    text = STATEMENT.format(closing=closing).replace("\n", "\r\n")
    return desk.clients["ada"].post(desk.at("statements/files/"), {"file": SimpleUploadedFile(name, text.encode())})


def confirmed(desk: Any, **said: str) -> Delivery:
    """Confirm the newest delivery and do what was queued, as the worker does."""
    kept = Delivery.objects.latest("pk")
    assert desk.clients["ada"].post(desk.at(f"statements/files/{kept.pk}/confirm/"), said).status_code == 302
    take_money_in(delivery_id=kept.pk)
    kept.refresh_from_db()
    return kept


@pytest.fixture
def account(desk: Any) -> Any:
    """Open the account that the file is of."""
    return open_account(
        viewer=desk.operator, creditor_id=desk.creditor.pk, number="BANKUS33/0012345678", currency="USD", name="Main"
    )


def test_a_dropped_file_is_looked_at_and_nothing_is_written(desk: Any, account: Any, text_of: Read) -> None:
    before = Receipt.objects.count()
    text = text_of(desk.clients["ada"].get(drop(desk)["Location"]))
    assert "1 new receipt" in text
    assert "Nothing has been written yet." in text
    assert "ties" in text
    assert (Receipt.objects.count(), BankStatement.objects.count()) == (before, 0)


@pytest.mark.usefixtures("account")
def test_a_confirmed_file_is_taken_in_behind_the_page_and_rolled_back(desk: Any, text_of: Read) -> None:
    ada = desk.clients["ada"]
    here = drop(desk)["Location"]
    kept = Delivery.objects.latest("pk")
    ada.post(desk.at(f"statements/files/{kept.pk}/confirm/"))
    assert not BankStatement.objects.exists(), "only the worker writes"
    assert "is being taken in" in text_of(ada.get(here))
    assert "no worker is running" in text_of(ada.get(f"{here}pulse/"))
    take_money_in(delivery_id=kept.pk)
    found = BankStatement.objects.get()
    text = text_of(ada.get(desk.at(f"statements/{found.pk}/")))
    assert "HARBOR LOGISTICS" in text
    assert "money out" in text
    assert "payer not known" in text
    assert "This very file is taken in already." in text_of(ada.get(drop(desk)["Location"]))
    assert BankStatement.objects.count() == 1
    text_of(ada.post(f"{here}back/", {"reason": ""}), 422)
    assert ada.post(f"{here}back/", {"reason": "wrong month"}).status_code == 302
    found.refresh_from_db()
    assert found.state == "withdrawn"
    assert "Rolled back: wrong month" in text_of(ada.get(here))


@pytest.mark.usefixtures("account")
def test_a_statement_that_does_not_tie_waits_and_is_released_with_a_reason(desk: Any, text_of: Read) -> None:
    ada = desk.clients["ada"]
    assert "12.00 USD off" in text_of(ada.get(drop(desk, closing="3500,00")["Location"]))
    confirmed(desk)
    found = BankStatement.objects.get()
    assert found.state == "waiting"
    text = text_of(ada.get(desk.at("statements/")))
    assert "1 statement waits" in text
    assert "12.00 USD is missing" in text
    assert "HARBOR LOGISTICS" in text_of(ada.get(desk.at(f"statements/{found.pk}/")))
    release = desk.at(f"statements/{found.pk}/release/")
    assert "12.00" in text_of(ada.post(release, {"reason": ""}), 422)
    assert not Receipt.objects.filter(statement_line__statement=found).exists()
    assert ada.post(release, {"reason": "the bank corrects it tomorrow"}).status_code == 302
    assert Receipt.objects.filter(statement_line__statement=found).count() == 1


def test_an_account_that_is_not_open_can_be_opened_on_the_way(desk: Any, text_of: Read) -> None:
    ada = desk.clients["ada"]
    here = drop(desk)["Location"]
    assert "is not open here" in text_of(ada.get(here))
    answer = ada.post(f"{here}read/", {"format": "", "account": "", "profile": "", "opens": "on"})
    text = text_of(ada.get(answer["Location"]))
    assert "1 new receipt" in text
    assert 'name="opens" value="1"' in text


@pytest.mark.usefixtures("account")
def test_what_is_refused_behind_the_page_is_told_on_it(desk: Any, text_of: Read) -> None:
    here = drop(desk)["Location"]
    lock_period(viewer=desk.operator, creditor_id=desk.creditor.pk, through_date=date(2026, 6, 30), reason="month end")
    confirmed(desk)
    assert "waits" in text_of(desk.clients["ada"].get(here))
    assert BankStatement.objects.get().state == "waiting"


def test_a_file_of_open_items_is_not_for_here_and_a_clerk_may_only_look(desk: Any, text_of: Read) -> None:
    book = b"Customer No,Invoice,Amount,Currency,Due date\nC-1,X-1,5.00,USD,2026-03-03\n"
    file = SimpleUploadedFile("book.csv", book)
    text_of(desk.clients["ada"].post(desk.at("statements/files/"), {"file": file}), 422)
    assert desk.clients["cory"].get(desk.at("statements/files/")).status_code == 403
    assert desk.clients["cory"].get(desk.at("statements/")).status_code == 200
