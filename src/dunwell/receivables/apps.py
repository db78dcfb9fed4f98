from django.apps import AppConfig


class ReceivablesConfig(AppConfig):
    name = "dunwell.receivables"
    label = "receivables"
