"""Two shapes of one name would share one description, and one of them would be told wrongly."""

import pkgutil
from collections import defaultdict
from importlib import import_module

from pydantic import BaseModel

import dunwell.api


def test_every_shape_of_the_api_has_a_name_of_its_own() -> None:
    named: dict[str, set[type]] = defaultdict(set)
    for module in pkgutil.iter_modules(dunwell.api.__path__):
        for found in vars(import_module(f"dunwell.api.{module.name}")).values():
            if isinstance(found, type) and issubclass(found, BaseModel):
                named[found.__name__].add(found)
    shared = {name: sorted(one.__module__ for one in ones) for name, ones in named.items() if len(ones) > 1}
    assert len(named) > 100
    assert shared == {}
