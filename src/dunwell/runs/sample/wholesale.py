"""永昌貿易 Wing Cheong Trading: a wholesaler in Hong Kong that sells to shops, hotels and a restaurant group."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from dunwell.base.money import round_amount
from dunwell.runs.sample import names
from dunwell.runs.sample.habits import HABITS, draw_habit
from dunwell.runs.sample.pen import Draft, next_weekday
from dunwell.runs.sample.people import WHOLESALE, collectors_of
from dunwell.runs.sample.pieces import Pages, Payer, document_days, monthly_rates, open_pages, settle
from dunwell.runs.sample.shapes import SampleContact, SampleCreditor, SampleCustomer
from dunwell.runs.sample.telling import tell
from dunwell.runs.sample.terms import TERMS, parts_of

TRADER_COUNT = 98
TERM_CODES = ("NET14", "NET30", "EOM15", "EOM30", "10PROX", "2/10N30")
SATURDAY = 5


def wholesale_book(*, seed: int, as_of: date) -> SampleCreditor:
    """Write the wholesaler's whole book."""
    pages = open_pages(WHOLESALE, seed=seed, as_of=as_of)
    _add_restaurant_group(pages)
    _add_foreign(pages)
    _add_traders(pages)
    _sell(pages)
    tell(pages)
    rates = (
        *monthly_rates(pages, "USD", "7.8080", wobble="0.002"),
        *monthly_rates(pages, "CNY", "1.0790", wobble="0.008"),
    )
    return SampleCreditor(
        key=WHOLESALE,
        name="永昌貿易 Wing Cheong Trading",
        legal_name="永昌貿易有限公司 Wing Cheong Trading Company Limited",
        base_currency="HKD",
        country="HK",
        subdivision="",
        time_zone="Asia/Hong_Kong",
        locale="zh_Hant_HK",
        language="zh-hant",
        terms=tuple(TERMS[code] for code in (*TERM_CODES, "3PARTS")),
        rates=rates,
        customers=tuple(payer.customer for payer in pages.payers),
        contacts=tuple(pages.contacts),
        identifiers=tuple(pages.identifiers),
        items=tuple(draft.frozen() for draft in pages.pen.drafts),
        holds=tuple(pages.holds),
        activities=tuple(pages.activities),
    )


def _customer(number: str, name: str, *, habit: str, terms: str = "NET30") -> SampleCustomer:
    return SampleCustomer(
        number=number,
        name=name,
        kind="business",
        language="zh-hant",
        time_zone="Asia/Hong_Kong",
        country="HK",
        terms_code=terms,
        currency="HKD",
        habit=habit,
        owner_email=collectors_of(WHOLESALE)[0],
    )


def _add_restaurant_group(pages: Pages) -> None:
    """One parent that pays for all its sites; the head office is billed only for equipment."""
    parent = replace(
        _customer(
            "W2000", "金港飲食集團有限公司 Golden Harbour Catering Group Limited", habit="habitual_late", terms="EOM30"
        ),
        cast="parent_with_sites",
    )
    pages.payers.append(_payer(pages, parent, monthly=0.4, scale=6.0, weekday=3))
    _add_people(pages, parent, count=3)
    for at, (chinese, english) in enumerate(names.HK_DISTRICTS, start=1):
        site = replace(
            _customer(
                f"W2000-{at:02d}",
                f"金港酒家 {chinese}店 Golden Harbour {english}",
                habit="habitual_late",
                terms="EOM30",
            ),
            parent_number=parent.number,
        )
        pages.payers.append(_payer(pages, site, monthly=1.4, scale=1.6, weekday=3))
        _add_people(pages, site, count=1)


def _add_foreign(pages: Pages) -> None:
    for number, name, country, zone, language, currency, habit, cast in (
        (
            "W2101",
            "深圳利華元件有限公司 Shenzhen Lihua Components",
            "CN",
            "Asia/Shanghai",
            "zh-hans",
            "CNY",
            "slow",
            "foreign_currency",
        ),
        (
            "W2102",
            "東莞恒達五金製品廠 Dongguan Hengda Hardware Works",
            "CN",
            "Asia/Shanghai",
            "zh-hans",
            "CNY",
            "easy",
            "",
        ),
        ("W2103", "Pacific Crestline Imports Inc", "US", "America/Los_Angeles", "en", "USD", "erratic", ""),
        ("W2104", "Tanjong Bay Provisions Pte Ltd", "SG", "Asia/Singapore", "en", "USD", "prompt", ""),
        ("W2105", "Southern Cross Homeware Pty Ltd", "AU", "Australia/Sydney", "en", "USD", "habitual_late", ""),
    ):
        customer = replace(
            _customer(number, name, habit=habit, terms="NET30"),
            country=country,
            time_zone=zone,
            language=language,
            currency=currency,
            cast=cast,
        )
        pages.payers.append(_payer(pages, customer, monthly=1.8, scale=2.2, weekday=None))
        _add_people(pages, customer, count=1)


def _add_traders(pages: Pages) -> None:
    rng, supply = pages.rng, names.trader_names(pages.rng)
    collectors = collectors_of(WHOLESALE)
    for at in range(TRADER_COUNT):
        chinese, english = next(supply)
        style = rng.randint(1, 10)
        name = chinese if style <= 2 else english if style <= 4 else f"{chinese} {english}"
        habit = draw_habit(rng)
        customer = replace(
            _customer(f"W{3001 + at}", name, habit=habit.name, terms=rng.choice(TERM_CODES)),
            language="en" if name == english else "zh-hant",
            owner_email=collectors[at % len(collectors)] if pages.pen.chance(85) else "",
            queue="wholesale" if pages.pen.chance(12) else "",
        )
        weight = min(4.5, 0.35 + rng.paretovariate(1.6) * 0.38)
        payer = _payer(pages, customer, monthly=weight, scale=rng.uniform(0.5, 1.8), weekday=rng.choice((None, 2, 4)))
        if pages.pen.chance(7):
            payer.since = pages.last_day - timedelta(days=rng.randint(35, 85))
        pages.payers.append(payer)
        _add_people(pages, customer, count=1 if pages.pen.chance(70) else 2)


def _payer(pages: Pages, customer: SampleCustomer, *, monthly: float, scale: float, weekday: int | None) -> Payer:
    return Payer(customer, HABITS[customer.habit], monthly, scale, weekday, pages.first_day, pages.last_day)


def _add_people(pages: Pages, customer: SampleCustomer, *, count: int) -> None:
    domain = names.slug(customer.name)
    domain = domain if domain != "office" else f"customer-{customer.number.lower()}"
    for role in ("accounts_payable", "accounts_payable_manager", "controller")[:count]:
        person = names.us_person(pages.rng) if customer.language == "en" else " ".join(names.hk_person(pages.rng))
        phone = names.us_phone(pages.rng) if customer.country == "US" else names.hk_phone(pages.rng)
        box = {"accounts_payable": "accounts", "accounts_payable_manager": "manager"}.get(role, role)
        pages.contacts.append(
            SampleContact(
                customer.number,
                person,
                role,
                phone,
                f"{box}@{domain}.example",
                pages.rng.choice(("phone", "email", "phone")),
                customer.language,
                customer.time_zone,
            )
        )


def _sell(pages: Pages) -> None:
    plans = [(day, at) for at, p in enumerate(pages.payers) for day in document_days(pages, p, last_weekday=SATURDAY)]
    number = 52_000
    for day, at in sorted(plans):
        payer, number = pages.payers[at], number + 1
        invoice = pages.pen.issue(_invoice(pages, payer, day, number))
        if _return_goods(pages, payer, invoice) or _discounted(pages, payer, invoice):
            continue
        settle(pages, invoice, payer, prefix="TT")
        _dispute(pages, payer, invoice)
        _prepay(pages, payer, day)


def _invoice(pages: Pages, payer: Payer, day: date, number: int) -> Draft:
    rng, customer = pages.rng, payer.customer
    amount = Decimal(rng.lognormvariate(8.6, 0.7) * payer.amount_scale)
    if customer.currency != "HKD":
        amount = amount / Decimal("7.8") if customer.currency == "USD" else amount * Decimal("0.92")
    amount = round_amount(amount, customer.currency)
    in_parts = customer.currency == "HKD" and (pages.pen.chance(2) or customer.cast == "parent_with_sites")
    terms = "3PARTS" if in_parts else customer.terms_code
    amount *= 4 if in_parts else 1
    parts = parts_of(terms, day, amount, customer.currency)
    return Draft(
        item_number=f"WC{number}",
        customer_number=customer.number,
        kind="invoice",
        document_date=day,
        due_date=parts[-1].due_date,
        currency=customer.currency,
        amount=amount,
        terms_code=terms,
        reference="設備分期 Equipment, three parts" if in_parts else f"DN{rng.randint(300_000, 399_999)}",
        purchase_order=f"PO{rng.randint(1_000, 9_999)}" if pages.pen.chance(60) else "",
        due_parts=tuple((part.due_date, part.amount) for part in parts) if in_parts else (),
    )


def _return_goods(pages: Pages, payer: Payer, invoice: Draft) -> bool:
    """Some goods come back: a credit memo, set against the invoice unless the clerk has not got to it yet."""
    pen, rng = pages.pen, pages.rng
    day = invoice.document_date + timedelta(days=rng.randint(4, 16))
    if invoice.due_parts or not pen.chance(4) or day > pages.last_day:
        return False
    share = rng.choice((Decimal("0.05"), Decimal("0.1"), Decimal("0.15")))
    memo = pen.issue(
        Draft(
            item_number=f"CN{invoice.item_number[2:]}",
            customer_number=payer.customer.number,
            kind="credit_memo",
            document_date=day,
            due_date=day,
            currency=invoice.currency,
            amount=-round_amount(invoice.amount * share, invoice.currency),
            reference=f"退貨 Returned goods {invoice.item_number}",
        )
    )
    if pen.chance(80):
        pen.apply(memo, invoice, -memo.amount, day + timedelta(days=rng.randint(0, 12)))
    settle(pages, invoice, payer, prefix="TT")
    return True


def _discounted(pages: Pages, payer: Payer, invoice: Draft) -> bool:
    """Two percent off, taken by prompt payers inside the ten days."""
    if invoice.terms_code != "2/10N30" or payer.habit.name not in ("prompt", "easy") or not pages.pen.chance(60):
        return False
    day = invoice.document_date + timedelta(days=pages.rng.randint(5, 10))
    discount = round_amount(invoice.amount * Decimal("0.02"), invoice.currency)
    if pages.pen.pay(invoice, invoice.amount - discount, day, receipt=pages.pen.receipt("TT")):
        pages.pen.discount(invoice, discount, day)
    return True


def _dispute(pages: Pages, payer: Payer, invoice: Draft) -> None:
    """Part of a delivery is questioned: that part is on hold, the rest stays due."""
    if invoice.entries or not pages.pen.chance(12) or invoice.due_date > pages.last_day:
        return
    part = round_amount(invoice.amount * Decimal("0.3"), invoice.currency)
    placed = min(pages.last_day, invoice.due_date + timedelta(days=2))
    pages.dispute(payer, invoice, part, placed, "貨品短缺 Goods short on delivery")


def _prepay(pages: Pages, payer: Payer, day: date) -> None:
    """Now and then a customer pays a round sum on account; some of it is applied later."""
    pen = pages.pen
    if not pen.chance(0.7) or payer.customer.currency != "HKD":
        return
    cash = pen.issue(
        Draft(
            item_number=f"OA-{pen.receipt('TT')}",
            customer_number=payer.customer.number,
            kind="on_account",
            document_date=day,
            due_date=day,
            currency="HKD",
            amount=-Decimal(pages.rng.choice((2_000, 3_000, 5_000, 10_000))),
            reference="訂金 Deposit",
        )
    )
    for draft in pages.drafts_of(payer):
        if draft.kind == "invoice" and not draft.due_parts and draft.open_amount > 0 and pen.chance(70):
            later = next_weekday(max(day, draft.document_date) + timedelta(days=pages.rng.randint(5, 30)), None)
            pen.apply(cash, draft, min(draft.open_amount, -cash.open_amount), later)
            return
