"""Uploads above the limit are not even stored while they arrive."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from dunwell.exchange.rules import MAX_DELIVERY_BYTES

FORM_BYTES = 1024 * 1024
"""What the rest of a form may add to its file."""


def is_too_large(content_length: int) -> bool:
    """Return whether a request of that many bytes cannot hold a file within the limit."""
    return content_length > MAX_DELIVERY_BYTES + FORM_BYTES


class SizeLimit(FileUploadHandler):
    """Drops a file that is announced as too large as it comes in; the form then says so."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Note how much is coming; it is the third thing that Django tells."""
        self.too_large = is_too_large(int(kwargs.get("content_length", args[2] if len(args) > 2 else 0)))

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to take a file that is too large."""
        super().new_file(*args, **kwargs)
        if self.too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's shape
        """Hand the bytes on to the handler that stores them."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handler that stores it."""
