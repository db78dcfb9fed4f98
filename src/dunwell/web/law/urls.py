"""Addresses of law."""

from django.urls import path

from dunwell.web.law import views

urlpatterns = [
    path("law/", views.shelf, name="law"),
    path("law/own/", views.own, name="law_own"),
    path("law/<slug:key>/", views.jurisdiction, name="law_of"),
]
