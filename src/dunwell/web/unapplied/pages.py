"""What the screens of unapplied cash are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dunwell.cash.receipts.queries import UnappliedRow, unapplied_cash
from dunwell.platform.calendars import local_day
from dunwell.web.doors import DeskRequest
from dunwell.web.people.views import place
from dunwell.web.shapes import Sum, Tab
from dunwell.web.unapplied.shapes import UnappliedLine, UnappliedPage, UnappliedReceipt, UnappliedRowsPage
from dunwell.web.wording import money_of, written

# The last day of each age: two days is what suspense should take, after thirty it needs an owner, after sixty a trace
# through the bank, after a year it may be unclaimed property.
EDGES = (2, 30, 60, 365)
BY_WORDS: dict[str, str | Promise] = {"customer": gettext_lazy("By customer"), "payer": gettext_lazy("By payer")}
MOST_SHOWN = 500


@dataclass(frozen=True)
class Asked:
    """Which unapplied cash is asked for: by whom it is grouped, of whom, in which currency, of which age."""

    by: str = "customer"
    who: str = ""
    currency: str = ""
    age: int | None = None

    def query(self) -> str:
        """The address's query."""
        parts = {"by": self.by, "who": self.who, "currency": self.currency, "age": "" if self.age is None else self.age}
        return "?" + urlencode({name: value for name, value in parts.items() if value != ""})


def asked_of(request: DeskRequest) -> Asked:
    """Read from the address what is asked for; what cannot be read is as if it were not there."""
    told = request.GET
    age = told.get("age", "")
    return Asked(
        by=told.get("by", "") if told.get("by") in BY_WORDS else "customer",
        who=told.get("who", "")[:300],
        currency=told.get("currency", "")[:3],
        age=int(age) if age in tuple(str(each) for each in range(len(EDGES) + 1)) else None,
    )


def age_of(days: int) -> int:
    """Which age so many days are."""
    return next((place for place, edge in enumerate(EDGES) if days <= edge), len(EDGES))


def age_heads() -> list[str]:
    """The ages in words."""
    heads = [_("up to %(n)s days") % {"n": EDGES[0]}]
    heads += [f"{low + 1}–{high}" for low, high in pairwise(EDGES)]
    return [*heads, _("over %(n)s") % {"n": EDGES[-1]}]


def found_rows(request: DeskRequest) -> list[UnappliedRow]:
    """Everything that is unapplied today."""
    return unapplied_cash(request.viewer, request.creditor.id, local_day(timezone.now(), request.creditor.time_zone))


def who_of(row: UnappliedRow, by: str) -> str:
    """By whom a row is grouped: the customer (none while the payer is not known), or what the bank called the payer."""
    return row.customer_name if by == "customer" else row.payer_name.strip().upper()


def narrowed(rows: Iterable[UnappliedRow], asked: Asked, *, any_who: bool) -> list[UnappliedRow]:
    """The rows behind a number."""
    return [
        row
        for row in rows
        if (any_who or who_of(row, asked.by) == asked.who)
        and asked.currency in ("", row.currency)
        and asked.age in (None, age_of(row.days))
    ]


def unapplied_page(request: DeskRequest) -> UnappliedPage:
    """Unapplied cash by customer or payer, and by age."""
    asked, rows = asked_of(request), found_rows(request)
    groups: dict[tuple[str, str], list[UnappliedRow]] = {}
    for row in rows:
        groups.setdefault((who_of(row, asked.by), row.currency), []).append(row)
    largest = sorted(groups.items(), key=lambda each: -sum((row.amount for row in each[1]), Decimal(0)))
    currencies = sorted({row.currency for row in rows})
    here = place(request, "unapplied")
    return UnappliedPage(
        title=_title(rows, currencies),
        lede=_lede(rows),
        tabs=[Tab(key, str(words), f"{here}?by={key}", None, key == asked.by) for key, words in BY_WORDS.items()],
        heads=age_heads(),
        rows=[_line(request, asked, who, code, held) for (who, code), held in largest[:MOST_SHOWN]],
        totals=[
            _line(request, asked, None, code, [row for row in rows if row.currency == code]) for code in currencies
        ],
        head=_("Customer") if asked.by == "customer" else _("Payer"),
        export_urls=exports(request, "unapplied_export", asked),
    )


def exports(request: DeskRequest, name: str, asked: Asked, more: str = "") -> list[tuple[str, str]]:
    """Where what is on screen is given as a file, for those who may take rows out."""
    if not request.viewer.may("export.rows", request.creditor.id):
        return []
    return [(kind.upper(), f"{place(request, name, kind)}{asked.query()}{more}") for kind in ("xlsx", "csv")]


def _title(rows: Sequence[UnappliedRow], currencies: Sequence[str]) -> str:
    if not rows:
        return _("No money waits")
    sums = [written(sum((row.amount for row in rows if row.currency == code), Decimal(0)), code) for code in currencies]
    return _("%(amounts)s unapplied") % {"amounts": " · ".join(sums[:3])}


def _lede(rows: Sequence[UnappliedRow]) -> list[str]:
    told = []
    unknown = [row for row in rows if row.customer_id is None]
    if unknown:
        n = len(unknown)
        told.append(ngettext("%(n)s receipt of an unknown payer", "%(n)s receipts of unknown payers", n) % {"n": n})
        oldest = max(row.days for row in unknown)
        told.append(ngettext("the oldest for %(n)s day", "the oldest for %(n)s days", oldest) % {"n": oldest})
    return told


def _line(
    request: DeskRequest, asked: Asked, who: str | None, currency: str, held: Sequence[UnappliedRow]
) -> UnappliedLine:
    sums = [Decimal(0)] * (len(EDGES) + 1)
    for row in held:
        sums[age_of(row.days)] += row.amount
    base = place(request, "unapplied_rows")

    def address(age: int | None) -> str:
        query = Asked(asked.by, who or "", currency, age).query()
        return f"{base}{query}" + ("&all=1" if who is None else "")

    nobody = _("Payer not known") if asked.by == "customer" else _("No name given")
    return UnappliedLine(
        name=_("All") if who is None else who or nobody,
        url=address(None),
        cells=[
            (head, Sum(money_of(amount, currency), address(age), age))
            for age, (head, amount) in enumerate(zip(age_heads(), sums, strict=True))
        ],
        total=Sum(money_of(sum(sums, Decimal(0)), currency), address(None)),
    )


def place_words(row: UnappliedRow) -> str:
    """Where a row's money is."""
    return _("on account") if row.customer_id else _("payer not known")


def rows_page(request: DeskRequest) -> UnappliedRowsPage:
    """The receipts behind a number, the oldest first."""
    asked = asked_of(request)
    any_who = request.GET.get("all") == "1"
    found = narrowed(found_rows(request), asked, any_who=any_who)
    title = ngettext("%(n)s receipt", "%(n)s receipts", len(found)) % {"n": f"{len(found):,}"}
    parts = [asked.who, age_heads()[asked.age] if asked.age is not None else ""]
    cash = place(request, "cash")
    return UnappliedRowsPage(
        title=" · ".join([title, *(part for part in parts if part)]),
        rows=[
            UnappliedReceipt(
                row.item_number or row.number, f"{cash}?receipt={row.receipt_id}", row.payer_name,
                row.customer_name, row.since_date, row.days, place_words(row), money_of(row.amount, row.currency),
            )
            for row in found[:MOST_SHOWN]
        ],
        back_url=f"{place(request, 'unapplied')}?by={asked.by}",
        export_urls=exports(request, "unapplied_rows_export", asked, "&all=1" if any_who else ""),
        more=max(len(found) - MOST_SHOWN, 0),
    )  # fmt: skip
