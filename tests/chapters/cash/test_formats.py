"""Every sample on the shelf goes all the way in, twice, and the second time brings nothing."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dunwell.cash.accounts.commands import open_account
from dunwell.cash.models import BankStatement, Receipt, RemittanceAdvice, StatementLine
from dunwell.exchange.formats import FORMATS
from dunwell.exchange.reading.parsed import Family

MONEY = [(key, chosen) for key, chosen in FORMATS if chosen.family is not Family.ITEMS]
SAMPLES = [
    pytest.param(key, path, id=f"{key}-{path.name}")
    for key, chosen in MONEY
    for path in sorted(Path(str(files(chosen.package) / "samples")).iterdir())
    if path.suffix not in (".json", ".yaml", ".py")
]


def _counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (BankStatement, StatementLine, Receipt, RemittanceAdvice))


@pytest.mark.parametrize(("key", "path"), SAMPLES)
def test_a_sample_goes_in_once(desk: Any, take: Any, key: str, path: Path) -> None:
    content = path.read_bytes()
    shown = take(content, path.name, key, dry_run=True)
    for number, currency in sorted({(made.account, made.currency) for made in shown.statements if made.account}):
        open_account(viewer=desk.viewer, creditor_id=desk.creditor.pk, number=number, currency=currency)
    first = take(content, path.name, key)
    before = _counts()
    assert first.statement_count + first.remittance_count > 0
    assert [made for made in first.statements if made.state == "waiting" and made.account] == []
    again = take(content + b"\n", path.name, key)
    assert _counts()[1:] == before[1:], again.as_json()
