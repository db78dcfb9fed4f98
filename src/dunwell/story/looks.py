"""Expectations about the ledger: what is open, due, held, settled, gained."""

from decimal import Decimal

from dunwell.base.money import Money, plain
from dunwell.cash.receipts.queries import unequal_receipts
from dunwell.exposure.aging.queries import aging_report
from dunwell.receivables.open_items.queries import balances_at, open_items_of, unequal_balances, unequal_parts
from dunwell.story.grammar import Line
from dunwell.story.interpreter import Unmet
from dunwell.story.ledger import active_holds, item_named
from dunwell.story.scene import in_hand
from dunwell.story.telling import Telling, tells


def expect(expected: object, found: object) -> None:
    """Compare, and say both when they differ."""
    if expected != found:
        raise Unmet(expected, found)


def money(amount: Decimal, currency: str) -> Money:
    """Return a stored amount as money: columns have four decimals, currencies fewer."""
    return Money(Decimal(amount), currency)


@tells("expect_open")
def expect_open(telling: Telling, line: Line) -> None:
    """An item's open amount, today or on another day."""
    item = item_named(telling, line.values["item"])
    day = line.values.get("on", telling.as_of)
    found = balances_at(telling.operator, telling.desk().id, day).get(item.item_number, Decimal(0))
    expect(line.values["money"], money(found, item.currency))
    if "on" not in line.values and day >= max(entry.effective_date for entry in item.entries.all()):
        expect(line.values["money"], money(item.open_amount, item.currency))


@tells("expect_balance")
def expect_balance(telling: Telling, line: Line) -> None:
    """What the customer owes in that currency, all items together."""
    expected = line.values["money"]
    items = open_items_of(telling.operator, in_hand(telling).id, telling.as_of)
    found = sum((item.open_amount for item in items if item.currency == expected.currency), Decimal(0))
    expect(expected, money(found, expected.currency))


@tells("expect_settled")
def expect_settled(telling: Telling, line: Line) -> None:
    """The day an item came to zero."""
    item = item_named(telling, line.values["item"])
    expect(money(Decimal(0), item.currency), money(item.open_amount, item.currency))
    expect(line.values["date"], item.settled_date)


@tells("expect_due")
def expect_due(telling: Telling, line: Line) -> None:
    """The due date of an item or of one of its parts."""
    item = item_named(telling, line.values["item"])
    due_date, amount = item.due_date, item.original_amount
    if "part" in line.values:
        part = item.due_parts.filter(sequence=line.values["part"]).first()
        if part is None:
            raise Unmet(f"a part {line.values['part']}", f"{item.due_parts.count()} parts")
        due_date, amount = part.due_date, part.amount
    expect(line.values["date"], due_date)
    if "amount" in line.values:
        expect(line.values["amount"], money(amount, item.currency))


@tells("expect_discount")
def expect_discount(telling: Telling, line: Line) -> None:
    """What paying early earns, and until when."""
    item = item_named(telling, line.values["item"])
    expect(line.values["date"], item.discount_date)
    expect(line.values["money"], money(item.discount_amount, item.currency))


@tells("expect_gain")
def expect_gain(telling: Telling, line: Line) -> None:
    """The realized exchange difference on an item, in the creditor's own currency."""
    item = item_named(telling, line.values["item"])
    found = sum((entry.realized_fx_amount or Decimal(0) for entry in item.entries.all()), Decimal(0))
    expect(line.values["money"], money(found, telling.desk().base_currency))


@tells("expect_hold")
def expect_hold(telling: Telling, line: Line) -> None:
    """A hold that counts today."""
    held = active_holds(telling, line.values["item"])
    reason = line.values["reason"]
    found = next((hold for hold in held if hold.reason == reason), None)
    if found is None:
        raise Unmet(f"a hold for {reason}", ", ".join(hold.reason for hold in held) or "none")
    if "amount" in line.values:
        expect(line.values["amount"], "all of it" if found.amount is None else money(found.amount, found.currency))
    if "until" in line.values:
        expect(line.values["until"], found.until_date)


@tells("expect_no_hold")
def expect_no_hold(telling: Telling, line: Line) -> None:
    """Nothing is on hold there today."""
    held = active_holds(telling, line.values["item"])
    expect("no hold", ", ".join(hold.reason for hold in held) or "no hold")


@tells("expect_check")
def expect_check(telling: Telling, line: Line) -> None:
    """Every balance equals its entries."""
    creditor_id = telling.desk().id
    unequal = [*unequal_balances(creditor_id), *unequal_parts(creditor_id)]
    names = [row.item_number for row in unequal] + [row.number for row in unequal_receipts(creditor_id)]
    found = "broken: " + ", ".join(names) if names else "ok"
    expect(line.values["choice"], found.split(":", maxsplit=1)[0] if line.values["choice"] == "broken" else found)


@tells("expect_aging")
def expect_aging(telling: Telling, line: Line) -> None:
    """The customer's open amounts by age; a bucket that is not named must be empty."""
    currency, said = line.values["currency"], dict(line.values["bucket"])
    day, basis = line.values.get("on", telling.as_of), line.values.get("basis", "due")
    report = aging_report(telling.operator, telling.desk().id, day, basis=basis, customer_id=in_hand(telling).id)
    unknown = set(said) - {*report.labels, "unapplied", "disputed", "total"}
    if unknown:
        raise Unmet(f"one of {', '.join(report.labels)}, unapplied, disputed, total", ", ".join(sorted(unknown)))
    found: dict[str, Decimal] = {}
    for row in report.rows:
        if row.currency == currency:
            found = {**row.buckets, "unapplied": row.unapplied, "disputed": row.disputed, "total": row.total}
    compared = [*report.labels, "unapplied", *(name for name in ("disputed", "total") if name in said)]
    expect(_told(said, compared, currency), _told(found, compared, currency))


def _told(amounts: dict[str, Decimal], names: list[str], currency: str) -> str:
    """Return the amounts that are not zero as a story writes them."""
    kept = [f"{name} {plain(amounts[name], currency)}" for name in names if amounts.get(name)]
    return "  ".join(kept) or "nothing"
