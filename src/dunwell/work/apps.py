from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "dunwell.work"
    label = "work"
