"""What answers say: amounts, days, documents, languages, the newest words of a mail; and how well intents are told."""

import base64
import quopri
import sys
from datetime import date
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import bench_replies

from dunwell.exchange.reading.grids import FileFault
from dunwell.exchange.reading.replies.cutting import newest_words
from dunwell.exchange.reading.replies.days import days_in
from dunwell.exchange.reading.replies.intents import Intent
from dunwell.exchange.reading.replies.language import languages_of, plain
from dunwell.exchange.reading.replies.learned import examples, judge, recipe
from dunwell.exchange.reading.replies.mail import read_mail
from dunwell.exchange.reading.replies.money import amounts_in
from dunwell.exchange.reading.replies.numerals import han_number
from dunwell.exchange.reading.replies.reader import Reading, read_reply
from dunwell.exchange.reading.replies.references import references_in, spans_of

TUESDAY = date(2026, 3, 31)


def _days(text: str, order: str = "") -> list[str]:
    return [one.day.isoformat() for one in days_in(plain(text), TUESDAY, order)]


def _sums(text: str) -> list[str]:
    clean = plain(text)
    found = amounts_in(clean, spans_of(days_in(clean, TUESDAY), references_in(clean)))
    return [f"{one.amount:f} {one.currency or '-'}" for one in found]


def test_days_are_read_as_seen_from_the_day_of_the_mail() -> None:
    told = {
        "We pay next Friday": ["2026-04-10"], "on Friday": ["2026-04-03"], "this Friday": ["2026-04-03"],
        "paid last Friday": ["2026-03-27"], "it was paid on Friday": ["2026-03-27"], "Friday next week": ["2026-04-10"],
        "will be paid on Friday": ["2026-04-03"], "by Monday, 4 May": ["2026-05-04"], "tomorrow": ["2026-04-01"],
        "end of the month": ["2026-03-31"], "by the end of next month": ["2026-04-30"], "end of June": ["2026-06-30"],
        "on the 15th": ["2026-04-15"], "sent on the 15th": ["2026-03-15"], "in 10 days": ["2026-04-10"],
        "within five business days": ["2026-04-07"], "in two weeks": ["2026-04-14"], "June 6, 2026": ["2026-06-06"],
        "6th of June": ["2026-06-06"], "we paid on 30 December": ["2025-12-30"], "by 15 December": ["2026-12-15"],
        "2026-04-09": ["2026-04-09"], "31/03/2026": ["2026-03-31"], "on 4/28": ["2026-04-28"],
        "28.4.2026": ["2026-04-28"],
        "下週五過數": ["2026-04-10"], "下星期一": ["2026-04-06"], "星期五會俾": ["2026-04-03"],
        "上星期三": ["2026-03-25"],
        "今個禮拜五": ["2026-04-03"], "月底前": ["2026-03-31"], "下個月底": ["2026-04-30"], "六月底": ["2026-06-30"],
        "十五號": ["2026-04-15"], "十五號已經俾咗": ["2026-03-15"], "二十五號": ["2026-04-25"], "聽日": ["2026-04-01"],
        "後日": ["2026-04-02"], "尋日": ["2026-03-30"], "五月十五日": ["2026-05-15"], "6月30日前": ["2026-06-30"],
        "二零二六年四月五日": ["2026-04-05"], "三日後": ["2026-04-03"], "五個工作天內": ["2026-04-07"],
        "下個月十號": ["2026-04-10"], "碼頭路十二號": [], "552 號發票": [],
        "sa Biyernes": ["2026-04-03"], "noong Biyernes": ["2026-03-27"],
        "sa Biyernes ng susunod na linggo": ["2026-04-10"],
        "bukas": ["2026-04-01"], "kahapon": ["2026-03-30"], "sa katapusan ng buwan": ["2026-03-31"],
        "sa katapusan": ["2026-03-31"], "katapusan ng Hunyo": ["2026-06-30"], "sa a-15": ["2026-04-15"],
        "noong a-12": ["2026-03-12"], "sa akinse": ["2026-04-15"], "sa Hunyo 30": ["2026-06-30"],
        "ika-15 ng Abril": ["2026-04-15"], "sa loob ng limang araw": ["2026-04-05"],
        "bago mag-Miyerkules": ["2026-04-01"],
        "ngayong hapon": ["2026-03-31"], "sa Linggo": ["2026-04-05"],
    }  # fmt: skip
    assert {text: _days(text) for text in told} == told


@pytest.mark.parametrize(
    "text",
    ["soon", "next week", "as soon as possible", "this week", "盡快", "下個月", "遲啲", "sa sweldo", "next month",
     "sa susunod na linggo", "24/7", "half of it", "you may 5 of us call", "the fifth time", "net 30", "May I ask"],
)  # fmt: skip
def test_what_names_no_day_gives_none(text: str) -> None:
    assert _days(text) == []


def test_a_date_in_numbers_is_open_unless_something_tells_its_order() -> None:
    (open_day,) = days_in("by 03/04/2026", TUESDAY)
    assert (open_day.day, open_day.other, open_day.is_open) == (date(2026, 4, 3), date(2026, 3, 4), True)
    (known,) = days_in("by 03/04/2026", TUESDAY, "mdy")
    assert (known.day, known.is_open) == (date(2026, 3, 4), False)
    (proved,) = days_in("by 25/04/2026", TUESDAY, "mdy")
    assert (proved.day, proved.other) == (date(2026, 4, 25), None)


def test_amounts_are_read_in_many_notations() -> None:
    told = {
        "HK$12,500": ["12500 HKD"], "HKD18,200.00過咗數": ["18200.00 HKD"], "USD 4,250.00": ["4250.00 USD"],
        "$1,250.00": ["1250.00 -"], "1.250,00 EUR": ["1250.00 EUR"], "€1.250": ["1250 EUR"], "₱4,250": ["4250 PHP"],
        "P5,000 po": ["5000 PHP"], "Php 1,500.50": ["1500.50 PHP"], "2.5k": ["2500 -"], "pay 5000 today": ["5000 -"],
        "we owe 640.00": ["640.00 -"], "$2.5k": ["2500 -"], "two million pesos": ["2000000 PHP"], "1.2 "
        "million": ["1200000 -"],
        "five hundred dollars": ["500 -"], "300 pounds": ["300 GBP"], "500 a month": ["500 -"], "12'300.50 "
        "CHF": ["12300.50 CHF"],
        "HK$5萬": ["50000 HKD"], "1.2萬": ["12000 -"], "12萬5千": ["125000 -"], "三萬五千蚊": ["35000 HKD"],
        "港幣伍萬圓正": ["50000 HKD"], "先俾五千": ["5000 -"], "港幣 4,250 元": ["4250 HKD"], "一萬二蚊": ["12000 HKD"],
        "limang libong piso": ["5000 PHP"], "dalawang libo": ["2000 -"], "5 libo": ["5000 -"], "5k muna": ["5000 -"],
    }  # fmt: skip
    assert {text: _sums(text) for text in told} == told


@pytest.mark.parametrize(
    "text",
    ["40 cartons", "3 invoices", "80%", "call 555-0142", "+852 2345 6789", "check 10442", "PO 4500012345", "INV-20431",
     "in 2026", "net 60", "三百件", "兩個禮拜", "trace number 021000021", "reference FT2603-8811", "12 Pier Road"],
)  # fmt: skip
def test_what_is_no_money_gives_no_amount(text: str) -> None:
    assert _sums(text) == []


def test_documents_are_named_as_they_are_written() -> None:
    told = {
        "copy of invoice INV-10021": ["INV-10021"], "invoices 551 and 552": ["551", "552"], "inv-20431": ["inv-20431"],
        "A-220, A-221 and A-229": ["A-220", "A-221", "A-229"], "invoice #10234": ["#10234"[1:]], "發票 4471": ["4471"],
        "發票 4410、4411 及 4415": ["4410", "4411", "4415"], "551 及 552 號發票": ["551", "552"],
        "PO 4500012345": [], "check 10442": [], "W-9": [], "the invoice of 5 March": [], "invoice for USD 1,200.00": [],
        "HKD500": [], "MT103": [], "confirmation 77120": [], "invoice 551 at 552": ["551", "552"],
    }  # fmt: skip
    assert {text: [one.number for one in references_in(plain(text))] for text in told} == told
    assert [one.number for one in references_in("about 00817", frozenset({"00817"}))] == ["00817"]


def test_chinese_numerals_count() -> None:
    told = {
        "十": 10,
        "十五": 15,
        "二十五": 25,
        "廿八": 28,
        "三萬五千": 35000,
        "一萬二": 12000,
        "一千二": 1200,
        "一百零五": 105,
    }
    told |= {"二零二六": 2026, "伍仟": 5000, "兩千": 2000, "壹拾貳": 12}
    assert {text: han_number(text) for text in told} == told


def test_languages_are_told_apart_also_where_they_mix() -> None:
    assert languages_of("We will pay on Friday.") == ("en",)
    assert languages_of("下週五過數。") == ("zh-Hant",)
    assert languages_of("Magbabayad po kami sa Biyernes.") == ("fil",)
    assert languages_of("Pa-send po ng invoice, thank you")[0] == "fil"
    assert languages_of("請send返張 invoice 俾我")[0] == "zh-Hant"
    assert languages_of("PO 4711 please") == ("en",)
    assert languages_of("👍") == ("und",)


@pytest.mark.parametrize(
    ("text", "newest"),
    [
        ("Paid.\n\nOn Mon, 2 Mar 2026 at 10:11, Ana <a@b.example> wrote:\n> Please pay\n> today", "Paid."),
        ("Paid.\n\nOn Mon, 2 Mar 2026 at 10:11, Ana Reyes at Dunwell\n<a@b.example> wrote:\n\nPlease pay", "Paid."),
        ("Paid.\n-----Original Message-----\nFrom: Ana\nWe will sue", "Paid."),
        ("Paid.\n\nFrom: Ana\nSent: Monday\nTo: Bo\nSubject: Invoice\n\nPlease pay 500.00", "Paid."),
        ("已付。\n\n寄件者: Ana\n傳送日期: 2026年3月2日\n收件者: Bo\n主旨: 發票\n\n請付款", "已付。"),
        ("已付。\n\nAna <a@b.example> 於 2026年3月2日 週一 上午10:11 寫道：\n> 請付款", "已付。"),
        ("> Please pay\nPaid yesterday.\n> today", "Paid yesterday."),
        ("On 2 Mar 2026 Ana wrote:\n> Please pay\n\nPaid below the quote.", "Paid below the quote."),
        ("Paid.\n\nBest regards,\nBo Chan\nTel 2345 6789\nBlue Harbor Ltd", "Paid.\n\nBest regards,"),
        ("Paid.\n-- \nBo Chan\n12,500.00 club", "Paid."),
        ("Paid.\n\nSent from my iPhone", "Paid."),
        ("[EXTERNAL]\nPaid.\n\nThis e-mail is confidential and intended only for you.", "Paid."),
        ("Thanks, we pay on Friday.\nBo", "Thanks, we pay on Friday.\nBo"),
    ],
)
def test_only_the_newest_words_count(text: str, newest: str) -> None:
    assert newest_words(text) == newest


def _raw(body: bytes, headers: str) -> bytes:
    return (
        f"From: Bo <bo@x.example>\r\nSubject: Re: x\r\nDate: Tue, 31 Mar 2026 09:00:00 +0800\r\n{headers}\r\n".encode()
        + body
    )


@pytest.mark.parametrize(
    ("charset", "said"),
    [("big5", "big5"), ("big5hkscs", "Big5-HKSCS"), ("gb18030", "gb2312"), ("utf-8", "utf-8"), ("big5", ""),
     ("utf-8", "x-no")],
)  # fmt: skip
@pytest.mark.parametrize("transfer", ["8bit", "base64", "quoted-printable"])
def test_mails_are_read_in_the_encodings_people_use(charset: str, said: str, transfer: str) -> None:
    text = (
        "我們會在下週五付清港幣五千元，發票 INV-1001。多謝你哋嘅耐性，唔好意思拖咗咁耐。"
        if charset == "big5hkscs"
        else ("我們會在下週五付清港幣五千元，發票 INV-1001。多謝你們的耐性，不好意思拖了這麼久。")
    )
    body = text.encode(charset)
    body = {"8bit": body, "base64": base64.encodebytes(body), "quoted-printable": quopri.encodestring(body)}[transfer]
    kind = f"Content-Type: text/plain{f'; charset={said}' if said else ''}\r\nContent-Transfer-Encoding: {transfer}\r\n"
    found = read_reply(_raw(body, kind), today=date(2026, 1, 1))
    assert (found.language, found.references, found.dates) == ("zh-Hant", ("INV-1001",), (date(2026, 4, 10),))
    assert [(one.amount, one.currency) for one in found.amounts] == [(Decimal(5000), "HKD")]


def test_a_page_of_html_is_read_without_what_it_quotes() -> None:
    page = (
        "<html><head><style>p{}</style></head><body><div>We&nbsp;paid <b>USD 1,200.00</b><br>on 30 March.</div>"
        '<div class="gmail_quote">On Monday Ana wrote:<blockquote>Pay 9,999.00 for INV-1</blockquote></div></body>'
    )
    found = read_reply(_raw(page.encode(), "Content-Type: text/html; charset=utf-8\r\n"), today=TUESDAY)
    assert found.words == "We paid USD 1,200.00\non 30 March."
    assert (found.intent, found.references, found.dates) == (Intent.PAID_ALREADY, (), (date(2026, 3, 30),))


def test_what_hangs_on_a_mail_and_what_it_answers_is_known() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Bo <Bo@X.example>", "desk+r.abc@y.example", "RE: Invoice 4471"
    message["Message-ID"], message["In-Reply-To"] = "<n2@x.example>", "<m1@y.example>"
    message["References"] = "<m0@y.example> <m1@y.example>"
    message.set_content("See attached.")
    message.add_attachment(b"a,b", maintype="text", subtype="csv", filename="付款.csv")
    mail = read_mail(message.as_bytes())
    assert (mail.sender, mail.message_id, mail.recipients) == (
        "bo@x.example",
        "<n2@x.example>",
        ("desk+r.abc@y.example",),
    )
    assert mail.answers == ("<m1@y.example>", "<m0@y.example>")
    assert [(one.name, one.content) for one in mail.attachments] == [("付款.csv", b"a,b")]
    assert read_reply(message.as_bytes(), today=TUESDAY).references == ("4471",)


def test_a_machine_that_answers_says_so_and_a_bounce_is_one() -> None:
    away = _raw(b"I will pay you when I am back on 15 July.", "Auto-Submitted: auto-replied\r\n")
    found = read_reply(away, today=TUESDAY)
    assert (found.intent, found.dates) == (Intent.OUT_OF_OFFICE, (date(2026, 7, 15),))
    report = _raw(b"", 'Content-Type: multipart/report; report-type="delivery-status"; boundary=x\r\n')
    assert read_mail(report).is_bounce
    assert not read_mail(away).is_bounce


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xd0\xcf\x11\xe0 outlook", "exchange.reply.outlook_message"), (b"%PDF-1.7", "exchange.reply.no_text")],
)
def test_what_is_no_mail_is_told(content: bytes, code: str) -> None:
    with pytest.raises(FileFault) as caught:
        read_reply(content, today=TUESDAY)
    assert caught.value.problem.code == code


@given(some.binary(max_size=400) | some.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_is_read_or_told(content: bytes) -> None:
    headers = (
        b"From: a@b.example\r\nSubject: =?big5?B?x?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n"
    )
    for raw in (content, headers + content):
        try:
            found = read_reply(raw, today=TUESDAY)
        except FileFault:
            continue
        assert isinstance(found, Reading)
        assert 0 <= found.confidence <= 1
        assert all(one.amount > 0 for one in found.amounts)


def test_the_same_mail_gives_the_same_reading_and_the_model_is_kept_as_plain_arrays(tmp_path: Path) -> None:
    text = "我哋下週五會過數HK$5萬，發票 INV-001"
    first = read_reply(text.encode(), today=TUESDAY, models=tmp_path)
    (kept,) = tmp_path.iterdir()
    assert kept.name == f"replies-{recipe()}.npz"
    judge.cache_clear()
    assert read_reply(text.encode(), today=TUESDAY, models=tmp_path) == first
    assert first.as_data() == {
        "language": "zh-Hant", "intent": "promise", "confidence": first.as_data()["confidence"],
        "amounts": [{"amount": "50000", "currency": "HKD"}], "dates": ["2026-04-10"], "references": ["INV-001"],
    }  # fmt: skip
    kept.write_bytes(b"half of it")
    judge.cache_clear()
    assert read_reply(text.encode(), today=TUESDAY, models=tmp_path) == first


def test_there_are_enough_examples_and_each_language_has_each_intent() -> None:
    assert len(examples()) >= 600
    assert {(one.language, one.intent) for one in examples()} == {
        (language, intent) for language in ("en", "zh-Hant", "fil") for intent in Intent
    }
    assert len({(one.language, one.text) for one in examples()}) == len(examples())


def test_intents_are_told_apart_on_templates_that_were_held_back() -> None:
    judged = bench_replies.held_back(examples(), 3)
    everything, sure = bench_replies.figures(judged, 0.0), bench_replies.figures(judged, 0.5)
    assert everything["precision"] >= 0.74
    assert min(everything["by_language"].values()) >= 0.70
    assert (sure["coverage"] >= 0.65, sure["precision"] >= 0.88) == (True, True)
    weak = {name: row for name, row in sure["intents"].items() if row["precision"] < 0.75 or row["recall"] < 0.4}
    assert weak == {}


OUTSIDE = Path(__file__).parents[3] / "shared" / "data" / "replies" / "intent_phrases_63349875518.json"


@pytest.mark.skipif(not OUTSIDE.is_file(), reason="the public phrases are not beside the repository")
def test_public_phrases_are_read_as_meant() -> None:
    told = bench_replies.outside(OUTSIDE)
    assert told["right"] >= 0.9 * told["phrases"]
