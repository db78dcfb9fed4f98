"""Addresses of promises."""

from django.urls import path

from dunwell.web.promises import views

urlpatterns = [
    path("promises/", views.promises, name="promises"),
    path("promises/<int:promise_id>/change/", views.change, name="promise_change"),
    path("promises/<int:promise_id>/cancel/", views.cancel, name="promise_cancel"),
    path("promises/<int:promise_id>/approve/", views.approve, name="promise_approve"),
    path("customers/<int:customer_id>/promise/", views.promise, name="customer_promise"),
]
