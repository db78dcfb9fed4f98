"""Addresses of refunds."""

from django.urls import path

from dunwell.web.refunds import views

urlpatterns = [
    path("cash/refunds/", views.refunds, name="refunds"),
    path("cash/refunds/ask/", views.ask, name="refund_ask"),
    path("cash/refunds/<int:refund_id>/approve/", views.approve, name="refund_approve"),
    path("cash/refunds/<int:refund_id>/refuse/", views.refuse, name="refund_refuse"),
    path("cash/refunds/<int:refund_id>/pay/", views.pay, name="refund_pay"),
    path("cash/refunds/<int:refund_id>/cancel/", views.cancel, name="refund_cancel"),
    path("cash/unclaimed/", views.unclaimed, name="unclaimed"),
    path("cash/unclaimed/<kind>", views.export, name="unclaimed_export"),
]
