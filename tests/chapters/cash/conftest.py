"""A creditor with one bank account: what most cash tests start from."""

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from dunwell.cash.accounts.commands import open_account
from dunwell.runs.cash.commands import intake_money
from dunwell.runs.cash.results import MoneyReading, MoneyResult

sys.path.append(str(Path(__file__).parent))


@pytest.fixture
def account(desk: Any) -> Any:
    """Return the desk's bank account in USD."""
    return open_account(
        viewer=desk.viewer, creditor_id=desk.creditor.pk, number="HBUS/0012345678", currency="USD", name="Operating"
    )


@pytest.fixture
def take(desk: Any) -> Any:
    """Return how a file is taken in."""

    def taken(
        content: bytes, name: str = "statement.sta", format_key: str = "", *, dry_run: bool = False, **reading: Any
    ) -> MoneyResult:
        return intake_money(
            viewer=desk.viewer,
            creditor_id=desk.creditor.pk,
            stream=io.BytesIO(content),
            file_name=name,
            format_key=format_key,
            reading=MoneyReading(**reading),
            dry_run=dry_run,
        )

    return taken
