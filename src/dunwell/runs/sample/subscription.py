"""Amihan Fiber: broadband by the month in Manila, for households and small firms."""

from datetime import date, timedelta
from decimal import Decimal

from dunwell.base.days import add_months
from dunwell.base.money import round_amount
from dunwell.runs.sample import names
from dunwell.runs.sample.habits import HABITS, draw_habit
from dunwell.runs.sample.pen import Draft
from dunwell.runs.sample.people import SUBSCRIPTION, collectors_of
from dunwell.runs.sample.pieces import HISTORY_MONTHS, Pages, Payer, open_pages, settle
from dunwell.runs.sample.shapes import SampleContact, SampleCreditor, SampleCustomer, SampleHold
from dunwell.runs.sample.telling import tell
from dunwell.runs.sample.terms import TERMS, due_date

SUBSCRIBER_COUNT = 132
HOUSEHOLD_PLANS = ("999.00", "1299.00", "1699.00", "2499.00")
FIRM_PLANS = ("4500.00", "6900.00", "12500.00", "28000.00")
HARDSHIP_NAME = "Rosario Dimaculangan"


def subscription_book(*, seed: int, as_of: date) -> SampleCreditor:
    """Write the subscription business's whole book."""
    pages = open_pages(SUBSCRIPTION, seed=seed, as_of=as_of)
    _add_subscribers(pages)
    _bill(pages)
    _hardship(pages)
    tell(pages)
    return SampleCreditor(
        key=SUBSCRIPTION,
        name="Amihan Fiber",
        legal_name="Amihan Fiber Services Corporation",
        base_currency="PHP",
        country="PH",
        subdivision="",
        time_zone="Asia/Manila",
        locale="fil_PH",
        language="fil",
        terms=tuple(TERMS[code] for code in ("NET0", "NET7", "NET15", "NET30")),
        rates=(),
        customers=tuple(payer.customer for payer in pages.payers),
        contacts=tuple(pages.contacts),
        identifiers=tuple(pages.identifiers),
        items=tuple(draft.frozen() for draft in pages.pen.drafts),
        holds=tuple(pages.holds),
        activities=tuple(pages.activities),
    )


def _add_subscribers(pages: Pages) -> None:
    rng = pages.rng
    people, shops = names.filipino_names(rng), names.shop_names(rng)
    collectors = collectors_of(SUBSCRIPTION)
    for at in range(SUBSCRIBER_COUNT):
        cast = "hardship" if at == 0 else ""
        is_consumer = bool(cast) or pages.pen.chance(62)
        name = HARDSHIP_NAME if cast else next(people) if is_consumer else next(shops)
        habit = HABITS["easy"] if cast else draw_habit(rng)
        language = rng.choice(("fil", "fil", "en")) if is_consumer else rng.choice(("en", "en", "fil"))
        customer = SampleCustomer(
            number=f"{100_401 + at:07d}",
            name=name,
            kind="consumer" if is_consumer else "business",
            language=language,
            time_zone="Asia/Manila",
            country="PH",
            terms_code="NET15" if is_consumer else rng.choice(("NET15", "NET30")),
            currency="PHP",
            habit=habit.name,
            owner_email=collectors[at % len(collectors)] if pages.pen.chance(75) else "",
            queue="" if pages.pen.chance(70) else "subscriptions",
            cast=cast,
        )
        plan = rng.choice(HOUSEHOLD_PLANS if is_consumer else FIRM_PLANS)
        months = HISTORY_MONTHS if pages.pen.chance(72) or cast else rng.randint(2, HISTORY_MONTHS - 1)
        since = add_months(pages.as_of, -months)
        pages.payers.append(Payer(customer, habit, 1.0, float(plan), None, since, pages.last_day))
        _add_person(pages, customer)


def _add_person(pages: Pages, customer: SampleCustomer) -> None:
    rng = pages.rng
    consumer = customer.kind == "consumer"
    person = customer.name if consumer else f"{rng.choice(names.PH_GIVEN)} {rng.choice(names.PH_FAMILY)}"
    box = ".".join(person.lower().split()) if consumer else "accounts"
    domain = "mail.example" if consumer else f"{names.slug(customer.name)}.example"
    pages.contacts.append(
        SampleContact(
            customer.number,
            person,
            "consumer" if consumer else "accounts_payable",
            names.ph_phone(rng),
            f"{box}@{domain}",
            rng.choice(("sms", "email", "phone")),
            customer.language,
            customer.time_zone,
        )
    )


def _bill(pages: Pages) -> None:
    plans = [(day, at) for at, payer in enumerate(pages.payers) for day in _bill_days(pages, payer)]
    for number, (day, at) in enumerate(sorted(plans), start=880_001):
        payer = pages.payers[at]
        if payer.customer.cast == "hardship" and day > pages.last_day - timedelta(days=130):
            _unpaid_bill(pages, payer, day, number)
            continue
        bill = _unpaid_bill(pages, payer, day, number)
        settle(pages, bill, payer, prefix="OR")
        _return_debit(pages, bill)
        _charge_late_fee(pages, payer, bill)
    _write_off_leavers(pages)


def _bill_days(pages: Pages, payer: Payer) -> list[date]:
    """The same day every month; those who stop paying are cut off after four months and billed no more."""
    start = payer.since + timedelta(days=pages.rng.randint(0, 27))
    stop = pages.last_day
    if payer.habit.name == "fallen_silent":
        stop = pages.last_day - timedelta(days=30)
    days = [add_months(start, month) for month in range(HISTORY_MONTHS + 1)]
    return [day for day in days if day <= stop]


def _unpaid_bill(pages: Pages, payer: Payer, day: date, number: int) -> Draft:
    amount = Decimal(str(payer.amount_scale))
    if pages.pen.chance(8):
        amount += Decimal(pages.rng.choice((150, 250, 350)))
    return pages.pen.issue(
        Draft(
            item_number=f"AF-{number}",
            customer_number=payer.customer.number,
            kind="invoice",
            document_date=day,
            due_date=due_date(payer.customer.terms_code, day),
            currency="PHP",
            amount=round_amount(amount, "PHP"),
            terms_code=payer.customer.terms_code,
            reference=f"{day:%Y-%m}",
        )
    )


def _return_debit(pages: Pages, bill: Draft) -> None:
    """An automatic debit comes back unpaid; half are collected at the second attempt, the rest much later."""
    pen, rng = pages.pen, pages.rng
    if not bill.entries or not pen.chance(1.8):
        return
    returned = bill.entries[-1].effective_date + timedelta(days=rng.randint(2, 5))
    again = rng.randint(5, 25) if pen.chance(50) else rng.randint(60, 130)
    if pen.reverse(bill, returned, reason="automatic debit returned: insufficient funds"):
        pen.pay(bill, bill.open_amount, returned + timedelta(days=again), receipt=pen.receipt("OR"))


def _charge_late_fee(pages: Pages, payer: Payer, bill: Draft) -> None:
    """Firms that are a month late are charged two percent, once."""
    pen = pages.pen
    day = bill.due_date + timedelta(days=31)
    paid = bill.entries[-1].effective_date if bill.entries and bill.open_amount == 0 else pages.as_of
    if payer.customer.kind == "consumer" or day > pages.last_day or paid <= day or not pen.chance(55):
        return
    charge = pen.issue(
        Draft(
            item_number=bill.item_number.replace("AF-", "LF-"),
            customer_number=payer.customer.number,
            kind="finance_charge",
            document_date=day,
            due_date=day + timedelta(days=7),
            currency="PHP",
            amount=round_amount(bill.amount * Decimal("0.02"), "PHP"),
            terms_code="NET7",
            reference=f"Late fee {bill.item_number}",
        )
    )
    if pen.chance(30):
        pen.write_off(charge, charge.due_date + timedelta(days=pages.rng.randint(3, 30)), reason="late fee waived")
    else:
        settle(pages, charge, payer, prefix="OR")


def _write_off_leavers(pages: Pages) -> None:
    """Old bills of some who fell silent are written off; the debt is not forgiven."""
    for payer in pages.payers:
        if payer.habit.name != "fallen_silent" or not pages.pen.chance(60):
            continue
        for draft in pages.drafts_of(payer):
            if draft.open_amount > 0 and (pages.last_day - draft.due_date).days > 75:
                pages.pen.write_off(draft, pages.last_day - timedelta(days=9), reason="uncollectable after 75 days")


def _hardship(pages: Pages) -> None:
    """One subscriber lost her income: nothing is chased until the date agreed with her."""
    payer = pages.cast("hardship")
    pages.holds.append(
        SampleHold(
            payer.customer.number,
            "hardship",
            pages.last_day - timedelta(days=19),
            until_date=pages.last_day + timedelta(days=41),
            note="Lost her work at the cannery; asked for time until the new job starts. Be kind.",
        )
    )
