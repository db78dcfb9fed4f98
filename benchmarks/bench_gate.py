"""The gate: one contact at a time, and a million contacts of one moment on DuckDB.

    python benchmarks/bench_gate.py [CONTACTS]

Contacts are made up: twelve laws, eight zones, five channels, two past contacts each. Printed are seconds.
"""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb
import ibis

from dunwell.compliance.bulk.rules import Sign, prepare
from dunwell.compliance.clauses.rules import Channel
from dunwell.compliance.facts.rules import STOP_FACTS
from dunwell.compliance.gate.rules import PastContact, may_contact, nothing_against
from dunwell.compliance.gate.sets import answers, rows_of
from dunwell.compliance.gate.tables import CONTACTS
from dunwell.compliance.jurisdictions.rules import law_of

AT = datetime(2026, 6, 1, 16, 30, tzinfo=UTC)
LAWS = ("us", "us us_ma", "us us_ny us_nyc", "us us_ca", "us us_dc", "gb", "eu", "ph", "hk", "ca_on", "ca_qc", "au")
ZONES = ("America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/London", "Europe/Berlin", "Asia/Manila",
         "Asia/Hong_Kong", "Australia/Sydney")  # fmt: skip


def one() -> dict[str, float]:
    """Return milliseconds for one contact: permitted, refused with its next moment, and one that never may."""
    law = law_of(["us", "us_ny", "us_nyc"], AT.date())
    past = tuple(PastContact(at=AT - timedelta(hours=9 * n), channel=Channel.CALL, debts=("1",)) for n in range(9))
    known = {"is_consumer": True, "has_consent": True, "zones": ZONES[:1], "debts": ("1",)}
    asked = {
        "permitted": nothing_against(Channel.CALL, **known),
        "refused": nothing_against(Channel.CALL, **{**known, "history": past}),
        "never": nothing_against(Channel.CALL, is_consumer=False, zones=("America/New_York", "Asia/Manila")),
    }
    return {name: _milliseconds(lambda facts=facts: may_contact(facts, law, AT)) for name, facts in asked.items()}


def _milliseconds(act) -> float:
    spent = []
    for _ in range(200):
        begun = perf_counter()
        act()
        spent.append((perf_counter() - begun) * 1000)
    return round(median(spent), 3)


def bulk(count: int, folder: Path) -> dict[str, float]:
    """Return seconds for a book of contacts: making ready, and deciding all of them."""
    database = duckdb.connect(str(folder / "gate.duckdb"))
    _make(database, count)
    database.close()
    backend = ibis.duckdb.connect(str(folder / "gate.duckdb"))
    begun = perf_counter()
    laws = {key: law_of(key.split(), AT.date()) for key in LAWS}
    prepared = prepare(laws, [Sign((zone,), country, "") for zone in ZONES for country in ("US", "GB", "PH")], AT)
    ready = perf_counter()
    tables = {name: backend.table(name) for name in backend.list_tables()}
    for name, rows in rows_of(prepared).items():
        backend.con.register(name, rows)
        tables[name] = backend.table(name)
    found = backend.to_pyarrow(answers(tables, prepared.bases))
    done = perf_counter()
    permitted = sum(found.column("permit").to_pylist())
    assert len(found) == count
    return {"ready": round(ready - begun, 2), "decided": round(done - ready, 2), "permitted": permitted}


def _make(database: duckdb.DuckDBPyConnection, count: int) -> None:
    laws = ", ".join(f"'{law}'" for law in LAWS)
    zones = ", ".join(f"'{zone}'" for zone in ZONES)
    stops = {name: f"i % {97 + 2 * place} = 0" for place, name in enumerate(STOP_FACTS)}
    told = stops | {
        "contact_id": "i", "customer_id": "i", "law_key": f"[{laws}][1 + i % {len(LAWS)}]",
        "zones_key": f"[{zones}][1 + (i // 7) % {len(ZONES)}]", "country": "['US', 'GB', 'PH'][1 + i % 3]",
        "subdivision": "''", "channel": "['call', 'voicemail', 'email', 'letter', 'sms'][1 + (i // 3) % 5]",
        "is_consumer": "i % 2 = 0", "collects_for_another": "i % 5 = 0", "person": "''", "days_past_due": "i % 90",
        "has_consent": "i % 4 > 0", "is_automated": "false", "is_notice": "false",
    }  # fmt: skip
    columns = ", ".join(
        f"CAST({told.get(name, 'NULL')} AS {_type(kind)}) AS {name}" for name, kind in CONTACTS.columns.items()
    )
    database.execute(f"CREATE TABLE gate_contacts AS SELECT {columns} FROM range({count}) r(i)")
    database.execute(
        f"CREATE TABLE gate_contact_debts AS SELECT i AS contact_id, 'd' || i AS debt FROM range({count}) r(i)"
    )
    database.execute(
        f"""CREATE TABLE gate_past AS SELECT i AS past_id, i // 2 AS customer_id,
            TIMESTAMP '{AT:%Y-%m-%d %H:%M:%S}' - to_hours(i % 200 + 1) AS at,
            ['call', 'email', 'voicemail'][1 + i % 3] AS channel, '' AS person, true AS outbound, true AS connected,
            i % 3 = 0 AS reached, i % 9 = 0 AS conversation, false AS excused, false AS at_work
            FROM range({2 * count}) r(i)"""
    )
    database.execute(
        f"CREATE TABLE gate_past_debts AS SELECT i AS past_id, 'd' || (i // 2) AS debt FROM range({2 * count}) r(i)"
    )
    database.execute(
        f"""CREATE TABLE gate_slots AS SELECT i * 20 AS contact_id, CAST(5 AS BIGINT) AS weekdays,
            CAST(900 AS BIGINT) AS from_minute, CAST(1020 AS BIGINT) AS to_minute, NULL::DATE AS from_day,
            NULL::DATE AS until_day FROM range({count // 20}) r(i)"""
    )


def _type(kind: str) -> str:
    return {"int64": "BIGINT", "string": "VARCHAR", "boolean": "BOOLEAN", "date": "DATE"}[kind]


if __name__ == "__main__":
    print("one, milliseconds:", one())
    with tempfile.TemporaryDirectory() as made:
        print("bulk, seconds:", bulk(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, Path(made)))
