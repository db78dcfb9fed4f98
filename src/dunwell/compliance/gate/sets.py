"""The gate for a whole book at one moment: which of many contacts may be made, and what refuses the others.

The same answer as `may_contact`, contact by contact, for asking for payment: tests hold the two together. The next
permitted moment is asked one by one, of those that somebody looks at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from dunwell.base.sets import any_of, days_since
from dunwell.compliance.bulk.rules import Prepared
from dunwell.compliance.clauses.rules import SPOKEN, Basis, Channel
from dunwell.compliance.gate.rules import NOTICE_DAYS
from dunwell.compliance.gate.tables import REFUSALS
from dunwell.compliance.stops.rules import STOPS

_NO = ibis.literal(False)
_MOMENT_TYPES = {"hours_key": "int64", "zones_key": "string", "closed_up_to": "int64", "today": "date"}
_FREE_TYPES = {
    "free_key": "int64", "zones_key": "string", "country": "string", "subdivision": "string", "is_off": "boolean",
}  # fmt: skip
_LIMIT_TYPES = {
    "limits_key": "int64", "limit_number": "int64", "of": "string", "most": "int64", "days": "int64", "per": "string",
    "at_work_only": "boolean", **{f"on_{channel.value}": "boolean" for channel in Channel},
}  # fmt: skip
_WINDOW_TYPES = {"zones_key": "string", "days": "int64", "from_at": "timestamp"}
_CLOCK_TYPES = {"zones_key": "string", "weekday_bit": "int64", "minute": "int64", "day": "date"}


def _profile_types(bases: Sequence[Basis]) -> dict[str, str]:
    flags = [f"binds_{stop.field}" for stop in STOPS] + [f"basis_{number}" for number in range(len(bases))]
    return {
        "law_key": "string", "channel": "string", "consumer": "string", "another": "string",
        **dict.fromkeys([*flags, "asks_clock"], "boolean"), "forbids": "boolean", "forbids_at_work": "boolean",
        "owed_days": "int64", "wait_days": "int64", "hours_key": "int64", "free_key": "int64", "limits_key": "int64",
    }  # fmt: skip


def rows_of(prepared: Prepared) -> dict[str, pa.Table]:
    """Return what was worked out for a moment as rows, by the name under which an engine is given them (`put`)."""
    parts: dict[str, tuple[Sequence[Mapping[str, Any]], dict[str, str]]] = {
        "gate_profiles": (prepared.profiles, _profile_types(prepared.bases)),
        "gate_moments": (prepared.moments, _MOMENT_TYPES),
        "gate_free": (prepared.free, _FREE_TYPES),
        "gate_limits": (prepared.limits, _LIMIT_TYPES),
        "gate_windows": (prepared.windows, _WINDOW_TYPES),
        "gate_clocks": (prepared.clocks, _CLOCK_TYPES),
    }
    return {
        name: pa.Table.from_pylist(list(rows), schema=ibis.schema(types).to_pyarrow())
        for name, (rows, types) in parts.items()
    }


def answers(tables: Mapping[str, ir.Table], bases: Sequence[Basis]) -> ir.Table:
    """Return for each contact whether it may be made now, and what refuses.

    Grain: one row per row of `gate_contacts`, with `permit` and one boolean `refused_<field>` per field of `REFUSALS`.
    `tables` are the shapes of `gate.tables` and the tables of `rows_of`, by name; what was prepared must know every
    law and every sign of the contacts, or a contact is missing from the answer. `bases` are those of what was prepared.
    """
    contacts = _with_law(tables)
    timed = contacts.mutate(
        refused_zone_unknown=contacts.asks_clock & (contacts.zones_key == ""),
        refused_consent=_without_ground(contacts, bases),
        refused_validation_notice=_notice_owed(contacts),
        refused_notice_wait=_notice_waits(contacts),
        refused_hours=_closed(contacts),
        refused_days_off=contacts.asks_clock & contacts.is_off,
        **{f"refused_{field}": flag for field, flag in _stopped(contacts).items()},
    )
    busy = timed.left_join(_used_up(tables, contacts), "contact_id", rname="{name}_used")
    slots = _inconvenient(tables, contacts)
    told = busy.left_join(slots, busy.contact_id == slots.contact_id, rname="{name}_slot")
    told = told.mutate(
        refused_limits=ibis.coalesce(told.is_used_up, _NO) | told.forbids | (told.forbids_at_work & told.at_work),
        refused_inconvenient=told.refused_inconvenient | (ibis.coalesce(told.in_slot, _NO) & told.binds_inconvenient),
    )
    refused = [told[f"refused_{field}"] for field in REFUSALS]
    return told.select("contact_id", *(f"refused_{field}" for field in REFUSALS), permit=~reduce(or_, refused))


def _with_law(tables: Mapping[str, ir.Table]) -> ir.Table:
    """Return the contacts with the clauses that speak of them, and what the clock says."""
    contacts = tables["gate_contacts"]
    keyed = contacts.mutate(consumer=_told(contacts.is_consumer), another=_told(contacts.collects_for_another))
    bound = keyed.inner_join(tables["gate_profiles"], ["law_key", "channel", "consumer", "another"])
    bound = bound.inner_join(tables["gate_moments"], ["hours_key", "zones_key"])
    return bound.inner_join(tables["gate_free"], ["free_key", "zones_key", "country", "subdivision"])


def _told(flag: ir.BooleanValue) -> ir.StringValue:
    return ibis.cases((flag.isnull(), ""), (flag, "yes"), else_="no")


def _closed(contacts: ir.Table) -> ir.BooleanValue:
    lifted = ibis.coalesce(contacts.days_past_due > contacts.closed_up_to, _NO)
    return contacts.closed_up_to.notnull() & ~lifted


def _stopped(contacts: ir.Table) -> dict[str, ir.BooleanValue]:
    """Return what the table of stops says, by field; two stops of one field are one refusal."""
    found: dict[str, ir.BooleanValue] = {}
    for stop in STOPS:
        hit = contacts[stop.fact] & contacts[f"binds_{stop.field}"]
        if stop.also:
            hit &= contacts[stop.also]
        if stop.until:
            hit &= contacts[stop.until].isnull() | (contacts.today <= contacts[stop.until])
        found[stop.field] = found[stop.field] | hit if stop.field in found else hit
    return found


def _without_ground(contacts: ir.Table, bases: Sequence[Basis]) -> ir.BooleanValue:
    missing = [contacts[f"basis_{number}"] & ~_ground(contacts, basis) for number, basis in enumerate(bases)]
    return reduce(or_, missing, _NO)


def _ground(contacts: ir.Table, basis: Basis) -> ir.BooleanValue:
    def fresh(day: ir.DateColumn) -> ir.BooleanValue:
        if basis.used_days is None:
            return ibis.literal(True)
        ages = [days_since(each, contacts.today) for each in (day, contacts.number_checked_on)]
        return reduce(or_, [ibis.coalesce(age <= basis.used_days, _NO) for age in ages])

    known = {
        "consent": contacts.has_consent & fresh(contacts.consent_on),
        "used": contacts.used_on.notnull() & fresh(contacts.used_on),
        "notice": ibis.coalesce(days_since(contacts.notice_on, contacts.today) > NOTICE_DAYS, _NO),
    }
    ground = reduce(or_, [known[kind] for kind in basis.accepts], _NO)
    return ground | ~contacts.is_automated if basis.automated_only else ground


def _notice_owed(contacts: ir.Table) -> ir.BooleanValue:
    late = days_since(contacts.first_contact_on, contacts.today) > contacts.owed_days
    return ibis.coalesce(late, _NO) & contacts.notice_sent_on.isnull() & ~contacts.is_notice


def _notice_waits(contacts: ir.Table) -> ir.BooleanValue:
    over = ibis.coalesce(days_since(contacts.notice_sent_on, contacts.today) > contacts.wait_days, _NO)
    return contacts.wait_days.notnull() & ~over & ~contacts.is_notice


def _inconvenient(tables: Mapping[str, ir.Table], contacts: ir.Table) -> ir.Table:
    """Return the contacts within a time that the person called inconvenient, in any zone; one row per contact."""
    places = contacts.select("contact_id", "zones_key").inner_join(tables["gate_clocks"], "zones_key")
    rows = tables["gate_slots"].inner_join(places, "contact_id")
    begun = rows.from_day.isnull() | (rows.day >= rows.from_day)
    lasting = rows.until_day.isnull() | (rows.day <= rows.until_day)
    inside = (rows.from_minute <= rows.minute) & (rows.minute < rows.to_minute)
    hit = ((rows.weekdays & rows.weekday_bit) > 0) & inside & begun & lasting
    return rows.filter(hit).select("contact_id").distinct().mutate(in_slot=ibis.literal(True))


def _used_up(tables: Mapping[str, ir.Table], contacts: ir.Table) -> ir.Table:
    """Return the contacts of which some limit is reached. Grain: one row per contact with anything counted."""
    limits, windows = tables["gate_limits"], tables["gate_windows"]
    asked = contacts.select("contact_id", "customer_id", "person", "at_work", "zones_key", "limits_key")
    asked = asked.inner_join(limits, "limits_key").inner_join(windows, ["zones_key", "days"])
    asked = asked.filter(~asked.at_work_only | asked.at_work).drop("at_work")
    counted = _per_debt(tables, asked).union(_per_whom(tables, asked))
    return counted.group_by("contact_id").aggregate(is_used_up=any_of(counted.used >= counted.most))


def _per_whom(tables: Mapping[str, ir.Table], asked: ir.Table) -> ir.Table:
    rows = asked.filter(asked.per != "debt").inner_join(tables["gate_past"], "customer_id", rname="{name}_past")
    rows = rows.filter(_counts(rows) & ((rows.per == "customer") | _same(rows.person, rows.person_past)))
    return rows.group_by("contact_id", "limit_number").aggregate(used=rows.count(), most=rows.most.max()).select(
        "contact_id", "used", "most"
    )  # fmt: skip


def _per_debt(tables: Mapping[str, ir.Table], asked: ir.Table) -> ir.Table:
    rows = asked.filter(asked.per == "debt").inner_join(tables["gate_past"], "customer_id", rname="{name}_past")
    rows = rows.filter(_counts(rows) & _same(rows.person, rows.person_past))
    rows = rows.select("contact_id", "limit_number", "most", "past_id")
    about = rows.left_join(tables["gate_contact_debts"], "contact_id", rname="{name}_of")
    about = about.mutate(debt=ibis.coalesce(about.debt, "")).select(
        "contact_id", "limit_number", "most", "past_id", "debt"
    )
    both = about.left_join(tables["gate_past_debts"], "past_id", rname="{name}_past")
    both = both.filter(both.debt_past.isnull() | (both.debt == "") | (both.debt == both.debt_past))
    counted = both.group_by("contact_id", "limit_number", "debt").aggregate(
        used=both.past_id.nunique(), most=both.most.max()
    )
    return counted.select("contact_id", "used", "most")


def _same(one: ir.StringValue, other: ir.StringValue) -> ir.BooleanValue:
    return (one == "") | (other == "") | (one == other)


def _counts(rows: ir.Table) -> ir.BooleanValue:
    """Return whether a limit counts something past: `PastContact.counts`, its channels, and its days."""
    past = rows.channel
    spoken = past.isin([channel.value for channel in SPOKEN])
    wanted = ibis.cases(*[(past == channel.value, rows[f"on_{channel.value}"]) for channel in Channel], else_=_NO)
    excused = rows.excused & spoken & ~rows.conversation
    talked = rows.conversation & (wanted | (past == Channel.CALL.value))
    went = rows.outbound & rows.connected & (rows.reached | (rows.of == "attempts")) & wanted
    hit = ibis.cases((rows.of == "conversations", talked), else_=went)
    return (rows.at >= rows.from_at) & ~excused & (~rows.at_work_only | rows.at_work) & hit
