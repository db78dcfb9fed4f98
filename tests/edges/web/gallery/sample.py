"""A believable desk in plain shapes: what the gallery renders, without a database."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.utils.translation import get_language

from dunwell.base.money import Money
from dunwell.base.reasons import Reason
from dunwell.web.charts import AgingBar, Bucket, Lateness, Month
from dunwell.web.context import DeskOf, Shell, Tie, menu_groups, still_parts
from dunwell.web.customers import shapes as customer
from dunwell.web.shapes import Chip, Choice, Empty, Pager, Tab
from dunwell.web.worklist import shapes as work

TODAY = date(2026, 11, 22)
MORNING = datetime(2026, 11, 22, 6, 10, tzinfo=UTC)
HEADS = ("current", "1-30", "31-60", "61-90", "91-120", "over 120")
DESK = "/c/northline"


def usd(amount: str, currency: str = "USD") -> Money:
    return Money(Decimal(amount), currency)


def shell(section: str = "worklist", **choices: object) -> Shell:
    rights = frozenset({"book.read", "intake.run", "people.manage"})
    return Shell(
        person="Ana Reyes",
        email="ana@dunwell.example",
        creditor_key="northline",
        creditor_name="Northline Freight",
        creditors=(
            DeskOf("northline", "Northline Freight", f"{DESK}/"),
            DeskOf("wing-tai", "永泰貿易 Wing Tai Trading", "/c/wing-tai/"),
            DeskOf("sulu", "Sulu Media Manila", "/c/sulu/"),
        ),
        as_of=TODAY,
        tie=Tie(ok=True, at=MORNING, url=f"{DESK}/runs/"),
        menu=menu_groups("northline", section, rights, {"worklist": 17}),
        languages=(("en", "English"), ("zh-hant", "繁體中文（香港）"), ("fil", "Filipino")),
        palette_url=f"{DESK}/palette/",
        still=still_parts(get_language() or "en", "northline"),
        **choices,  # type: ignore[arg-type]
    )


def bar(*amounts: str, currency: str = "USD") -> AgingBar:
    return AgingBar(
        [
            Bucket(head, usd(amount, currency), age, f"{DESK}/aging/items/?bucket={age}")
            for age, (head, amount) in enumerate(zip(HEADS, amounts, strict=True))
        ]
    )


def lateness(*days: int | None) -> Lateness:
    names = ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    return Lateness([Month(name, late) for name, late in zip(names, days, strict=True)])


LATE = lateness(4, 6, 9, 12, None, 14, 16, 18, 15, 22, 31, 36)

ROWS = [
    (
        "Harbor Logistics LLC",
        "",
        "broke 2 promises · 34 days past due · pays after a call",
        "Call",
        6,
        "14250.00",
        "USD",
        9,
        ("promise broken", "brick"),
        "10:52",
        "till 17:00",
    ),
    (
        "Redwood Brokerage Inc",
        "",
        "proof of delivery missing on 2 · asked for it Friday",
        "E-mail",
        2,
        "6480.00",
        "USD",
        3,
        ("documents", "amber"),
        "08:52",
        "opens 09:00",
    ),
    (
        "Tri-County Freight Svcs",
        "",
        "new high: 3.1× usual balance · limit used 96 %",
        "Call",
        6,
        "22910.50",
        "USD",
        14,
        None,
        "10:52",
        "till 17:00",
    ),
    (
        "永昌貿易有限公司",
        "Wing Cheong Trading",
        "usually 6 days late, now 19 · replies in 中文",
        "Call",
        5,
        "118400.00",
        "HKD",
        4,
        ("中文", "green"),
        "22:52",
        "tomorrow 09:00",
    ),
    (
        "Pinecrest Carriers Group",
        "",
        "first reminder unanswered 8 days · 5 sites, one payer",
        "Letter",
        1,
        "9075.20",
        "USD",
        22,
        None,
        "09:52",
        "till 16:30",
    ),
    (
        "Lakeshore 3PL",
        "",
        "12 days past due, first time in a year",
        "E-mail",
        1,
        "1200.00",
        "USD",
        1,
        ("new", ""),
        "10:52",
        "",
    ),
    (
        "Summit Transport Brokers",
        "",
        "short-paid detention 350.00 · no approval on file",
        "Task",
        4,
        "350.00",
        "USD",
        1,
        None,
        "07:52",
        "opens 08:00",
    ),
    (
        "Golden Mile Logistics",
        "",
        "48 days past due, habitually late",
        "Call",
        6,
        "2035.15",
        "USD",
        1,
        None,
        "10:52",
        "till 17:00",
    ),
    (
        "Blue Ridge Haulage",
        "",
        "18 days past due · owner changed last week",
        "E-mail",
        2,
        "4410.00",
        "USD",
        6,
        None,
        "10:52",
        "",
    ),
    (
        "Tanaka Forwarding KK",
        "",
        "22 days past due · amount in yen",
        "E-mail",
        2,
        "1284000",
        "JPY",
        3,
        None,
        "00:52",
        "opens 09:00",
    ),
    (
        "Sierra Vista Produce Hauling and Cold Storage of Arizona",
        "",
        "33 days past due",
        "Call",
        6,
        "7801.99",
        "USD",
        8,
        None,
        "08:52",
        "opens 09:00",
    ),
]


def lines() -> list[work.WorkLine]:
    return [
        work.WorkLine(
            id=place,
            rank=place,
            name=name,
            also_known_as=also,
            why=why,
            task=task,
            minutes=minutes,
            amount=usd(amount, currency),
            item_count=count,
            href=f"{DESK}/worklist/?item={place}",
            open_url=f"{DESK}/customers/{place}/",
            chip=Chip(*chip) if chip else None,
            local_time=time.fromisoformat(clock),
            hours=hours,
        )
        for place, (name, also, why, task, minutes, amount, currency, count, chip, clock, hours) in enumerate(ROWS, 1)
    ]


REASONS = [
    Reason(
        "expected", "Likely to move {amount} for {minutes} minutes of your time", {"amount": "$4,300", "minutes": 6}, 34
    ),
    Reason("promises", "Two promises broken since {day}", {"day": "3 October"}, 20),
    Reason("habit", "{days} days past due, twice its habit of {usual}", {"days": 34, "usual": 16}, 17),
    Reason("percentile", "Balance in the top tenth of your book", {}, 11),
]


def item(  # noqa: PLR0917 - a table of literals reads better
    number: str, reference: str, due: date, days: int, age: int, amount: str, chip: Chip | None = None
) -> customer.ItemLine:
    return customer.ItemLine(
        id=int(number[-5:]),
        number=number,
        kind="Invoice",
        document_date=date(due.year, due.month - 1, due.day),
        due_date=due,
        days=days,
        age=age,
        original=usd(amount),
        open=usd(amount),
        reference=reference,
        chips=(chip,) if chip else (),
        url=f"{DESK}/customers/1/?item={number}",
    )


ITEMS = [
    item("INV-20611", "L-88120", date(2026, 9, 19), 64, 3, "2500.00", Chip("POD?", "amber")),
    item("INV-20698", "L-88301", date(2026, 10, 16), 37, 2, "3150.00"),
    item("INV-20703", "L-88344", date(2026, 10, 19), 34, 2, "2150.00", Chip("disputed 350.00", "brick")),
    item("INV-20790", "L-88790", date(2026, 11, 4), 18, 1, "4450.00"),
    item("INV-20855", "L-89011", date(2026, 12, 2), -10, 0, "2000.00"),
]
EVENTS = [
    customer.Event(
        "9", "item", date(2026, 11, 20), "Promise broken.", "5,650.00 was due by ACH; nothing came.", tone="bad"
    ),
    customer.Event(
        "8",
        "call",
        date(2026, 11, 12),
        "Call, reached",
        "the AP desk, 4 min. “Controller releases on Thursdays.”",
        "Ana",
    ),
    customer.Event("7", "run", date(2026, 11, 11), "", "Reminder 2 skipped: a call was already planned."),
    customer.Event("6", "note", date(2026, 11, 9), "Note.", "Ask for Dana, not the switchboard.", "Mei"),
    customer.Event("5", "money", date(2026, 11, 3), "Paid 3,200.00", "by ACH, on INV-20544 and INV-20551.", tone="in"),
]


def summary(place: int = 1) -> customer.Summary:
    row = lines()[place - 1]
    base = f"{DESK}/customers/{place}"
    return customer.Summary(
        id=place,
        number=f"C-10{place:02d}",
        name=row.name,
        also_known_as=row.also_known_as,
        url=f"{base}/",
        subtitle="Broker · Net 30 · owner: you",
        open=usd("14250.00"),
        past_due=usd("12250.00"),
        aging=bar("2000.00", "4450.00", "5300.00", "2500.00", "0", "0"),
        banners=[
            customer.Banner(
                "350.00 of INV-20703 is disputed",
                until_date=date(2026, 12, 1),
                by="Mei Chan",
                url=f"{base}/hold/",
                action="Lift",
            )
        ]
        if place == 1
        else (),
        callable=customer.Callable(place != 2, "May be called until 17:00 in Chicago · speaks English", row.local_time),
        why=customer.Why(REASONS, 82, "A kept promise would take it off the list", "Why first"),
        items=ITEMS,
        item_count=9,
        timeline=EVENTS,
        lateness=LATE,
        behavior=[
            customer.Fact("pays after", "46 days"),
            customer.Fact("days late", "16, rising"),
            customer.Fact("late share", "71 %"),
            customer.Fact("last payment", "3 Nov, 3,200.00"),
        ],
        call_url=f"{base}/call/",
        note_url=f"{base}/note/",
        hold_url=f"{base}/hold/",
    )


def standing(place: int = 1) -> customer.Standing:
    base = f"{DESK}/worklist/{place}"
    return customer.Standing(
        place, "Call", 6, f"{base}/done/", f"{base}/snooze/", f"{base}/assign/", f"{base}/skip/", owner="yours"
    )


TABS = [
    ("call", "Call now", 9),
    ("write", "To write", 6),
    ("broken", "Broken promises", 2),
    ("chase", "Due to chase", 21),
    ("new", "New", 3),
    ("all", "Everything", 112),
]


def gate(place: int) -> customer.Gate:
    return customer.Gate(True, local=[("Chicago", time(9, 41))], start_url=f"{DESK}/customers/{place}/call/start/")


def worklist(chosen: int | None = None, play: bool = False, view: str = "call", rows: bool = True) -> work.WorklistPage:
    at = chosen or 1
    return work.WorklistPage(
        title="17 to go, worth about $61,400 this week" if rows else "All calls made; about $182,000 asked for today",
        today=TODAY,
        note="day shift, Manila",
        lede=["2 promises taken, $9,120"],
        progress=work.Progress(7 if rows else 24, 24, 170 if rows else 12, 240),
        tabs=[Tab(key, label, f"{DESK}/worklist/?view={key}", count, key == view) for key, label, count in TABS],
        rows=lines() if rows else [],
        chosen_id=at if rows else None,
        is_chosen_by_reader=chosen is not None,
        summary=summary(at) if rows else None,
        standing=standing(at) if rows else None,
        play=work.Play(8, 24, f"{DESK}/worklist/") if play else None,
        play_url=f"{DESK}/worklist/?play=1",
        list_url=f"{DESK}/worklist/",
        save_view_url=f"{DESK}/worklist/views/",
        bulk_url=f"{DESK}/worklist/bulk/",
        undo_url=f"{DESK}/undo/",
        matching=24,
        pager=Pager(1, 11, 24),
        filters=[Choice("owner", "mine", "?", True), Choice("usd", "USD", "?")],
        empty=Empty(
            "Done for today",
            "Next: 3 promises fall due tomorrow, and 21 customers are due to chase on Tuesday.",
            [("See everything", f"{DESK}/worklist/?view=all"), ("Aging", f"{DESK}/aging/")],
        ),
        export_urls=[("XLSX", "?format=xlsx"), ("CSV", "?format=csv")],
    )


def customer_page(place: int = 1) -> customer.CustomerPage:
    fact = customer.Fact
    return customer.CustomerPage(
        title="34 days past due, and a promise broken two days ago",
        summary=summary(place),
        standing=standing(place),
        facts=[
            fact("Kind", "business, broker"),
            fact("Terms", "Net 30"),
            fact("Owner", "Ana Reyes"),
            fact("Segment", "high value"),
            fact("DOT", "2214873"),
            fact("VAT", "–"),
            fact("Time zone", "America/Chicago"),
        ],
        family=[
            fact("Parent", "Harbor Group Holdings", f"{DESK}/customers/99/"),
            fact("Site", "Harbor Drayage", f"{DESK}/customers/98/"),
        ],
        contacts=[
            customer.ContactLine(
                1,
                "Dana Whitfield",
                "accounts payable",
                "+1 312 555 0142",
                "dana@harbor.example",
                "English",
                time(10, 52),
                True,
            ),
            customer.ContactLine(
                2, "AP desk", "", "+1 312 555 0100", "ap@harbor.example", note="do not call before 10:00"
            ),
        ],
        timeline_filters=[
            Choice("all", "all", "?", True),
            Choice("calls", "calls", "?kind=call"),
            Choice("notes", "notes", "?kind=note"),
            Choice("money", "money", "?kind=money"),
        ],
        earlier_url="?before=5",
        export_urls=[("XLSX", "?format=xlsx"), ("CSV", "?format=csv")],
    )


def customers() -> customer.CustomersPage:
    rows = [
        customer.CustomerLine(
            line.id,
            f"C-10{line.id:02d}",
            line.name,
            line.open_url,
            "Ana Reyes",
            line.amount,
            line.amount,
            34 + line.id,
            line.item_count,
            line.also_known_as,
            LATE,
            (line.chip,) if line.chip else (),
        )
        for line in lines()
    ]
    return customer.CustomersPage(
        "412 customers owe about $2,140,000, a fifth of it late",
        rows,
        sorts=[
            Choice("open", "most open", "?", True),
            Choice("late", "most late", "?sort=late"),
            Choice("name", "name", "?sort=name"),
        ],
        pager=Pager(1, 50, 412),
        export_urls=[("XLSX", "?format=xlsx"), ("CSV", "?format=csv")],
    )
