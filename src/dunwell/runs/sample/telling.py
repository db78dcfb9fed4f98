"""What was said: calls, mails and notes of the last months, promises and their breaking, and the holds they leave."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from dunwell.base.money import plain, round_amount
from dunwell.runs.sample.pen import Draft, working_day
from dunwell.runs.sample.people import collectors_of
from dunwell.runs.sample.pieces import Pages, Payer
from dunwell.runs.sample.shapes import SampleActivity, SampleHold

TALK_DAYS = 120

# outcome, reached, minutes, notes by language: what a collector would type
CALLS: tuple[tuple[str, bool, int, Mapping[str, Sequence[str]]], ...] = (
    (
        "no_answer",
        False,
        1,
        {"en": ("Rang out.", "No answer, no voicemail."), "zh-hant": ("冇人聽。",), "fil": ("Hindi sumasagot.",)},
    ),
    (
        "voicemail",
        False,
        2,
        {
            "en": ("Left message with the front desk.", "Left voicemail, asked to call back."),
            "zh-hant": ("留咗口訊俾前台。",),
            "fil": ("Nag-iwan ng mensahe.",),
        },
    ),
    (
        "will_check",
        True,
        5,
        {
            "en": (
                "Will look it up and call back.",
                "Invoice is with the dispatcher for approval.",
                "Not in their system yet; resent.",
            ),
            "zh-hant": ("會計話未收到發票，已再傳。", "等經理簽名。"),
            "fil": ("Titingnan daw muna sa records.", "Hinihintay ang approval ng may-ari."),
        },
    ),
    (
        "promise",
        True,
        6,
        {
            "en": ("In Friday's check run.", "Scheduled for next week's ACH."),
            "zh-hant": ("下星期過數。", "月尾會出支票。"),
            "fil": ("Magbabayad daw sa sweldo.", "Magbabayad sa katapusan ng buwan."),
        },
    ),
    (
        "information",
        True,
        4,
        {
            "en": ("Needs the proof of delivery again.", "Asked for a copy of the invoice."),
            "zh-hant": ("要求補發送貨單。",),
            "fil": ("Humingi ng kopya ng statement.",),
        },
    ),
    (
        "paid_already",
        True,
        4,
        {
            "en": ("Says it was paid Tuesday, will send the remittance.",),
            "zh-hant": ("話已經過咗數，會傳收據。",),
            "fil": ("Bayad na raw, ipapadala ang resibo.",),
        },
    ),
    (
        "wrong_contact",
        False,
        1,
        {"en": ("Number no longer theirs.",), "zh-hant": ("號碼錯誤。",), "fil": ("Maling numero.",)},
    ),
)
CALL_WEIGHTS = (30, 18, 16, 18, 9, 6, 3)
MAILS: Mapping[str, Sequence[str]] = {
    "en": ("Statement sent.", "Copies of the open invoices sent."),
    "zh-hant": ("已傳月結單。",),
    "fil": ("Naipadala ang statement of account.",),
}
NOTES: Mapping[str, Sequence[str]] = {
    "en": ("New person in accounts payable.", "Pays on Fridays only.", "Prefers mail in the morning."),
    "zh-hant": ("會計放假，下星期再打。", "老闆親自簽支票。"),
    "fil": ("Mas gusto ang text kaysa tawag.", "Tuwing akinse at katapusan nagbabayad."),
}


def tell(pages: Pages) -> None:
    """Write the talk of the last months and make the holds agree with what is open."""
    for payer in pages.payers:
        _follow_up(pages, payer)
    _cast_members(pages)
    _other_holds(pages)
    pages.holds[:] = [_agreed(hold, pages) for hold in pages.holds]
    pages.activities.sort(key=lambda a: (a.day, a.at, a.customer_number))


def _voice(pages: Pages) -> str:
    return {"northline": "en", "wingcheong": "zh-hant", "amihan": "fil"}[pages.key]


def _clock(rng: Random) -> time:
    return time(rng.randint(9, 16), rng.randint(0, 59))


def _teller(pages: Pages, payer: Payer) -> str:
    return payer.customer.owner_email or pages.rng.choice(collectors_of(pages.key))


def _follow_up(pages: Pages, payer: Payer) -> None:
    """Calls and mails while something of this customer's was late, every week or two."""
    rng = pages.rng
    if payer.customer.cast == "credit_only":
        return
    drafts = [draft for draft in pages.drafts_of(payer) if draft.amount > 0]
    day = pages.last_day - timedelta(days=rng.randint(TALK_DAYS - 14, TALK_DAYS))
    while (day := working_day(day + timedelta(days=rng.randint(11, 26)))) <= pages.last_day:
        if _late_amount(drafts, day) and pages.pen.chance(62):
            pages.activities.append(_talk(pages, payer, day))


def _late_amount(drafts: Sequence[Draft], day: date) -> Decimal:
    total = Decimal(0)
    for draft in drafts:
        if draft.due_date < day - timedelta(days=3):
            total += draft.amount + sum((e.amount for e in draft.entries if e.effective_date <= day), Decimal(0))
    return total


def _talk(pages: Pages, payer: Payer, day: date) -> SampleActivity:
    rng, voice = pages.rng, _voice(pages)
    number, teller, at = payer.customer.number, _teller(pages, payer), _clock(rng)
    pick = rng.randint(1, 100)
    if pick > 92:
        return SampleActivity(number, teller, "note", day, at, note=rng.choice(NOTES[voice]))
    if pick > 70:
        return SampleActivity(number, teller, "email", day, at, "out", None, "", 2, rng.choice(MAILS[voice]))
    outcome, reached, minutes, notes = rng.choices(CALLS, weights=CALL_WEIGHTS)[0]
    return SampleActivity(
        number, teller, "call", day, at, "out", reached, outcome, minutes + rng.randint(0, 3), rng.choice(notes[voice])
    )


def _cast_members(pages: Pages) -> None:
    cast = {payer.customer.cast: payer for payer in pages.payers if payer.customer.cast}
    if "breaks_promises" in cast:
        _broken_promises(pages, cast["breaks_promises"])
    if "always_late" in cast:
        _say(pages, cast["always_late"], 64, "Pays every load, five weeks late. Never early, never a dispute.")
    if "disputes" in cast:
        _say(pages, cast["disputes"], 33, "Disputes most accessorials. Send detention approvals with the invoice.")
    if "hardship" in cast:
        _say(
            pages,
            cast["hardship"],
            20,
            "Nawalan ng trabaho. Pumayag na maghintay hanggang sa napagkasunduang petsa.",
            call=True,
        )
    if "parent_with_sites" in cast:
        _say(pages, cast["parent_with_sites"], 12, "總公司統一付款，請致電總公司，勿打分店。")


def _say(pages: Pages, payer: Payer, days_ago: int, note: str, *, call: bool = False) -> None:
    day = working_day(pages.last_day - timedelta(days=days_ago))
    teller = _teller(pages, payer)
    if call:
        activity = SampleActivity(
            payer.customer.number, teller, "call", day, time(10, 20), "in", True, "information", 14, note
        )
    else:
        activity = SampleActivity(payer.customer.number, teller, "note", day, time(10, 20), note=note)
    pages.activities.append(activity)


def _broken_promises(pages: Pages, payer: Payer) -> None:
    """Promise, wait, nothing, excuse: four times, and a fifth that is still running."""
    number, teller = payer.customer.number, _teller(pages, payer)
    owed = max(_late_amount(pages.drafts_of(payer), pages.last_day), Decimal("4200.00"))
    for at, days_ago in enumerate((104, 79, 52, 27)):
        day = working_day(pages.last_day - timedelta(days=days_ago))
        promised = working_day(day + timedelta(days=7))
        amount = plain(round_amount(owed * Decimal(at + 2) / 6, "USD"), "USD")
        pages.activities.append(
            SampleActivity(
                number,
                teller,
                "call",
                day,
                time(11, 5),
                "out",
                True,
                "promise",
                9,
                f"Promised {amount} USD by {promised}.",
            )
        )
        broken = working_day(promised + timedelta(days=3))
        excuse = ("Controller was out.", "Shipper has not paid them.", "Check was cut, then voided.", "New bank.")[at]
        pages.activities.append(
            SampleActivity(
                number,
                teller,
                "call",
                broken,
                time(9, 40),
                "out",
                True,
                "other",
                6,
                f"Nothing came in. {excuse}",
            )
        )


def _other_holds(pages: Pages) -> None:
    """A few customers wait for other reasons: a plan that is kept, a lawyer, a question for the office."""
    reasons = (
        ("plan", 60, "Pays off the old bills in four parts."),
        ("legal", None, "Statement of claim filed; counsel speaks for us."),
        ("customer_request", 6, "Asked for a week: moving offices."),
        ("internal_review", 10, "Price on file under review with sales."),
        ("insolvency", None, "Notice from the receiver; claim lodged."),
    )
    held = {hold.customer_number for hold in pages.holds}
    late = [p for p in pages.payers if p.habit.name in ("slow", "erratic", "fallen_silent", "habitual_late")]
    quiet = [p for p in late if not p.customer.cast and not p.customer.parent_number and p.customer.number not in held]
    for payer, (reason, days, note) in zip(quiet[1::3], reasons, strict=False):
        placed = pages.last_day - timedelta(days=pages.rng.randint(3, 25))
        until = pages.last_day + timedelta(days=days) if days else None
        pages.holds.append(SampleHold(payer.customer.number, reason, placed, until_date=until, note=note))


def _agreed(hold: SampleHold, pages: Pages) -> SampleHold:
    """A hold on an item ends when the item is settled, and never covers more than is open."""
    draft = next((d for d in pages.pen.drafts if hold.item_number and d.item_number == hold.item_number), None)
    if draft is None or hold.lifted_date:
        return hold
    if draft.open_amount == 0:
        settled = max((entry.effective_date for entry in draft.entries), default=hold.placed_date)
        return replace(hold, lifted_date=max(settled, hold.placed_date))
    if hold.amount is not None and hold.amount > draft.open_amount:
        return replace(hold, amount=draft.open_amount)
    return hold
