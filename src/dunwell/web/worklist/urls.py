"""Addresses of the worklist."""

from django.urls import path

from dunwell.web.worklist import acts, bulk, views

urlpatterns = [
    path("worklist/", views.worklist, name="worklist"),
    path("worklist/export/<slug:kind>/", views.export_list, name="worklist_export"),
    path("worklist/views/", views.keep_view, name="worklist_keep_view"),
    path("worklist/views/<int:view_id>/drop/", views.drop_kept_view, name="worklist_drop_view"),
    path("worklist/bulk/", bulk.bulk, name="worklist_bulk"),
    path("worklist/<int:item_id>/done/", acts.done_with, name="worklist_done"),
    path("worklist/<int:item_id>/snooze/", acts.snooze, name="worklist_snooze"),
    path("worklist/<int:item_id>/wake/", acts.wake, name="worklist_wake"),
    path("worklist/<int:item_id>/skip/", acts.skip, name="worklist_skip"),
    path("worklist/<int:item_id>/assign/", acts.assign, name="worklist_assign"),
    path("undo/", acts.undo, name="undo"),
    path("undo/<int:deed_id>/", acts.undo, name="undo_deed"),
]
