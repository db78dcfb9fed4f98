"""The shelf of shipped policies. To add one: a folder with `policy.yaml` and `rules.py` (EXAMPLES), and a line here.

Installed packages add theirs through the entry-point group `dunwell.policies`.
"""

from importlib.resources import files

from dunwell.base.shelf import Shelf
from dunwell.strategy.policies.business_standard.rules import EXAMPLES as _business_standard
from dunwell.strategy.policies.consumer_cautious.rules import EXAMPLES as _consumer_cautious
from dunwell.strategy.policies.habitual_late.rules import EXAMPLES as _habitual_late
from dunwell.strategy.policies.high_value.rules import EXAMPLES as _high_value
from dunwell.strategy.policies.new_customer.rules import EXAMPLES as _new_customer
from dunwell.strategy.shipped.rules import Shipped, shipped

POLICIES: Shelf[Shipped] = Shelf("policies")
POLICIES.register("business_standard", shipped(f"{__name__}.business_standard", _business_standard))
POLICIES.register("consumer_cautious", shipped(f"{__name__}.consumer_cautious", _consumer_cautious))
POLICIES.register("habitual_late", shipped(f"{__name__}.habitual_late", _habitual_late))
POLICIES.register("high_value", shipped(f"{__name__}.high_value", _high_value))
POLICIES.register("new_customer", shipped(f"{__name__}.new_customer", _new_customer))
POLICIES.load_entry_points("dunwell.policies")

SEGMENTS_TEXT: str = files(__name__).joinpath("segments.yaml").read_text(encoding="utf-8")
"""The default segments document."""
