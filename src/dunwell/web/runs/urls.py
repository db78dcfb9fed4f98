"""Addresses of runs."""

from django.urls import path

from dunwell.web.runs import views

urlpatterns = [
    path("runs/", views.runs, name="runs"),
    path("runs/start/", views.start, name="runs_start"),
    path("runs/pulse/", views.pulse, name="runs_pulse"),
    path("runs/<int:run_id>/", views.run, name="run"),
]
