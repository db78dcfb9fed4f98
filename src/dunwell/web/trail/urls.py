"""The address of the audit trail."""

from django.urls import path

from dunwell.web.trail import views

urlpatterns = [path("trail/", views.trail, name="trail")]
