"""What is on screen as a file: CSV or XLSX of the same rows, in the same order, with the same columns."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse

from dunwell.platform.sheets import KINDS, csv_bytes, harmless, xlsx_bytes

__all__ = ["KINDS", "file_answer", "harmless"]


def file_answer(kind: str, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Answer with a download of `name` as `csv` or `xlsx`; 404 for any other kind."""
    if kind not in KINDS:
        raise Http404
    body = csv_bytes(heads, rows) if kind == "csv" else xlsx_bytes(name, heads, rows)
    response = HttpResponse(body, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
