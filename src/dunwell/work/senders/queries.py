"""Questions about how a creditor writes: its settings, and where their secrets are kept."""

import os
from typing import Any

from django.conf import settings as django_settings

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.creditors.models import Creditor
from dunwell.work.channels import CHANNELS
from dunwell.work.outgoing.rules import Secret, Settings
from dunwell.work.senders.models import Sender
from dunwell.work.senders.rules import ANY_SETTINGS, SenderKind, secret_name

MOST_SECRET_BYTES = 10_000


def sender_documents(viewer: Viewer, creditor_id: int) -> dict[str, dict[str, Any]]:
    """Return a creditor's settings by kind, empty where nothing is set; none of them holds a secret."""
    require(viewer, "book.read", creditor_id)
    kept = {one.kind: one.document for one in Sender.objects.filter(creditor_id=creditor_id)}
    return {kind.value: kept.get(kind.value, {}) for kind in SenderKind}


def known_settings(kind: str) -> dict[str, str]:
    """Return the settings that a kind has, each with its meaning."""
    return dict(ANY_SETTINGS) if kind == SenderKind.ANY else dict(CHANNELS.get(kind).settings)


def said_by_all(creditor_id: int) -> dict[str, str]:
    """Return what every channel says alike: phone, payment details, where to dispute."""
    kept = Sender.objects.filter(creditor_id=creditor_id, kind=SenderKind.ANY).values_list("document", flat=True)
    return {name: str(value) for name, value in (kept.first() or {}).items()}


def settings_for(creditor: Creditor, channel: str) -> Settings:
    """Return how a creditor writes by a channel, its secret included; refuse where it was not set up or is off."""
    found = Sender.objects.filter(creditor=creditor, kind=channel).first()
    if found is None or not found.is_on:
        raise Refusal(
            "work.sender.not_set_up",
            gettext_noop("Nothing is set up to send by {channel}. An admin can do that under Channels."),
            channel=channel,
        )
    return Settings(
        creditor_name=creditor.legal_name or creditor.name,
        document=found.document,
        secret=kept_secret(secret_name(creditor.key, channel)),
    )


def kept_secret(name: str) -> Secret:
    """Return a secret from the environment, else from a file of that name in the data folder's `secrets`."""
    if held := os.environ.get(name):
        return Secret(held)
    kept = django_settings.HOME / "secrets" / name
    if kept.is_file():
        return Secret(kept.read_bytes()[:MOST_SECRET_BYTES].decode("utf-8", "replace").strip())
    return Secret("")
