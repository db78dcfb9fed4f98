"""The shelf of channels: one folder each, one line here; others plug in through entry points."""

from dunwell.base.shelf import Shelf
from dunwell.work.channels import email
from dunwell.work.outgoing.rules import Channel

CHANNELS: Shelf[Channel] = Shelf("channel")
CHANNELS.register("email", email.CHANNEL)
CHANNELS.load_entry_points("dunwell.channels")
