"""Every address of the desk; each face brings its own."""

from django.urls import include, path

from dunwell.api.urls import root as api

urlpatterns = [
    api,
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("", include("dunwell.web.urls")),
]

handler500 = "dunwell.web.faults.server_fault"
