"""Addresses of the cash desk."""

from django.urls import path

from dunwell.web.cash import acts, batch, solve, views

urlpatterns = [
    path("cash/", views.cash, name="cash"),
    path("cash/match/", batch.match, name="cash_match"),
    path("cash/match/pulse/", batch.match_pulse, name="cash_match_pulse"),
    path("cash/certain/", batch.batch, name="cash_batch"),
    path("cash/answers/<int:proposal_id>/accept/", acts.accept, name="cash_accept"),
    path("cash/<int:receipt_id>/post/", acts.post, name="cash_post"),
    path("cash/<int:receipt_id>/account/", acts.account, name="cash_account"),
    path("cash/<int:receipt_id>/suspense/", acts.suspense, name="cash_suspense"),
    path("cash/<int:receipt_id>/learn/", acts.learn, name="cash_learn"),
    path("cash/<int:receipt_id>/solve/", solve.solve, name="cash_solve"),
    path("cash/<int:receipt_id>/undo/", acts.undo, name="cash_undo"),
]
