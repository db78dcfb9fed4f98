"""Addresses of the sample of automatic postings."""

from django.urls import path

from dunwell.web.reviews import views

urlpatterns = [
    path("cash/reviews/", views.reviews, name="reviews"),
    path("cash/reviews/<int:allocation_id>/confirm/", views.confirm, name="review_confirm"),
    path("cash/reviews/<int:allocation_id>/undo/", views.undo, name="review_undo"),
]
