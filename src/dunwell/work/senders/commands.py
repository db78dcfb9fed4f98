"""Verbs on senders: say how a creditor writes by a channel."""

from collections.abc import Mapping
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command
from dunwell.platform.creditors.models import Creditor
from dunwell.work.channels import CHANNELS
from dunwell.work.outgoing.rules import Settings
from dunwell.work.senders.models import Sender
from dunwell.work.senders.queries import known_settings
from dunwell.work.senders.rules import SenderKind, check_settings


@command
def set_sender(
    *, viewer: Viewer, creditor_id: int, kind: str, document: Mapping[str, Any], is_on: bool = True
) -> Sender:
    """Keep how a creditor writes by a channel; refuse unknown settings and ones that the channel cannot use."""
    require(viewer, "creditor.manage", creditor_id)
    if kind not in list(SenderKind):
        raise Refusal(
            "work.sender.kind_unknown",
            gettext_noop("{kind} is not a choice here. Choose one of: {known}."),
            kind=kind[:40],
            known=", ".join(SenderKind),
        )
    held = {name: value for name, value in document.items() if value not in ("", None)}
    problems = check_settings(held, known_settings(kind))
    if not problems and kind != SenderKind.ANY and is_on:
        creditor = Creditor.objects.get(pk=creditor_id)
        problems = CHANNELS.get(kind).check(Settings(creditor.legal_name or creditor.name, held))
    if problems:
        raise Refusal(
            "work.sender.unusable",
            gettext_noop("These settings cannot be used: {first}"),
            first=problems[0].sentence(),
            problems=tuple(problems),
        )
    made, _ = Sender.objects.update_or_create(
        creditor_id=creditor_id, kind=kind, defaults={"document": held, "is_on": is_on}
    )
    return made
