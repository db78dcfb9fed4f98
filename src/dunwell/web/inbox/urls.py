"""Addresses of the inbox."""

from django.urls import path

from dunwell.web.inbox import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:reply_id>/", views.reply, name="reply"),
    path("inbox/<int:reply_id>/confirm/", views.confirm, name="reply_confirm"),
    path("inbox/<int:reply_id>/give/", views.give, name="reply_give"),
    path("inbox/<int:reply_id>/do/<slug:kind>/", views.act, name="reply_act"),
]
