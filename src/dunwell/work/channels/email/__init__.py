"""E-mail by SMTP, or by a mail provider that django-anymail knows."""

from dunwell.work.channels.email.send import EmailChannel

CHANNEL = EmailChannel()
