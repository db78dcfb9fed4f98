"""`dunwell read`: what an answer says, with no database anywhere."""

import json
import subprocess
import sys
from pathlib import Path

MAIL = """From: Bo Chan <bo@harbor.example>
To: Ana <ana@desk.example>
Subject: Re: Invoice INV-20431
Date: Tue, 31 Mar 2026 09:12:00 +0800
Message-ID: <1@harbor.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

我們會於下週五過數港幣一萬二千元，餘款月底付清。

Ana <ana@desk.example> 於 2026年3月30日 寫道：
> Please pay HKD 99,000.00 by 1 April.
"""


def _run(home: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {
        "PYTHONPATH": ":".join(sys.path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "PATH": "/usr/bin:/bin", "DUNWELL_HOME": str(home),
    }  # fmt: skip
    command = [sys.executable, "-m", "dunwell", "read", *arguments]
    return subprocess.run(command, check=False, capture_output=True, input=given, env=environment, timeout=120)


def test_an_answer_is_read_and_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    mail = tmp_path / "answer.eml"
    mail.write_text(MAIL, "utf-8")
    ended = _run(tmp_path, str(mail), "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    told = json.loads(ended.stdout)
    assert list(told) == ["language", "intent", "confidence", "amounts", "dates", "references"]
    assert (told["language"], told["intent"], told["references"]) == ("zh-Hant", "promise", ["INV-20431"])
    assert (told["amounts"], told["dates"]) == ([{"amount": "12000", "currency": "HKD"}], ["2026-04-10", "2026-03-31"])
    assert 0.5 <= told["confidence"] <= 1
    spoken = _run(tmp_path, "-", "--on", "2026-03-31", given=b"I already paid USD 250.00 yesterday.")
    assert b"2026-03-30" in spoken.stdout
    for name, content, code in (
        ("answer.msg", b"\xd0\xcf\x11\xe0rest", "exchange.reply.outlook_message"),
        ("scan.pdf", b"%PDF-1.7 x", "exchange.reply.no_text"),
        ("nothing.txt", b" \n", "exchange.reply.empty"),
        ("absent.eml", None, "exchange.reply.no_file"),
    ):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        refused = _run(tmp_path, str(tmp_path / name), "--json")
        assert (refused.returncode, refused.stdout, refused.stderr.decode().partition(":")[0]) == (2, b"", code)
