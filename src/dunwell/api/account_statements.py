"""Statements of account: what a customer owes, or what moved, as of any day."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from ninja import Query, Router, Schema
from pydantic import Field

from dunwell.api.doors import ApiDesk, gives_files
from dunwell.api.inputs import Day, PathId
from dunwell.parties.customers.queries import customer_of
from dunwell.receivables.account_papers.queries import MEDIA_TYPES, statement_file
from dunwell.receivables.account_statements.queries import account_statement
from dunwell.receivables.account_statements.rules import StatementStyle
from dunwell.work.senders.queries import said_by_all

router = Router(tags=["customers"])


class StatementAsked(Schema):
    """Which statement: as of the creditor's today, in the customer's language, where nothing is said."""

    kind: Literal["pdf", "xlsx", "csv"] = "pdf"
    style: StatementStyle = StatementStyle.OPEN_ITEM
    as_of: Day | None = None
    from_date: Annotated[Day | None, Field(description="The first day of movements.")] = None
    language: Literal["", "en", "zh-hant", "fil"] = ""


@gives_files(
    router, "/customers/{customer_id}/statement", right="export.rows", kinds=tuple(MEDIA_TYPES[k] for k in MEDIA_TYPES)
)
def get_statement_of_account(desk: ApiDesk, customer_id: PathId, asked: Query[StatementAsked]) -> Any:
    """Give a customer's statement of account as a file."""
    customer_of(desk.viewer, customer_id)
    found = account_statement(
        desk.viewer,
        customer_id,
        asked.as_of or desk.today,
        style=asked.style,
        from_date=asked.from_date,
        language=asked.language,
        said=said_by_all(desk.creditor_id),
    )
    file = statement_file(found, asked.kind)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name)
    return response
