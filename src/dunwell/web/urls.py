"""Addresses of the desk: the frame first, then each screen's own under the creditor's key."""

from django.urls import include, path

from dunwell.web.creditors.urls import urlpatterns as creditors
from dunwell.web.home.urls import urlpatterns as home
from dunwell.web.palette.urls import urlpatterns as palette
from dunwell.web.people.urls import urlpatterns as people

app_name = "web"

urlpatterns = [
    *home,
    path("c/<slug:creditor>/", include([*palette, *people, *creditors])),
]
