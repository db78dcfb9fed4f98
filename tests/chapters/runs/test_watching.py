"""A watched folder: complete files go in once, and lie in done or failed with a report beside them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from dunwell.base.refusals import Refusal
from dunwell.cash.accounts.commands import open_account
from dunwell.cash.models import Receipt
from dunwell.exchange.models import Delivery
from dunwell.runs.cash.watching import look_into_folder, look_into_folders

NOW = 1_900_000_000.0
STATEMENT = (
    b":20:STMT\r\n:25:0012345678\r\n:28C:1/1\r\n:60F:C260330USD100,00\r\n"
    b":61:2603310331C25,00NTRFA-1\r\n:86:INV-1\r\n:62F:C260331USD125,00\r\n-\r\n"
)


@pytest.fixture
def look(desk: Any, tmp_path: Path) -> Any:
    open_account(viewer=desk.viewer, creditor_id=desk.creditor.pk, number="0012345678", currency="USD")

    def looked() -> list[Any]:
        return look_into_folder(viewer=desk.viewer, creditor_id=desk.creditor.pk, folder=tmp_path, now=NOW)

    return looked


def put(folder: Path, name: str, content: bytes = STATEMENT, age: float = 60) -> Path:
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (NOW - age, NOW - age))
    return path


def test_a_complete_file_is_taken_in_and_lies_in_done_with_its_report(look: Any, tmp_path: Path) -> None:
    put(tmp_path, "march.sta")
    (found,) = look()
    assert found.is_done
    assert (tmp_path / "done" / "march.sta").read_bytes() == STATEMENT
    report = json.loads((tmp_path / "done" / "march.sta.report.json").read_text())
    assert (report["format"], report["statements"][0]["state"], report["receipts"]) == ("mt940", "posted", 1)
    assert look() == []
    put(tmp_path, "march.sta")
    (again,) = look()
    assert Path(again.place).name == "march-2.sta"
    assert again.report["repeated"]
    assert Receipt.objects.count() == 1


def test_what_is_still_written_hidden_or_a_link_stays(look: Any, tmp_path: Path) -> None:
    put(tmp_path, "young.sta", age=2)
    put(tmp_path, ".hidden.sta")
    put(tmp_path, "half.sta.part")
    (tmp_path / "link.sta").symlink_to(put(tmp_path.parent, "elsewhere.sta"))
    assert look() == []
    assert Delivery.objects.count() == 0


def test_what_cannot_be_read_lies_in_failed_with_the_reason_and_stops_nothing(look: Any, tmp_path: Path) -> None:
    put(tmp_path, "a.sta", b"\x00\x01 nothing of the kind", age=90)
    put(tmp_path, "b.sta")
    first, second = look()
    assert (first.is_done, second.is_done) == (False, True)
    told = json.loads((tmp_path / "failed" / "a.sta.report.json").read_text())
    assert told.get("problems") or told.get("refused"), told
    assert Receipt.objects.count() == 1


def test_what_a_watcher_left_behind_is_taken_up_again(look: Any, tmp_path: Path) -> None:
    (tmp_path / ".working").mkdir()
    put(tmp_path / ".working", "left.sta")
    (found,) = look()
    assert (found.file_name, found.is_done) == ("left.sta", True)


def test_each_creditor_has_a_folder_of_its_own(desk: Any, look: Any, tmp_path: Path) -> None:
    (tmp_path / desk.creditor.key).mkdir()
    (tmp_path / "nobody").mkdir()
    put(tmp_path / desk.creditor.key, "march.sta")
    put(tmp_path / "nobody", "march.sta")
    creditors = {desk.creditor.key: desk.creditor.pk}
    assert len(look_into_folders(viewer=desk.viewer, root=tmp_path, now=NOW, creditors=creditors)) == 1
    assert (tmp_path / "nobody" / "march.sta").exists()


def test_a_folder_that_is_not_there_is_refused(desk: Any, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"runs.cash.no_folder"):
        look_into_folder(viewer=desk.viewer, creditor_id=desk.creditor.pk, folder=tmp_path / "gone", now=NOW)
