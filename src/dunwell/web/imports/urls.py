"""Addresses of files of banks and payers."""

from django.urls import path

from dunwell.web.imports import views

urlpatterns = [
    path("cash/statements/files/", views.files, name="cash_files"),
    path("cash/statements/files/<int:delivery_id>/", views.file, name="cash_file"),
    path("cash/statements/files/<int:delivery_id>/read/", views.read, name="cash_file_read"),
    path("cash/statements/files/<int:delivery_id>/confirm/", views.confirm, name="cash_file_confirm"),
    path("cash/statements/files/<int:delivery_id>/pulse/", views.pulse, name="cash_file_pulse"),
    path("cash/statements/files/<int:delivery_id>/back/", views.back, name="cash_file_back"),
]
