"""Addresses of the frame."""

from django.urls import path

from dunwell.web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("preferences/", views.preferences, name="preferences"),
    path("c/<slug:creditor>/", views.home_of, name="home_of"),
]
