"""Addresses of the matching rules."""

from django.urls import path

from dunwell.web.matching import views

urlpatterns = [path("cash/rules/", views.rules, name="matching")]
