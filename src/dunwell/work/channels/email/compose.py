"""A message as mail: our own Message-ID, the thread it belongs to, the reply token, a plain and an HTML text."""

from collections.abc import Sequence
from email import message_from_bytes, policy
from email.utils import format_datetime, formataddr
from html import escape

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from dunwell.work.outgoing.rules import INVOICE_TABLE, Outgoing, Settings, plain_text, reply_address, with_token

MOST_REFERENCES = 20


def mail_of(
    message: Outgoing, settings: Settings, connection: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """Return the mail of a message; the same message makes the same headers and texts, whenever it is made."""
    sender = settings.text("from_address")
    headers = {
        "Message-ID": message.message_id,
        "Date": format_datetime(message.written_at),
    }
    known = [reference for reference in message.references if _is_plain(reference)][-MOST_REFERENCES:]
    if known:
        headers |= {"References": " ".join(known), "In-Reply-To": known[-1]}
    reply_to = reply_address(settings.text("reply_to") or sender, message.reply_token)
    subject = with_token(message.subject, message.reply_token) if message.reply_token else message.subject
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=plain_text(message.body, message.rows),
        from_email=formataddr((settings.text("from_name") or settings.creditor_name, sender)),
        to=[formataddr((message.to_name, message.to_address))],
        cc=[one.strip() for one in settings.text("copy_to").split(",") if one.strip()],
        reply_to=[reply_to],
        headers=headers,
        connection=connection,
    )
    mail.attach_alternative(html_text(message.body, message.rows, message.language), "text/html")
    for each in message.attachments:
        mail.attach(each.name, each.content, each.media_type)
    return mail


def _is_plain(reference: str) -> bool:
    return reference.startswith("<") and reference.endswith(">") and not set(reference) & set(" \r\n\t")


def html_text(body: str, rows: Sequence[Sequence[str]], language: str) -> str:
    """Return a body as HTML that every mail program shows: paragraphs and one table, no pictures, nothing loaded."""
    parts = []
    for paragraph in body.split("\n\n"):
        if INVOICE_TABLE in paragraph:
            before, _, after = paragraph.partition(INVOICE_TABLE)
            parts += [_paragraph(before), _table(rows), _paragraph(after)]
        else:
            parts.append(_paragraph(paragraph))
    lang = {"zh-hant": "zh-Hant-HK"}.get(language, language)
    return f'<!doctype html><html lang="{escape(lang)}"><body>{"".join(parts)}</body></html>'


def _paragraph(text: str) -> str:
    return f"<p>{escape(text.strip()).replace(chr(10), '<br>')}</p>" if text.strip() else ""


def _table(rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    cell = 'style="padding:2px 12px 2px 0;text-align:{side}"'
    last = len(rows[0]) - 1

    def line(row: Sequence[str], tag: str) -> str:
        cells = (
            f"<{tag} {cell.format(side='right' if n == last else 'left')}>{escape(text)}</{tag}>"
            for n, text in enumerate(row)
        )
        return f"<tr>{''.join(cells)}</tr>"

    body = "".join(line(row, "td") for row in rows[1:])
    return f"<table><thead>{line(rows[0], 'th')}</thead><tbody>{body}</tbody></table>"


def wire_bytes(mail: EmailMultiAlternatives) -> bytes:
    """Return a mail as it goes over the wire.

    The subject is folded anew: Django breaks the line before a long one, which some mail servers take for an empty one.
    """
    message = message_from_bytes(mail.message().as_bytes(), policy=policy.SMTP)
    message.replace_header("Subject", mail.subject)
    return message.as_bytes()
