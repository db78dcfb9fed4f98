"""Addresses of customers."""

from django.urls import path

from dunwell.web.customers import acts, views

urlpatterns = [
    path("customers/", views.customers, name="customers"),
    path("customers/export/<slug:kind>/", views.export_customers, name="customers_export"),
    path("customers/<int:customer_id>/", views.customer, name="customer"),
    path("customers/<int:customer_id>/export/<slug:kind>/", views.export_items, name="customer_export"),
    path("customers/<int:customer_id>/items/<int:open_item_id>/", views.item, name="customer_item"),
    path("customers/<int:customer_id>/call/", acts.call, name="customer_call"),
    path("customers/<int:customer_id>/note/", acts.note, name="customer_note"),
    path("customers/<int:customer_id>/task/", acts.task, name="customer_task"),
    path("customers/<int:customer_id>/hold/", acts.hold, name="customer_hold"),
    path("customers/<int:customer_id>/holds/<int:hold_id>/lift/", acts.lift, name="customer_lift"),
    path("customers/<int:customer_id>/contacts/add/", acts.contact, name="customer_contact"),
]
