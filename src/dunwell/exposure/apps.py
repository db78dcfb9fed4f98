from django.apps import AppConfig


class ExposureConfig(AppConfig):
    name = "dunwell.exposure"
    label = "exposure"
