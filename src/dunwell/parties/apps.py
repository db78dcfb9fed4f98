from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "dunwell.parties"
    label = "parties"
