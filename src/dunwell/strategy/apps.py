"""The chapter for Django."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """What to do next, and why."""

    name = "dunwell.strategy"
    label = "strategy"
