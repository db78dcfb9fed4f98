"""Addresses of policies."""

from django.urls import path

from dunwell.web.policies import views

urlpatterns = [
    path("policies/", views.policies, name="policies"),
    path("policies/new/", views.new, name="policy_new"),
    path("policies/<slug:kind>/<slug:key>/", views.policy, name="policy"),
    path("policies/<slug:kind>/<slug:key>/history/", views.history, name="policy_history"),
    path("policies/<slug:kind>/<slug:key>/discard/", views.discard, name="policy_discard"),
]
