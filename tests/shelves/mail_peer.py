"""A real mail server beside the tests: it keeps what it takes, and refuses whom it is told to refuse."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class MailPeer:
    """What the server took, newest last; `refuse` maps a recipient to the server's answer."""

    host: str = ""
    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    drop_after_data: bool = False
    on_data: Callable[[], None] | None = None

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(one, policy=policy.default) for one in self.raw]

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.raw.append(envelope.content)
        if self.on_data is not None:
            self.on_data()
        if self.drop_after_data:
            server.transport.close()
        return "250 taken"


@contextmanager
def mail_peer() -> Iterator[MailPeer]:
    """Run a mail server on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        peer = MailPeer(*free.getsockname())
    controller = Controller(peer, hostname=peer.host, port=peer.port)
    controller.start()
    try:
        yield peer
    finally:
        controller.stop(no_assert=True)
