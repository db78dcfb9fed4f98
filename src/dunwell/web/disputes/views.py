"""Disputes: the board and the table of the same, one dispute, its files, and what causes them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dunwell.outcomes.proofs.queries import proof_file
from dunwell.web.disputes.pages import (
    board_page,
    cause_rows,
    causes_asked,
    causes_page,
    dispute_here,
    dispute_page,
    export_rows,
)
from dunwell.web.doors import DeskRequest, door
from dunwell.web.sheets import file_answer


@door("book.read", "disputes")
def disputes(request: DeskRequest) -> HttpResponse:
    """Show the disputes as they are asked for."""
    return render(request, "web/disputes/page.html", {"page": board_page(request)})


@door("export.rows", "disputes")
def export(request: DeskRequest, kind: str) -> HttpResponse:
    """Give the disputes that are asked for as a file."""
    heads, rows = export_rows(request)
    return file_answer(kind, f"disputes-{request.creditor.key}", heads, rows)


@door("book.read", "disputes")
def dispute(request: DeskRequest, dispute_id: int) -> HttpResponse:
    """Show one dispute."""
    page = dispute_page(request, dispute_here(request, dispute_id))
    return render(request, "web/disputes/detail.html", {"page": page})


@door("book.read", "disputes")
def proof(request: DeskRequest, dispute_id: int, proof_id: int) -> HttpResponse:
    """Give a file that proves a dispute, as a download and never as a page."""
    row = dispute_here(request, dispute_id)
    found, content = proof_file(request.viewer, proof_id)
    if found.dispute_id != row.id:
        raise Http404
    response = HttpResponse(content, content_type="application/octet-stream")
    plain = found.file_name.encode("ascii", "replace").decode().replace('"', "_").replace("?", "_")
    response["Content-Disposition"] = f'attachment; filename="{plain}"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response


@door("book.read", "disputes")
def causes(request: DeskRequest) -> HttpResponse:
    """Show causes by amount."""
    page = causes_page(request)
    return render(request, "web/disputes/causes.html", {"page": page}, status=422 if page.refusal else 200)


@door("export.rows", "disputes")
def export_causes(request: DeskRequest, kind: str) -> HttpResponse:
    """Give causes as a file."""
    _since, lines, refusal = causes_asked(request)
    if refusal is not None:
        raise refusal
    heads, rows = cause_rows(lines)
    return file_answer(kind, f"dispute-causes-{request.creditor.key}", heads, rows)
