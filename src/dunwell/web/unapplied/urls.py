"""Addresses of unapplied cash."""

from django.urls import path

from dunwell.web.unapplied import views

urlpatterns = [
    path("cash/unapplied/", views.unapplied, name="unapplied"),
    path("cash/unapplied/rows/", views.rows, name="unapplied_rows"),
    path("cash/unapplied/rows/<kind>", views.export_rows, name="unapplied_rows_export"),
    path("cash/unapplied/<kind>", views.export, name="unapplied_export"),
]
