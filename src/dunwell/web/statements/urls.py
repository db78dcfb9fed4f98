"""Addresses of bank statements."""

from django.urls import path

from dunwell.web.statements import views

urlpatterns = [
    path("cash/statements/", views.statements, name="statements"),
    path("cash/statements/<int:statement_id>/", views.one, name="statement"),
    path("cash/statements/<int:statement_id>/release/", views.release, name="statement_release"),
    path("cash/statements/<int:statement_id>/withdraw/", views.withdraw, name="statement_withdraw"),
]
