"""Reading a mail or a text: what it says is paid, by tables, labels and sentences that leave no doubt."""

import codecs
import re
from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from typing import Any, BinaryIO

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.exchange.formats.remit_text.mail import Mail, lines_of_html, lines_of_text, read_mail
from dunwell.exchange.reading.advice import remittance_of, settle_reading
from dunwell.exchange.reading.advice_lines import Layout, Line, read_lines
from dunwell.exchange.reading.advice_text import amounts_in, read_text_rows
from dunwell.exchange.reading.grids import FileFault, Limits
from dunwell.exchange.reading.mails import is_html, is_mail
from dunwell.exchange.reading.parsed import Parsed
from dunwell.exchange.reading.remittances import Report, parsed_remittances
from dunwell.exchange.reading.statements import Remittance
from dunwell.exchange.reading.texts import detect_encoding

CODE = "exchange.remit_text"
MAX_BYTES = 25 * 1024 * 1024
MAX_LINES = 200_000
_WORDS = re.compile(
    r"(?i)remit|payment\s+(?:advice|detail|notification|was|has|of|for|made|sent)|\bpaid\b|\bpaying\b"
    r"|we\s+have\s+(?:sent|transferred)|付款|匯款|滙款|轉賬|已付|支付|zahlungsavis|avis|überwiesen"
)
_REPLY = re.compile(
    r"(?i)^(?:-{2,}\s*original message\s*-{2,}|on\s.{5,120}\swrote:|am\s.{5,120}\sschrieb.{0,80}:|在.{5,80}寫道[:：])"
)
_SIGNED = re.compile(
    r"(?i)^(?:(?:best|kind|warm|with)?\s*(?:regards|wishes)|yours\s|sincerely|thanks|thank you|many thanks|"
    r"mit freundlichen|freundliche|謹啟|敬上|此致|順頌|祝好|--\s*$)"
)
_COMPANY = re.compile(
    r"(?i)(?:\b(?:inc|llc|l\.l\.c|ltd|limited|corp|corporation|company|co|gmbh|ag|kg|s\.?a|b\.?v|n\.?v|pte|plc|aps|oy|ab|srl|"
    r"s\.?p\.?a|sas|sarl|pty)\b\.?\s*$|公司\s*$)"
)
_TRACE = re.compile(
    r"(?i)(?:(?:check|cheque|payment|wire|transaction|trace|eft|ach|fps|chats|transfer|bank)\s*"
    r"(?:ref(?:erence)?|no|number|id|trace|#)\.?\s*(?:no\.?|number|#)?\s*(?:is|was|[:：])?\s*|(?:付款|支票|匯款|交易|轉賬)(?:參考)?(?:編號|號碼)\s*(?:為|是|[:：])?\s*)"
    r"(?P<number>(?=[\w\-/]*\d)[A-Za-z0-9][\w\-/]{2,40})"
)


def sniff(head: bytes, file_name: str) -> int:
    """Return how sure it is: a mail, or words of payment beside amounts; a format with marks of its own goes before."""
    if head.startswith((b"%PDF", b"PK\x03\x04")):
        return 0
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return 25 if file_name.casefold().endswith(".msg") else 0
    if is_mail(head):
        return 50
    text = _decoded(head[:65_536])
    is_xml = text.lstrip().startswith("<") and not is_html(text)
    if is_xml or "\x00" in text or not _WORDS.search(text):
        return 0
    return 15 if any(amounts_in(line) for line in text.splitlines()[:400]) else 0


def _decoded(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return head.decode("utf-8-sig" if error.start > len(head) - 4 else "big5hkscs", "replace")


def parse(file: BinaryIO, profile: Any = None, limits: Limits | None = None, **_: object) -> Parsed[Remittance]:  # noqa: ARG001
    """Read the remittance that a mail or text tells of. Grain: one mail. Never raises for what the file holds."""
    return parsed_remittances(file, "text", _read, limits or Limits())


def _read(file: BinaryIO, parsed: Parsed[Remittance], report: Report) -> Iterator[Remittance]:
    mail = _mail(file)
    layouts = [_best(lines) for lines in mail.texts]
    layout = max(layouts, key=lambda one: (len(one.rows), len(one.totals), len(one.facts)), default=Layout())
    if mail.attachments:
        words = gettext_noop("Files hang on this mail and were not read: {names}. Take them in by themselves.")
        parsed.notes.append(Problem(f"{CODE}.attachments", words, facts={"names": ", ".join(mail.attachments)[:300]}))
    if not layout.rows and "amount" not in layout.totals:
        words = gettext_noop(
            "The text names neither a document with an amount nor a sum. Enter this remittance by hand."
        )
        report(Problem(f"{CODE}.nothing_found", words))
        return
    advice = layout.advice(CODE, "")
    lines = next((lines for lines, one in zip(mail.texts, layouts, strict=True) if one is layout), [])
    advice.facts.setdefault("payer", _payer(lines, mail.sender))
    trace = next((match["number"] for line in lines if (match := _TRACE.search(line.text))), "")
    if trace:
        advice.facts.setdefault("trace", trace)
    advice.texts.extend(part for part in (mail.subject, mail.sender) if part)
    made = remittance_of(advice, settle_reading([advice]), report, parsed.notes.append)
    if made is not None:
        yield made


def _mail(file: BinaryIO) -> Mail:
    """Return what came as a mail, whatever it is written in; raise `FileFault` for what is no text."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        words = gettext_noop("The file has {size} MB. Split it into parts and send each.")
        raise FileFault(Problem("exchange.file.too_large", words, facts={"size": len(content) // 1_048_576}))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        words = gettext_noop("This is an Outlook message (.msg). Save it as .eml, or forward it, and send that.")
        raise FileFault(Problem(f"{CODE}.outlook_message", words))
    if is_mail(content[:65_536]):
        mail = read_mail(content)
    else:
        file.seek(0)
        encoding, _ = detect_encoding(file)
        text = content.decode(encoding, "replace")
        if "\x00" in text[:1000]:
            raise FileFault(
                Problem(f"{CODE}.no_text", gettext_noop("This is no text. Send the mail as .eml or as text."))
            )
        mail = Mail(texts=[lines_of_html(text) if is_html(text) else lines_of_text(text)])
    if any(len(lines) > MAX_LINES for lines in mail.texts):
        words = gettext_noop("The file has more than {most} rows. Split it into parts and send each.")
        raise FileFault(Problem("exchange.file.too_many_rows", words, facts={"most": MAX_LINES}))
    return mail


def _best(lines: Sequence[Line]) -> Layout:
    """Return what the newest mail of a thread says; what it replies to only where it says nothing itself."""
    cut = next((place for place, line in enumerate(lines) if place and _REPLY.match(line.text)), len(lines))
    layout = _layout(lines[:cut])
    if cut < len(lines) and not layout.rows and "amount" not in layout.totals:
        return _layout(lines)
    return layout


def _layout(lines: Sequence[Line]) -> Layout:
    layout = read_lines(lines)
    had_table = bool(layout.rows)
    if not had_table:
        read_text_rows(layout.other, layout)
    elif "amount" not in layout.totals:
        sums = Layout()
        read_text_rows(layout.other, sums)
        layout.totals |= {name: text for name, text in sums.totals.items() if name == "amount"}
    return layout


def _payer(lines: Sequence[Line], sender: str) -> str:
    """Return the company below the last greeting, else the sender's name where it is a company's; else nobody."""
    signed = [place for place, line in enumerate(lines) if _SIGNED.match(line.text.strip())]
    if signed:
        for line in lines[signed[-1] : signed[-1] + 9]:
            for token in line.tokens:
                text = token.text.strip(" ,|")
                if _COMPANY.search(text) and len(text) <= 80:
                    return text
    name = parseaddr(sender)[0].strip('" ')
    return name if _COMPANY.search(name) else ""
