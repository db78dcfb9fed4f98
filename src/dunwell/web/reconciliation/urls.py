"""Addresses of the reconciliation."""

from django.urls import path

from dunwell.web.reconciliation import views

urlpatterns = [
    path("cash/reconciliation/", views.reconciliation, name="reconciliation"),
    path("cash/reconciliation/<kind>", views.export, name="reconciliation_export"),
]
