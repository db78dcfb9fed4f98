"""Addresses of the journal and of periods."""

from django.urls import path

from dunwell.web.journal import views

urlpatterns = [
    path("cash/journal/", views.journal, name="journal"),
    path("cash/journal/post/", views.post, name="journal_post"),
    path("cash/journal/<int:batch_id>/", views.batch, name="journal_batch"),
    path("cash/journal/<int:batch_id>/<slug:kind>", views.export, name="journal_export"),
    path("cash/periods/lock/", views.lock, name="period_lock"),
    path("cash/periods/reopen/", views.reopen, name="period_reopen"),
]
