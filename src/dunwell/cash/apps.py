from django.apps import AppConfig


class CashConfig(AppConfig):
    name = "dunwell.cash"
    label = "cash"
