"""Addresses of the intake."""

from django.urls import path

from dunwell.web.intake import views

urlpatterns = [
    path("intake/", views.intake, name="intake"),
    path("intake/<int:delivery_id>/", views.delivery, name="intake_delivery"),
    path("intake/<int:delivery_id>/columns/", views.columns, name="intake_columns"),
    path("intake/<int:delivery_id>/preview/", views.preview, name="intake_preview"),
    path("intake/<int:delivery_id>/failed/", views.failed_rows, name="intake_failed"),
    path("intake/<int:delivery_id>/file/", views.original, name="intake_original"),
]
