"""What Django knows of the chapter."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The exchange chapter."""

    name = "dunwell.exchange"
    label = "exchange"
