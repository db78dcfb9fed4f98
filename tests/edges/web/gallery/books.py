"""The rest of the believable desk: aging, intake, policies and runs."""

from datetime import date
from decimal import Decimal

from dunwell.base.money import Money
from dunwell.base.problems import Problem
from dunwell.web.aging.shapes import AgingItemLine, AgingLine, AgingPage
from dunwell.web.intake.shapes import DeliveryLine
from dunwell.web.policies import shapes as policy
from dunwell.web.runs import shapes as run
from dunwell.web.shapes import Choice, Group, Pager, Preview, Sum
from dunwell.web.worklist import shapes as work
from gallery.sample import DESK, HEADS, MORNING, TODAY, bar, lines, usd


def aging_line(label: str, url: str, amounts: tuple[str, ...], currency: str = "USD", **more: object) -> AgingLine:
    sums = [Sum(usd(amount, currency), f"{DESK}/aging/items/?bucket={age}", age) for age, amount in enumerate(amounts)]
    total = sum((each.amount.amount for each in sums), Decimal(0)) - 100
    return AgingLine(
        label,
        url,
        currency,
        sums,
        Sum(usd("-100.00", currency), "?"),
        Sum(usd("0", currency)),
        Sum(Money(total, currency), "?"),
        **more,
    )  # type: ignore[arg-type]


def aging() -> AgingPage:
    amounts = [
        ("2000", "4450", "5300", "2500", "0", "0"),
        ("0", "6480", "0", "0", "0", "0"),
        ("11910.50", "8000", "3000", "0", "0", "120.25"),
    ]
    rows = [aging_line(line.name, line.open_url, amounts[line.id % 3], detail=f"C-10{line.id:02d}") for line in lines()]
    sums = ("843210.40", "301220.00", "120400.75", "44110.00", "20300.20", "12004.99")
    return AgingPage(
        title="$1,341,246 open, 37 % of it past due",
        as_of=TODAY,
        basis="due",
        edges="30, 60, 90, 120",
        by="customer",
        bases=[
            Choice("due", "due date", "", True),
            Choice("document", "document date"),
            Choice("posting", "posting date"),
        ],
        groupings=[
            Choice("customer", "Customer", "", True),
            Choice("parent", "Parent"),
            Choice("owner", "Owner"),
            Choice("segment", "Segment"),
            Choice("currency", "Currency"),
        ],
        heads=HEADS,
        rows=rows,
        totals=[
            aging_line("All", "", sums, bar=bar(*sums)),
            aging_line(
                "All",
                "",
                ("118400", "20000", "0", "0", "0", "0"),
                "HKD",
                bar=bar("118400", "20000", "0", "0", "0", "0", currency="HKD"),
            ),
        ],
        base_currency="USD",
        pager=Pager(1, 50, 412),
        export_urls=[("XLSX", "?format=xlsx"), ("CSV", "?format=csv")],
    )


PROBLEMS = [
    Problem(
        "amount",
        "“12,34,5” is not an amount in the style 1,234.56. Correct the cell or choose another number style.",
        "Open items",
        112,
        "Amount",
    ),
    Problem("date", "“31/02/2026” is not a date. Correct the cell.", "Open items", 240, "Due date"),
]
DELIVERY = DeliveryLine(
    7,
    f"{DESK}/intake/7/",
    "fbl5n_2026-11-22.xlsx",
    MORNING,
    "Ana Reyes",
    "full snapshot",
    "done",
    "in the book",
    6012,
    41,
    120,
    5837,
    12,
    2,
)

BULK = work.BulkPage(
    "Snooze 23 customers, $48,210 between them",
    Preview(
        [("customers", "23"), ("worth", "48,210.00 USD"), ("left out", "1")],
        [
            Group(
                "Will be snoozed",
                ["Harbor Logistics LLC · 14,250.00 USD", "Redwood Brokerage Inc · 6,480.00 USD", "and 21 more"],
            ),
            Group("Left out", ["Golden Mile Logistics"], "Mei is on the phone with them."),
        ],
    ),
    "Snooze 23",
    f"{DESK}/worklist/bulk/",
    f"{DESK}/worklist/",
    None,
    23,
)

DOCUMENT = """name: Business standard
for: segment == 'business'
steps:
  - key: reminder
    when: oldest_days_past_due >= 5 and collectable_amount > 100
    do: email
    tone: friendly
    wait: 7
  - key: call
    when: oldest_days_past_due >= 15 and days_since_last_contct > 7
    do: call
    tone: firm
    stop: on_hold
"""
POLICY = policy.PolicyPage(
    "One line cannot be read yet",
    "Business standard",
    DOCUMENT,
    "?",
    f"{DESK}/policies/",
    errors=[policy.LineError(10, "There is no word days_since_last_contct. Did you mean days_since_last_contact?")],
    what_changes=policy.WhatChanges(
        "12 customers would be called today instead of written to.",
        [("same", 388), ("different", 12), ("new on the list", 3)],
        [
            policy.Change(
                "Harbor Logistics LLC",
                "#",
                "E-mail, friendly",
                "Call, firm",
                usd("14250"),
                "34 days past due, not spoken to for 10 days",
            ),
            policy.Change("Lakeshore 3PL", "#", "nothing", "E-mail, friendly", usd("1200")),
        ],
        10,
    ),
    may_publish=True,
    version=3,
    versions=[("v3, 12 Nov, Ana Reyes", "#"), ("v2, 1 Oct, Ana Reyes", "#")],
    words=[
        ("oldest_days_past_due", "days past due of the oldest item that is neither disputed nor held"),
        ("collectable_amount", "past due less disputed, held and unapplied"),
        ("on_hold", "a hold on the whole customer is in force"),
    ],
)
POLICIES = policy.PoliciesPage(
    "5 policies decide for 412 customers",
    [
        policy.PolicyLine(
            "standard",
            f"{DESK}/policies/standard/",
            "Business standard",
            "every business that no other policy takes",
            3,
            MORNING,
            "Ana Reyes",
            5,
            301,
        ),
        policy.PolicyLine(
            "high",
            f"{DESK}/policies/standard/",
            "High value",
            "the top tenth of the book",
            1,
            MORNING,
            "Ana Reyes",
            6,
            41,
            True,
        ),
    ],
)
RUN = run.RunLine(
    12, f"{DESK}/runs/12/", "day", TODAY, "published", "published", MORNING, 4.21, 403, "9f3c2a71be0d44aa", ""
)
RUNS = run.RunsPage(
    "Today's list was published at 06:10, 403 decisions",
    [RUN, run.RunLine(11, f"{DESK}/runs/12/", "day", date(2026, 11, 21), "failed", "stopped", MORNING, 1.1, 0, "")],
    start_url="?",
)
STEPS = [
    run.StepLine("snapshot", "copy the book as it stands", "done", 6012, 0.81),
    run.StepLine(
        "prove",
        "every balance equals its entries",
        "done",
        6012,
        0.12,
        [("USD", "1,341,246.34"), ("HKD", "138,300.00")],
    ),
    run.StepLine("age", "every item in one bucket", "done", 6012, 0.2),
    run.StepLine("decide", "ask the policies", "done", 403, 0.9),
    run.StepLine("publish", "turn the page", "done", 403, 0.3),
]
RUN_PAGE = run.RunPage(
    "403 decisions in 4.2 seconds",
    RUN,
    STEPS,
    [("engine", "duckdb"), ("hash", RUN.hash), ("policies", "standard v3, high v1")],
    f"{DESK}/runs/",
    "ties to the ledger to the cent",
)

AGED = [
    AgingItemLine(
        "Harbor Logistics LLC", f"{DESK}/customers/1/", f"INV-20{n}", "", "Invoice", date(2026, 9, 3),
        date(2026, 10, 3), 50 - n, "31-60", usd("2650.00"), usd("0.00"), usd("2650.00"),
    )
    for n in (1, 2)
]  # fmt: skip
