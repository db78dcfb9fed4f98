"""The door of every operation: a good token, a creditor in sight, the right; one transaction; one answer per key.

`reads`, `lists` and `commands` register an operation with its right, so that a test can go through all of them.
"""

import hashlib
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Header, Path, Router
from pydantic import BaseModel, Field

from dunwell.api.cursors import list_mark, made_cursor, read_cursor
from dunwell.api.problems import ProblemDocument
from dunwell.api.values import as_data, list_of, page_of
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.platform.access import Viewer, require, viewing
from dunwell.platform.calendars import local_day
from dunwell.platform.creditors.queries import CreditorRow, creditor_of
from dunwell.platform.idempotency.commands import Answered, claim_key, keep_answer
from dunwell.platform.keyset import Slice
from dunwell.platform.tokens.commands import Grant

Handler = Callable[..., Any]
CreditorKey = Annotated[str, Field(max_length=60, description="The creditor's key, like `northline-freight`.")]
READ_PROBLEMS = frozenset({400, 401, 403, 404, 422, 429, 500})
WRITE_PROBLEMS = READ_PROBLEMS | {409, 413}
HIDDEN = frozenset({"desk", "after"})


@dataclass(frozen=True)
class ApiDesk:
    """What an operation is given: who asks, at whose desk, and when."""

    request: HttpRequest
    viewer: Viewer
    creditor: CreditorRow
    grant: Grant
    at: datetime

    @property
    def creditor_id(self) -> int:
        """The creditor's id."""
        return self.creditor.id

    @property
    def today(self) -> date:
        """The day in the creditor's own calendar."""
        return local_day(self.at, self.creditor.time_zone)


@dataclass(frozen=True)
class _Way:
    """How one operation answers; `hides` are fields that are told once and kept nowhere."""

    method: str
    right: str
    status: int = 200
    whole_list: bool = False
    below_creditor: bool = True
    hides: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        return self.method == "POST"


def reads(
    router: Router,
    path: str,
    shape: Any,
    *,
    right: str = "book.read",
    whole_list: bool = False,
    below_creditor: bool = True,
) -> Any:
    """Register a GET that answers with one thing, or with a list that comes whole."""
    way = _Way("GET", right, whole_list=whole_list, below_creditor=below_creditor)
    return _operation(router, path, list_of(shape) if whole_list else shape, way)


def lists(router: Router, path: str, shape: type[BaseModel], *, right: str = "book.read") -> Any:
    """Register a GET that answers with pages: the handler takes `asked` and `after`, and returns a `Slice`."""
    return _operation(router, path, page_of(shape), _Way("GET", right))


def gives_files(router: Router, path: str, *, right: str, kinds: tuple[str, ...]) -> Any:
    """Register a GET that answers with a file of one of these media types."""
    return _operation(router, path, None, _Way("GET", right, files=kinds))


def commands(
    router: Router, path: str, shape: Any, *, right: str, status: int = 200, hides: tuple[str, ...] = ()
) -> Any:
    """Register a POST that gives one command, in one transaction, once per idempotency key."""
    return _operation(router, path, shape, _Way("POST", right, status, hides=hides))


def _operation(router: Router, path: str, shape: Any, way: _Way) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        problems = WRITE_PROBLEMS if way.writes else READ_PROBLEMS
        right = way.right
        router.api_operation(
            [way.method],
            ("/creditors/{creditor}" if way.below_creditor else "") + re.sub(r"{(\w+_id)}", r"{int:\1}", path),
            response={way.status: shape, **dict.fromkeys(sorted(problems), ProblemDocument)},
            operation_id=handler.__name__,
            summary=(handler.__doc__ or "").strip().split("\n")[0].rstrip("."),
            description=_rest(handler.__doc__ or "", right),
            openapi_extra={"x-right": right, **({"x-files": list(way.files)} if way.files else {})},
        )(_entered(handler, way))
        return handler

    return register


def _rest(doc: str, right: str) -> str:
    rest = " ".join(inspect.cleandoc(doc).split("\n")[1:]).strip()
    return f"{rest}\n\nNeeds the scope `{right}`.".strip()


def _entered(handler: Handler, way: _Way) -> Handler:
    wanted = inspect.signature(handler).parameters

    @wraps(handler)
    def answer(request: HttpRequest, creditor: str | None = None, **given: Any) -> HttpResponse:
        key = given.pop("idempotency_key", None)
        with _looking(request, creditor, way.right) as desk, transaction.atomic():
            claimed = _claimed(desk, key) if key else None
            if isinstance(claimed, Answered):
                return _sent(claimed.status, claimed.answer, replayed=True)
            mark = ""
            if "after" in wanted:
                mark = list_mark(handler.__name__, desk.creditor_id, {**_flat(given)})
                given["after"] = read_cursor(mark, given["asked"].cursor)
            made = handler(desk, **given)
            if isinstance(made, HttpResponse):
                return made
            told = _told(made, mark, desk, way)
            if claimed is not None:
                kept = {name: "" if name in way.hides else value for name, value in told.items()}
                keep_answer(key_id=claimed, status=way.status, answer=_text(kept))
            return _sent(way.status, _text(told))

    answer.__signature__ = _signature(handler, way)  # type: ignore[attr-defined]
    return answer


def _signature(handler: Handler, way: _Way) -> inspect.Signature:
    """Return what ninja is to read from a request: the handler's own parameters, the creditor and the key."""
    kind = inspect.Parameter.KEYWORD_ONLY
    given = inspect.signature(handler).parameters
    own = [part.replace(kind=kind) for name, part in given.items() if name not in HIDDEN]
    either = inspect.Parameter.POSITIONAL_OR_KEYWORD
    first = [inspect.Parameter("request", either, annotation=HttpRequest)]
    if way.below_creditor:
        first.append(inspect.Parameter("creditor", either, annotation=Path[CreditorKey]))
    said = "Send the same key again with the same request, and it is done once and answered the same."
    key = Header(None, alias="Idempotency-Key", max_length=200, description=said)
    last = [inspect.Parameter("idempotency_key", kind, annotation=str | None, default=key)] if way.writes else []
    return inspect.Signature([*first, *own, *last])


@contextmanager
def _looking(request: HttpRequest, creditor: str | None, right: str) -> Iterator[ApiDesk]:
    """Look as the token's person, at its one creditor: nothing of any other exists until the answer is made."""
    grant: Grant = request.auth  # type: ignore[attr-defined]
    with viewing(grant.viewer) as viewer:
        found = creditor_of(viewer, grant.creditor_id)
        if creditor is not None and found.key != creditor:
            raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
        require(viewer, right, found.id)
        with timezone.override(found.time_zone):
            yield ApiDesk(request, viewer, found, grant, timezone.now())


def _claimed(desk: ApiDesk, key: str) -> Answered | int:
    return claim_key(
        creditor_id=desk.creditor_id,
        token_id=desk.grant.token_id,
        key=key,
        request_digest=_digest(desk.request),
        at=desk.at,
    )


def _digest(request: HttpRequest) -> str:
    """Return the digest of what is asked: the address and the body; of a form its fields and its files' contents."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if not (request.content_type or "").startswith("multipart/"):
        digest.update(request.body)
        return digest.hexdigest()
    for name, values in sorted(request.POST.lists()):
        digest.update(json.dumps([name, values]).encode())
    files: dict[str, Any] = dict(request.FILES.items())
    for name, file in sorted(files.items()):
        digest.update(json.dumps([name, file.name]).encode())
        for piece in file.chunks():
            digest.update(piece)
        file.seek(0)
    return digest.hexdigest()


def _flat(given: Mapping[str, Any]) -> dict[str, Any]:
    asked = given.get("asked")
    rest = {name: value for name, value in given.items() if name != "asked"}
    return rest | (asked.model_dump() if isinstance(asked, BaseModel) else {})


def _told(made: Any, mark: str, desk: ApiDesk, way: _Way) -> dict[str, Any]:
    currency = desk.creditor.base_currency
    if isinstance(made, Slice):
        return {"items": as_data(made.rows, currency), "next": made_cursor(mark, made.next)}
    if way.whole_list:
        return {"items": as_data(made, currency)}
    told: dict[str, Any] = as_data(made, currency)
    return told


def _text(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _sent(status: int, body: str, *, replayed: bool = False) -> HttpResponse:
    response = HttpResponse(body, status=status, content_type="application/json")
    if replayed:
        response["Idempotency-Replayed"] = "true"
    return response
