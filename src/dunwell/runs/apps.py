from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "dunwell.runs"
    label = "runs"
