"""Northline Freight: a motor carrier in Chicago that hauls loads for brokers and waits for their checks."""

from datetime import date, timedelta
from decimal import Decimal

from dunwell.base.money import round_amount
from dunwell.runs.sample import names
from dunwell.runs.sample.habits import HABITS, draw_habit
from dunwell.runs.sample.pen import Draft, next_weekday
from dunwell.runs.sample.people import FREIGHT, collectors_of
from dunwell.runs.sample.pieces import Pages, Payer, document_days, open_pages, settle
from dunwell.runs.sample.shapes import SampleContact, SampleCreditor, SampleCustomer, SampleHold, SampleIdentifier
from dunwell.runs.sample.telling import tell
from dunwell.runs.sample.terms import TERMS, due_date

BROKER_COUNT = 150
ZONES = ("America/Chicago", "America/New_York", "America/Denver", "America/Los_Angeles")
CAST = (
    ("always_late", "Halvorsen Brokerage LLC", "always_late", 5.0),
    ("breaks_promises", "Bluestem Ridge Logistics Inc", "slow", 3.0),
    ("disputes", "Keystone Lane Partners LLC", "erratic", 5.0),
    ("credit_only", "Marquette Load Services Inc", "prompt", 1.2),
)
# What brokers say when they hold money back (handbook §5.8), with the share of short pays it explains.
SHORT_PAY = (
    ("ACC_DENIED", 34),
    ("LATE_FINE", 20),
    ("QP_UNREQUESTED", 16),
    ("TRACKING_FINE", 12),
    ("RATE", 10),
    ("ADVANCE", 8),
)


def freight_book(*, seed: int, as_of: date) -> SampleCreditor:
    """Write the carrier's whole book."""
    pages = open_pages(FREIGHT, seed=seed, as_of=as_of)
    _add_brokers(pages)
    _haul(pages)
    _credit_only(pages)
    tell(pages)
    return SampleCreditor(
        key=FREIGHT,
        name="Northline Freight",
        legal_name="Northline Freight Lines Inc",
        base_currency="USD",
        country="US",
        subdivision="IL",
        time_zone="America/Chicago",
        locale="en_US",
        language="en",
        terms=tuple(TERMS[code] for code in ("NET0", "NET15", "NET30", "NET45", "NET60")),
        rates=(),
        customers=tuple(payer.customer for payer in pages.payers),
        contacts=tuple(pages.contacts),
        identifiers=tuple(pages.identifiers),
        items=tuple(draft.frozen() for draft in pages.pen.drafts),
        holds=tuple(pages.holds),
        activities=tuple(pages.activities),
    )


def _add_brokers(pages: Pages) -> None:
    rng, supply = pages.rng, names.broker_names(pages.rng)
    collectors = collectors_of(FREIGHT)
    for at in range(BROKER_COUNT):
        cast, name, habit_name, monthly = CAST[at] if at < len(CAST) else ("", next(supply), "", 0.0)
        habit = HABITS[habit_name] if habit_name else draw_habit(rng)
        is_new = not cast and pages.pen.chance(6)
        since = pages.last_day - timedelta(days=rng.randint(35, 85)) if is_new else pages.first_day
        customer = SampleCustomer(
            number=f"B{1001 + at}",
            name=name,
            kind="business",
            language="en",
            time_zone=rng.choices(ZONES, weights=(40, 30, 12, 18))[0],
            country="US",
            terms_code=rng.choices(("NET0", "NET15", "NET30", "NET45", "NET60"), weights=(3, 10, 62, 20, 5))[0],
            currency="USD",
            habit=habit.name,
            owner_email=collectors[at % len(collectors)] if cast or pages.pen.chance(85) else "",
            queue="" if cast else rng.choice(("", "", "", "freight")),
            segment="",
            cast=cast,
        )
        weight = monthly or min(6.0, 0.25 + rng.paretovariate(1.5) * 0.32)
        until = pages.last_day if not pages.pen.chance(7) or cast else pages.last_day - timedelta(days=120)
        weekday = rng.choice((None, 1, 3, 4)) if not cast else 4
        pages.payers.append(Payer(customer, habit, weight, rng.uniform(0.8, 1.3), weekday, since, until))
        _add_people(pages, customer)


def _add_people(pages: Pages, customer: SampleCustomer) -> None:
    rng = pages.rng
    domain = names.slug(customer.name)
    for role in ("accounts_payable", *(("accounts_payable_manager",) if pages.pen.chance(35) else ())):
        person = names.us_person(rng)
        pages.contacts.append(
            SampleContact(
                customer.number,
                person,
                role,
                names.us_phone(rng),
                f"{person.split()[0].lower()}@{domain}.example",
                rng.choice(("phone", "email")),
                "en",
                customer.time_zone,
            )
        )
    pages.identifiers.append(
        SampleIdentifier(customer.number, "dot", str(rng.randint(900_000, 4_200_000)), pages.first_day)
    )


def _haul(pages: Pages) -> None:
    plans = [(day, at) for at, p in enumerate(pages.payers) for day in document_days(pages, p, last_weekday=4)]
    for number, (day, at) in enumerate(sorted(plans), start=24_001):
        payer = pages.payers[at]
        load = pages.pen.issue(_load(pages, payer, day, number))
        _settle_load(pages, payer, load)
        if pages.pen.chance(9):
            _detention(pages, payer, load)


def _load(pages: Pages, payer: Payer, day: date, number: int) -> Draft:
    rng = pages.rng
    miles = rng.randint(140, 1_900)
    linehaul = Decimal(miles) * Decimal(rng.randint(165, 290)) / 100 * Decimal(str(round(payer.amount_scale, 2)))
    fuel = Decimal(miles) * Decimal("0.42")
    return Draft(
        item_number=f"NL-{number}",
        customer_number=payer.customer.number,
        kind="invoice",
        document_date=day,
        due_date=due_date(payer.customer.terms_code, day),
        currency="USD",
        amount=round_amount(linehaul + fuel, "USD"),
        terms_code=payer.customer.terms_code,
        reference=f"Load {rng.randint(700_000, 799_999)}",
        purchase_order=f"RC-{rng.randint(10_000, 99_999)}",
    )


def _settle_load(pages: Pages, payer: Payer, load: Draft) -> None:
    pen, rng = pages.pen, pages.rng
    disputer = payer.customer.cast == "disputes"
    if pen.chance(30 if disputer else 4):
        _short_pay(pages, payer, load)
        return
    if pen.chance(3):
        _wait_for_papers(pages, payer, load)
        return
    settle(pages, load, payer, prefix="CHK")
    if load.entries and pen.chance(0.8):
        returned = load.entries[-1].effective_date + timedelta(days=rng.randint(3, 8))
        again = rng.randint(6, 20) if pen.chance(60) else rng.randint(60, 120)
        if pen.reverse(load, returned, reason="returned unpaid: insufficient funds"):
            pen.pay(load, load.open_amount, next_weekday(returned + timedelta(days=again), 4))


def _short_pay(pages: Pages, payer: Payer, load: Draft) -> None:
    """The broker pays less and says why; the rest becomes a deduction that ages from the invoice's due date."""
    pen, rng = pages.pen, pages.rng
    held = min(Decimal(rng.choice((50, 75, 100, 125, 150, 200, 250, 300))), load.amount - 50)
    reason = rng.choices([code for code, _ in SHORT_PAY], weights=[share for _, share in SHORT_PAY])[0]
    day = next_weekday(load.due_date + timedelta(days=rng.randint(-2, 20)), payer.pay_weekday)
    if not pen.pay(load, load.amount - held, day, receipt=pen.receipt("CHK"), reason=reason):
        return
    deduction = pen.split_deduction(load, day, number=f"{load.item_number}-D", reason=reason)
    if deduction is None:
        return
    solved = day + timedelta(days=rng.randint(15, 90))
    if pen.chance(45):
        pen.pay(deduction, deduction.open_amount, solved, receipt=pen.receipt("CHK"), reason="repaid")
    elif pen.chance(50):
        pen.write_off(deduction, solved, reason="conceded: " + reason)
    if deduction.open_amount:
        pen.write_off(deduction, day + timedelta(days=rng.randint(110, 150)), reason="not worth pursuing: " + reason)
    if deduction.open_amount and pen.chance(70):
        pages.dispute(payer, deduction, deduction.open_amount, day, f"{reason} claimed on {load.reference}")


def _wait_for_papers(pages: Pages, payer: Payer, load: Draft) -> None:
    """The proof of delivery is missing or unreadable: nothing is paid until it has been sent again."""
    rng, pen = pages.rng, pages.pen
    asked = load.document_date + timedelta(days=rng.randint(6, 20))
    sent = asked + timedelta(days=rng.randint(7, 30))
    if asked > pages.last_day:
        return
    pages.holds.append(
        SampleHold(
            payer.customer.number,
            "documents",
            asked,
            load.item_number,
            until_date=sent + timedelta(days=7) if sent > pages.last_day else None,
            lifted_date=sent if sent <= pages.last_day else None,
            note=rng.choice(("Proof of delivery missing", "Proof of delivery page 2 unreadable")),
        )
    )
    pen.pay(load, load.amount, next_weekday(sent + timedelta(days=rng.randint(20, 45)), 4), receipt=pen.receipt("CHK"))


def _detention(pages: Pages, payer: Payer, load: Draft) -> None:
    rng, pen = pages.rng, pages.pen
    day = load.document_date + timedelta(days=rng.randint(1, 6))
    if day > pages.last_day:
        return
    quarters = rng.randint(2, 18)
    charge = pen.issue(
        Draft(
            item_number=load.item_number.replace("NL-", "DT-"),
            customer_number=payer.customer.number,
            kind="debit_memo",
            document_date=day,
            due_date=due_date(payer.customer.terms_code, day),
            currency="USD",
            amount=round_amount(Decimal(quarters) / 4 * 50, "USD"),
            terms_code=payer.customer.terms_code,
            reference=f"Detention {quarters * 15} min, {load.reference}",
            purchase_order=load.purchase_order,
        )
    )
    fate = rng.randint(1, 100)
    if fate <= 60:
        settle(pages, charge, payer, prefix="CHK")
    elif fate <= 75:
        pen.write_off(charge, day + timedelta(days=rng.randint(40, 110)), reason="detention not approved")
    elif fate <= 90 and charge.due_date <= pages.last_day:
        note = "Detention denied: no approval on the rate confirmation"
        pages.dispute(payer, charge, charge.open_amount, charge.due_date, note)


def _credit_only(pages: Pages) -> None:
    """One broker owes nothing and has credit: a rate correction and a check paid twice."""
    payer, pen = pages.cast("credit_only"), pages.pen
    for draft in pages.drafts_of(payer):
        if draft.open_amount > 0:
            pen.pay(draft, draft.open_amount, pages.last_day - timedelta(days=3), receipt=pen.receipt("CHK"))
    for number, kind, amount, days, reference in (
        ("CM-3107", "credit_memo", "-420.00", 41, "Rate corrected to the signed confirmation"),
        ("OA-3151", "on_account", "-1385.50", 22, "Check received twice"),
    ):
        day = pages.last_day - timedelta(days=days)
        pen.issue(Draft(number, payer.customer.number, kind, day, day, "USD", Decimal(amount), reference=reference))
