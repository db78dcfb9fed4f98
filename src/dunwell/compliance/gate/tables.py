"""What the gate asks for when it is asked about a whole book at one moment, and what it answers.

Grain and columns are those of `ContactFacts`; who calls builds the rows. Purposes other than asking for payment, texts
and consents to more calls are questions for one contact (`may_contact`); in bulk they count as absent, which is strict.
"""

from dunwell.base.sets import TableShape
from dunwell.compliance.facts.rules import STOP_FACTS
from dunwell.compliance.stops.rules import STOPS

CONTACTS = TableShape(
    "gate_contacts",
    "one contact that somebody wants to make; `law_key` names the law that applies, `zones_key` the customer's zones",
    ("contact_id",),
    {
        "contact_id": "int64",
        "customer_id": "int64",
        "law_key": "string",
        "zones_key": "string",
        "country": "string",
        "subdivision": "string",
        "channel": "string",
        "is_consumer": "boolean",
        "collects_for_another": "boolean",
        "person": "string",
        "days_past_due": "int64",
        **dict.fromkeys(STOP_FACTS, "boolean"),
        "breathing_space_until": "date",
        "hardship_until": "date",
        "has_consent": "boolean",
        "consent_on": "date",
        "used_on": "date",
        "number_checked_on": "date",
        "notice_on": "date",
        "is_automated": "boolean",
        "first_contact_on": "date",
        "notice_sent_on": "date",
        "is_notice": "boolean",
    },
    "",
)
CONTACT_DEBTS = TableShape(
    "gate_contact_debts",
    "one debt that a contact is about; a contact without any is about all",
    ("contact_id", "debt"),
    {"contact_id": "int64", "debt": "string"},
    "",
)
PAST = TableShape(
    "gate_past",
    "one thing that was done or said before, as `PastContact`; instants are UTC without a zone",
    ("past_id",),
    {
        "past_id": "int64",
        "customer_id": "int64",
        "at": "timestamp",
        "channel": "string",
        "person": "string",
        "outbound": "boolean",
        "connected": "boolean",
        "reached": "boolean",
        "conversation": "boolean",
        "excused": "boolean",
        "at_work": "boolean",
    },
    "",
)
PAST_DEBTS = TableShape(
    "gate_past_debts",
    "one debt that something past was about; without any it counts for all",
    ("past_id", "debt"),
    {"past_id": "int64", "debt": "string"},
    "",
)
SLOTS = TableShape(
    "gate_slots",
    "one time that a person called inconvenient; `weekdays` has bit 1 for Monday, 2 for Tuesday, 4, …",
    (),
    {
        "contact_id": "int64",
        "weekdays": "int64",
        "from_minute": "int64",
        "to_minute": "int64",
        "from_day": "date",
        "until_day": "date",
    },
    "",
)

TIMED = ("zone_unknown", "consent", "validation_notice", "notice_wait", "hours", "days_off", "limits")
REFUSALS: tuple[str, ...] = tuple(dict.fromkeys([*(stop.field for stop in STOPS), *TIMED]))
"""What refuses; each is a column `refused_<field>`, its reason's code is `compliance.gate.<field>`."""
