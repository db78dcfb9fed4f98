"""Addresses of customers."""

from django.urls import path

from dunwell.web.customers import acts, record, saying, views

urlpatterns = [
    path("customers/", views.customers, name="customers"),
    path("customers/export/<slug:kind>/", views.export_customers, name="customers_export"),
    path("customers/<int:customer_id>/", views.customer, name="customer"),
    path("customers/<int:customer_id>/export/<slug:kind>/", views.export_items, name="customer_export"),
    path("customers/<int:customer_id>/statement/<slug:kind>/", views.statement, name="customer_statement"),
    path("customers/<int:customer_id>/items/<int:open_item_id>/", views.item, name="customer_item"),
    path("customers/<int:customer_id>/summary/", views.brief, name="customer_brief"),
    path("customers/<int:customer_id>/call/", acts.call, name="customer_call"),
    path("customers/<int:customer_id>/callable/", views.callable_now, name="customer_callable"),
    path("customers/<int:customer_id>/call/start/", acts.start_call, name="customer_call_start"),
    path("customers/<int:customer_id>/said/", saying.say_notice, name="customer_said"),
    path(
        "customers/<int:customer_id>/said/<int:notice_id>/withdraw/",
        saying.withdraw_said,
        name="customer_said_withdraw",
    ),
    path("customers/<int:customer_id>/note/", acts.note, name="customer_note"),
    path("customers/<int:customer_id>/task/", acts.task, name="customer_task"),
    path("customers/<int:customer_id>/hold/", acts.hold, name="customer_hold"),
    path("customers/<int:customer_id>/holds/<int:hold_id>/lift/", acts.lift, name="customer_lift"),
    path("customers/<int:customer_id>/holds/<int:hold_id>/undo/", acts.unhold, name="customer_unhold"),
    path("customers/<int:customer_id>/change/", record.change_customer, name="customer_change"),
    path("customers/<int:customer_id>/numbers/add/", record.identify, name="customer_identify"),
    path("customers/<int:customer_id>/contacts/add/", record.contact, name="customer_contact"),
    path(
        "customers/<int:customer_id>/contacts/<int:contact_id>/", record.change_contact, name="customer_contact_change"
    ),
    path(
        "customers/<int:customer_id>/contacts/<int:contact_id>/first/",
        record.primary_contact,
        name="customer_contact_first",
    ),
    path(
        "customers/<int:customer_id>/contacts/<int:contact_id>/retire/",
        record.drop_contact,
        name="customer_contact_retire",
    ),
]
