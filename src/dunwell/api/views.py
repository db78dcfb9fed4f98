"""Saved views: ways of looking at the worklist, under a name."""

from ninja import Router

from dunwell.api.doors import ApiDesk, commands, reads
from dunwell.api.inputs import Body, Flag, Line, PathId, Word, text
from dunwell.api.values import shape_of
from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.work.views.commands import drop_view, save_view
from dunwell.work.views.queries import SavedViewRow, saved_views_of

router = Router(tags=["saved views"])
View = shape_of(SavedViewRow)


class NewView(Body):
    """Filters and order to keep; `for_team` needs the right `worklist.assign`."""

    name: text(60, 1)  # type: ignore[valid-type]
    query: dict[Word, Line]
    for_team: Flag = False


def _view(desk: ApiDesk, view_id: int) -> SavedViewRow:
    for each in saved_views_of(desk.viewer, desk.creditor_id):
        if each.id == view_id:
            return each
    raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))


@reads(router, "/views", View, whole_list=True)
def list_views(desk: ApiDesk) -> list[SavedViewRow]:
    """List this person's own views and the team's."""
    return saved_views_of(desk.viewer, desk.creditor_id)


@commands(router, "/views", View, right="book.read", status=201)
def save_a_view(desk: ApiDesk, body: NewView) -> SavedViewRow:
    """Keep a way of looking under a name, over an earlier one of that name."""
    made = save_view(viewer=desk.viewer, creditor_id=desk.creditor_id, **body.model_dump())
    return _view(desk, made.pk)


@commands(router, "/views/{view_id}/drop", View, right="book.read")
def drop_a_view(desk: ApiDesk, view_id: PathId) -> SavedViewRow:
    """Drop a view; answers with what it was."""
    was = _view(desk, view_id)
    drop_view(viewer=desk.viewer, view_id=view_id)
    return was
