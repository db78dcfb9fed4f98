"""What Django knows of the chapter."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """The compliance chapter."""

    name = "dunwell.compliance"
    label = "compliance"
