from django.apps import AppConfig


class PlatformConfig(AppConfig):
    name = "dunwell.platform"
    label = "platform"
    default = True
