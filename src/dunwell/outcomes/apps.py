from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "dunwell.outcomes"
    label = "outcomes"
