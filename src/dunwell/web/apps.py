"""The web face as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """The desk's screens; no tables of its own."""

    name = "dunwell.web"
    label = "web"
    verbose_name = _("Web")
