"""What models and their tables must be like, read from Django's registry."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

# Not of our naming: they come with a base class of Django or of the audit library.
GIVEN_FIELDS = frozenset({"last_login", "date_joined"})
MONEY_SHAPE = (18, 4)
Model = type[models.Model]


def forward_keys(every_model: Iterable[Model], order: Sequence[str]) -> list[str]:
    """Foreign keys of our rooms that point at a room further down the list."""
    rank = {label: place for place, label in enumerate(order)}
    return [
        f"{model._meta.label}.{field.name} looks ahead to {target._meta.label}"
        for model in every_model
        if model._meta.app_label in rank
        for field in _relations(model)
        if (target := field.related_model) is not None
        and rank.get(target._meta.app_label, -1) > rank[model._meta.app_label]
    ]


def without_creditor(every_model: Iterable[Model], exempt: Iterable[str]) -> list[str]:
    """Models with business data that do not say whose it is."""
    return [
        f"{model._meta.label} has no creditor"
        for model in every_model
        if model._meta.label not in exempt and "creditor" not in _field_names(model)
    ]


def odd_money(model: Model) -> list[str]:
    """Money columns of another shape or name than Decimal(18, 4) and *_amount, or with no currency in reach."""
    complaints = []
    for field in model._meta.get_fields():
        if not isinstance(field, models.DecimalField | models.FloatField):
            continue
        where = f"{model._meta.label}.{field.name}"
        shape = (getattr(field, "max_digits", None), getattr(field, "decimal_places", None))
        named = field.name == "amount" or field.name.endswith("_amount")
        if isinstance(field, models.FloatField):
            complaints.append(f"{where} is a float")
        if named and shape != MONEY_SHAPE:
            complaints.append(f"{where} is money, but not Decimal(18, 4)")
        if shape == MONEY_SHAPE and not named:
            complaints.append(f"{where} is shaped like money, but not named *_amount")
        if named and not _currency_in_reach(model):
            complaints.append(f"{where} has no currency beside it")
    return complaints


def odd_days(model: Model) -> list[str]:
    """Instants that do not end in _at, dates that do not end in _date (or valid_from and valid_to)."""
    complaints = []
    for field in model._meta.get_fields():
        if field.name in GIVEN_FIELDS:
            continue
        where = f"{model._meta.label}.{field.name}"
        is_instant = isinstance(field, models.DateTimeField)
        is_day = isinstance(field, models.DateField) and not is_instant
        if is_instant and not field.name.endswith("_at"):
            complaints.append(f"{where} is an instant and should end in _at")
        if is_day and not field.name.endswith("_date") and field.name not in {"valid_from", "valid_to"}:
            complaints.append(f"{where} is a day and should end in _date")
    return complaints


def unsecured(tables: Iterable[str], secured: dict[str, tuple[bool, bool]]) -> list[str]:
    """Tables whose row security is off, or is not forced on their owner; `secured` is read from pg_class."""
    return [
        f"{table}: row security {'is not forced' if secured.get(table, (False, False))[0] else 'is off'}"
        for table in tables
        if secured.get(table, (False, False)) != (True, True)
    ]


def _relations(model: Model) -> list[Any]:
    return [field for field in model._meta.get_fields() if field.is_relation and not field.auto_created]


def _field_names(model: Model) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def _currency_in_reach(model: Model) -> bool:
    """In the row itself, or in the row it belongs to, but for the creditor, who has one in any case."""
    if any(name == "currency" or name.endswith("_currency") for name in _field_names(model)):
        return True
    owners = [field.related_model for field in _relations(model) if field.name != "creditor"]
    return any("currency" in _field_names(owner) for owner in owners if owner is not None)
