"""Handing a mail over: SMTP with time-outs, or one of django-anymail's providers."""

import logging
import smtplib
from collections.abc import Mapping
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.validators import validate_email

from dunwell.base.problems import Problem
from dunwell.base.words import gettext_noop
from dunwell.work.channels.email.compose import mail_of, wire_bytes
from dunwell.work.outgoing.rules import TIME_OUT_SECONDS, Failed, Outgoing, Person, Sent, Settings

LOG = logging.getLogger(__name__)
PROVIDERS = ("smtp", "amazon_ses", "brevo", "mailgun", "mailjet", "postmark", "resend", "sendgrid", "sparkpost")
_SECURITY = ("starttls", "tls", "none")


class EmailChannel:
    """Mail to a contact person's address."""

    key = "email"
    settings: Mapping[str, str] = {
        "from_address": gettext_noop("The address that mail is written from."),
        "from_name": gettext_noop("The name beside it; the creditor's where empty."),
        "reply_to": gettext_noop("Where answers go; the address above where empty."),
        "copy_to": gettext_noop("Addresses that get a copy, with commas between them."),
        "provider": gettext_noop("smtp, or a provider's name such as postmark or mailgun."),
        "host": gettext_noop("The mail server."),
        "port": gettext_noop("Its port: 587 is usual."),
        "security": gettext_noop("starttls, tls or none."),
        "username": gettext_noop("The name to sign in with; the password is the operator's secret."),
        "domain": gettext_noop("The sending domain, where the provider asks for one."),
    }

    def can_reach(self, person: Person) -> bool:
        """Return whether there is an address that mail can go to."""
        return bool(self.address_of(person))

    def address_of(self, person: Person) -> str:
        """Return the person's address; empty where it is none."""
        return person.email if _is_address(person.email) else ""

    def check(self, settings: Settings) -> list[Problem]:
        """Return what keeps mail from being sent with these settings."""
        problems = []
        for name in ("from_address", "reply_to"):
            value = settings.text(name)
            if (value or name == "from_address") and not _is_address(value):
                text = gettext_noop("{name} must be one e-mail address.")
                problems.append(Problem("work.sender.address_unusable", text, facts={"name": name}))
        chosen = {"provider": PROVIDERS, "security": _SECURITY}
        for name, known in chosen.items():
            if settings.text(name, known[0]) not in known:
                text = gettext_noop("{value} is not a choice here. Choose one of: {known}.")
                facts = {"value": settings.text(name)[:40], "known": ", ".join(known)}
                problems.append(Problem("work.sender.choice_unknown", text, facts=facts))
        if settings.text("provider", "smtp") == "smtp" and not settings.text("host"):
            problems.append(Problem("work.sender.host_missing", gettext_noop("Name the mail server.")))
        if not settings.text("port", "587").isdigit():
            problems.append(Problem("work.sender.port_unusable", gettext_noop("A port is a number.")))
        return problems

    def send(self, message: Outgoing, settings: Settings) -> Sent | Failed:
        """Hand a mail over once. What the server refused for good is permanent; a line that broke late is uncertain."""
        try:
            connection = _connection(settings)
            mail = mail_of(message, settings, connection)
            if isinstance(connection, EmailBackend):
                return _by_smtp(connection, mail)
            mail.send()
        except ImproperlyConfigured as fault:
            return Failed(permanent=False, reason=f"the provider is not installed or set up: {type(fault).__name__}")
        except Exception as fault:  # noqa: BLE001 - each provider's package raises its own; the kind is enough to tell
            return _answer_of(fault)
        return Sent(provider_id=_provider_id(mail))


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _connection(settings: Settings) -> BaseEmailBackend:
    provider = settings.text("provider", "smtp")
    if provider != "smtp":
        given: dict[str, Any] = {"api_key": settings.secret.told(), "requests_timeout": TIME_OUT_SECONDS}
        if provider == "mailgun":
            given["sender_domain"] = settings.text("domain")
        return get_connection(f"anymail.backends.{provider}.EmailBackend", **given)
    security = settings.text("security", "starttls")
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=settings.text("host"),
        port=settings.number("port", 587),
        username=settings.text("username"),
        password=settings.secret.told(),
        use_tls=security == "starttls",
        use_ssl=security == "tls",
        timeout=TIME_OUT_SECONDS,
    )


def _by_smtp(connection: EmailBackend, mail: Any) -> Sent | Failed:
    """Open, hand over, close. A fault before the text was given is certain; after it nobody knows."""
    try:
        connection.open()
    except (OSError, SMTPException) as fault:
        return _before(fault)
    given = wire_bytes(mail)
    line = connection.connection
    assert isinstance(line, smtplib.SMTP)
    sender, people = mail.from_email, mail.recipients()
    try:
        refused = line.sendmail(_bare(sender), [_bare(one) for one in people], given)
    except SMTPServerDisconnected as fault:
        return Failed(permanent=False, reason=_told(fault), is_certain=False)
    except (SMTPRecipientsRefused, SMTPResponseException, SMTPException) as fault:
        return _before(fault)
    except OSError as fault:
        return Failed(permanent=False, reason=_told(fault), is_certain=False)
    finally:
        _close(line)
    reasons = "; ".join(f"{address}: {code}" for address, (code, _) in refused.items())
    if _bare(people[0]) in refused:
        return Failed(permanent=refused[_bare(people[0])][0] >= 500, reason=reasons[:300])
    return Sent()


def _close(line: smtplib.SMTP) -> None:
    try:
        line.quit()
    except (OSError, SMTPException):
        line.close()


def _bare(address: str) -> str:
    from email.utils import parseaddr

    return parseaddr(address)[1]


def _before(fault: Exception) -> Failed:
    if isinstance(fault, SMTPRecipientsRefused):
        codes = [code for code, _ in fault.recipients.values()]
        return Failed(permanent=bool(codes) and min(codes) >= 500, reason=_told(fault))
    refused_mail = isinstance(fault, smtplib.SMTPDataError) and fault.smtp_code >= 500
    return Failed(permanent=refused_mail, reason=_told(fault))


def _told(fault: Exception) -> str:
    """Return what went wrong without anything that was signed in with."""
    if isinstance(fault, SMTPRecipientsRefused):
        return "; ".join(f"{code} {_line(text)}" for code, text in fault.recipients.values())[:300]
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return f"{fault.smtp_code} the server does not accept the name and password"
    if isinstance(fault, SMTPResponseException):
        return f"{fault.smtp_code} {_line(fault.smtp_error)}"[:300]
    return f"{type(fault).__name__}: {fault}"[:300]


def _line(text: bytes | str) -> str:
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(plain.split())


def _answer_of(fault: Exception) -> Failed:
    """Return a provider's fault: one with a status of its own is certain, a broken line is not."""
    status = getattr(fault, "status_code", None)
    if isinstance(status, int):
        return Failed(permanent=status in (400, 422), reason=f"the provider answered {status}")
    LOG.warning("a mail provider failed: %s", type(fault).__name__)
    return Failed(permanent=False, reason=type(fault).__name__, is_certain=False)


def _provider_id(mail: Any) -> str:
    status = getattr(mail, "anymail_status", None)
    return str(getattr(status, "message_id", "") or "")[:255]
