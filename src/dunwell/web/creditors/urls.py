"""Addresses of creditors."""

from django.urls import path

from dunwell.web.creditors import views

urlpatterns = [
    path("creditors/", views.creditors, name="creditors"),
    path("creditors/add/", views.add_creditor, name="creditors_add"),
    path("creditors/change/", views.change_creditor, name="creditors_change"),
]
