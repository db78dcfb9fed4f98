from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "dunwell.exchange"
    label = "exchange"
