from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "dunwell.strategy"
    label = "strategy"
