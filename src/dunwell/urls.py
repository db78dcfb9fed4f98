"""Every address of the desk; each face brings its own."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("", include("dunwell.web.urls")),
]
