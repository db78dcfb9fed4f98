"""Addresses of payment plans."""

from django.urls import path

from dunwell.web.plans import views

urlpatterns = [
    path("customers/<int:customer_id>/plan/", views.propose, name="customer_plan"),
    path("plans/<int:plan_id>/accept/", views.accept, name="plan_accept"),
    path("plans/<int:plan_id>/reject/", views.reject, name="plan_reject"),
    path("plans/<int:plan_id>/submit/", views.submit, name="plan_submit"),
    path("plans/<int:plan_id>/cancel/", views.cancel, name="plan_cancel"),
    path("plans/<int:plan_id>/reinstate/", views.reinstate, name="plan_reinstate"),
    path("plans/<int:plan_id>/agreement/", views.agreement, name="plan_agreement"),
]
