"""Addresses of the aging."""

from django.urls import path

from dunwell.web.aging import views

urlpatterns = [
    path("aging/", views.aging, name="aging"),
    path("aging/items/", views.items, name="aging_items"),
    path("aging/buckets/", views.keep_buckets, name="aging_buckets"),
    path("aging/buckets/<int:bucket_set_id>/forget/", views.forget_buckets, name="aging_buckets_forget"),
    path("aging/as.<slug:kind>", views.export, name="aging_export"),
    path("aging/items/as.<slug:kind>", views.export_items, name="aging_items_export"),
]
