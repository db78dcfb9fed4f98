"""Open a creditor: what it needs before the first file comes in."""

from typing import Any

from dunwell.platform.access import Viewer, system_viewer, viewing
from dunwell.platform.command import command
from dunwell.platform.creditors.commands import create_creditor
from dunwell.platform.models import Creditor
from dunwell.strategy.policy.commands import seed_policies


@command
def open_creditor(*, viewer: Viewer, name: str, base_currency: str, **fields: Any) -> Creditor:
    """Create a creditor and publish the shipped segments and policies for it, so that its first day can run."""
    creditor = create_creditor(viewer=viewer, name=name, base_currency=base_currency, **fields)
    with viewing(system_viewer(viewer.name)):
        seed_policies(viewer=system_viewer(viewer.name), creditor_id=creditor.pk)
    return creditor
