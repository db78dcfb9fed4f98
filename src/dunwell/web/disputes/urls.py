"""Addresses of disputes; the answer of somebody without an account stands outside of any creditor's desk."""

from django.urls import path

from dunwell.web.disputes import acts, answering, opening, views

answers = [path("answer/<slug:secret>/", answering.answer, name="answer")]

urlpatterns = [
    path("customers/<int:customer_id>/dispute/", opening.open_one, name="customer_dispute"),
    path("disputes/", views.disputes, name="disputes"),
    path("disputes/export/<slug:kind>/", views.export, name="disputes_export"),
    path("disputes/causes/", views.causes, name="dispute_causes"),
    path("disputes/causes/export/<slug:kind>/", views.export_causes, name="dispute_causes_export"),
    path("disputes/<int:dispute_id>/", views.dispute, name="dispute"),
    path("disputes/<int:dispute_id>/move/", acts.move, name="dispute_move"),
    path("disputes/<int:dispute_id>/assign/", acts.assign, name="dispute_assign"),
    path("disputes/<int:dispute_id>/reason/", acts.recode, name="dispute_recode"),
    path("disputes/<int:dispute_id>/remark/", acts.comment, name="dispute_comment"),
    path("disputes/<int:dispute_id>/remind/", acts.remind, name="dispute_remind"),
    path("disputes/<int:dispute_id>/escalate/", acts.escalate, name="dispute_escalate"),
    path("disputes/<int:dispute_id>/decide/", acts.decide, name="dispute_decide"),
    path("disputes/<int:dispute_id>/resolve/", acts.resolve, name="dispute_resolve"),
    path("disputes/<int:dispute_id>/close/", acts.close, name="dispute_close"),
    path("disputes/<int:dispute_id>/withdraw/", acts.withdraw, name="dispute_withdraw"),
    path("disputes/<int:dispute_id>/reopen/", acts.reopen, name="dispute_reopen"),
    path("disputes/<int:dispute_id>/proof/", acts.prove, name="dispute_proof"),
    path("disputes/<int:dispute_id>/proof/<int:proof_id>/", views.proof, name="dispute_proof_file"),
    path("disputes/<int:dispute_id>/ask/", acts.ask, name="dispute_ask"),
    path("disputes/<int:dispute_id>/links/<int:link_id>/revoke/", acts.unask, name="dispute_unask"),
]
