"""What a browser or a program is told when the desk itself fails."""

import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from dunwell.platform.postgres_roles import is_connection_lost

RETRY_AFTER = "10"


@requires_csrf_token
def server_fault(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away, for that passes; 500 for a fault of ours. Asks no database itself."""
    is_away = is_connection_lost(sys.exc_info()[1])
    status, page = (503, "503.html") if is_away else (500, "500.html")
    if request.path.startswith("/api/"):
        code = "platform.postgres.lost" if is_away else "api.fault"
        told = {"type": "about:blank", "title": "The desk cannot answer now", "status": status, "code": code}
        response: HttpResponse = JsonResponse(told, content_type="application/problem+json")
        response.status_code = status
    else:
        response = HttpResponse(render_to_string(page), status=status)
    if is_away:
        response["Retry-After"] = RETRY_AFTER
    response["Cache-Control"] = "no-store"
    return response
