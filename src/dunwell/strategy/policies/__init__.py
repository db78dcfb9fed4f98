"""The shelf of shipped policies. To add one: a folder with `policy.yaml` and `rules.py` (EXAMPLES), and a line here.

Installed packages add theirs through the entry-point group `dunwell.policies`.
"""

from importlib.resources import files

from dunwell.base.shelf import Shelf
from dunwell.strategy.policies.business_standard import rules as business_standard
from dunwell.strategy.policies.consumer_cautious import rules as consumer_cautious
from dunwell.strategy.policies.habitual_late import rules as habitual_late
from dunwell.strategy.policies.high_value import rules as high_value
from dunwell.strategy.policies.new_customer import rules as new_customer
from dunwell.strategy.shipped.rules import Shipped, shipped

POLICIES: Shelf[Shipped] = Shelf("policies")
POLICIES.register("business_standard", shipped(f"{__name__}.business_standard", business_standard.EXAMPLES))
POLICIES.register("consumer_cautious", shipped(f"{__name__}.consumer_cautious", consumer_cautious.EXAMPLES))
POLICIES.register("habitual_late", shipped(f"{__name__}.habitual_late", habitual_late.EXAMPLES))
POLICIES.register("high_value", shipped(f"{__name__}.high_value", high_value.EXAMPLES))
POLICIES.register("new_customer", shipped(f"{__name__}.new_customer", new_customer.EXAMPLES))
POLICIES.load_entry_points("dunwell.policies")

SEGMENTS_TEXT: str = files(__name__).joinpath("segments.yaml").read_text(encoding="utf-8")
"""The default segments document."""
