"""Questions about buckets kept under a name."""

from dataclasses import dataclass

from dunwell.exposure.aging.rules import Basis
from dunwell.exposure.buckets.models import BucketSet
from dunwell.platform.access import Viewer, require


@dataclass(frozen=True, slots=True)
class BucketSetRow:
    """Buckets kept under a name."""

    id: int
    name: str
    basis: Basis
    edges: tuple[int, ...]


def bucket_sets_of(viewer: Viewer, creditor_id: int) -> list[BucketSetRow]:
    """Return the buckets that a creditor keeps, by name."""
    require(viewer, "book.read", creditor_id)
    kept = BucketSet.objects.filter(creditor_id=creditor_id).order_by("name")
    return [BucketSetRow(one.pk, one.name, Basis(one.basis), tuple(one.edges)) for one in kept]
