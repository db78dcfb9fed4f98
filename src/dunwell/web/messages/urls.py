"""Addresses of messages: the composer below its customer, the outbox."""

from django.urls import path

from dunwell.web.messages import composer, outbox

urlpatterns = [
    path("customers/<int:customer_id>/write/", composer.compose, name="compose"),
    path("customers/<int:customer_id>/write/preview/", composer.preview, name="compose_preview"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/approve/", outbox.approve_many, name="outbox_approve"),
    path("outbox/<int:message_id>/", outbox.message, name="message"),
    path("outbox/<int:message_id>/resolve/", outbox.resolve, name="message_resolve"),
    path("outbox/<int:message_id>/documents/<int:document_id>/", outbox.document, name="message_document"),
    path("outbox/<int:message_id>/do/<slug:kind>/", outbox.act, name="message_act"),
]
