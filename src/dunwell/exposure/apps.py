"""The exposure chapter, as Django knows it."""

from django.apps import AppConfig


class ExposureConfig(AppConfig):
    """How much, how late, how risky."""

    name = "dunwell.exposure"
    label = "exposure"
