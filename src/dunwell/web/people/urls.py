"""Addresses of people."""

from django.urls import path

from dunwell.web.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/add/", views.add_person, name="people_add"),
    path("people/<int:membership_id>/", views.change_person, name="people_change"),
]
