"""Verbs on buckets."""

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop
from dunwell.exposure.aging.rules import Basis, check_edges
from dunwell.exposure.buckets.models import BucketSet
from dunwell.platform.access import Viewer, require
from dunwell.platform.command import command


@command
def save_bucket_set(
    *, viewer: Viewer, creditor_id: int, name: str, edges: tuple[int, ...], basis: str = Basis.DUE
) -> BucketSet:
    """Keep buckets under a name, or change those that have the name already."""
    require(viewer, "policy.edit", creditor_id)
    name = name.strip()
    if not name or len(name) > 80:
        raise Refusal(
            "exposure.bucket_set.name", gettext_noop("Give the buckets a name of 1 to 80 letters."), name=name
        )
    chosen, checked = Basis(basis), list(check_edges(tuple(edges)))
    kept = BucketSet.objects.select_for_update().filter(creditor_id=creditor_id, name=name).first()
    if kept is None:
        return BucketSet.objects.create(creditor_id=creditor_id, name=name, basis=chosen, edges=checked)
    kept.basis, kept.edges = chosen, checked
    kept.save(update_fields=["basis", "edges"])
    return kept


@command
def remove_bucket_set(*, viewer: Viewer, creditor_id: int, bucket_set_id: int) -> None:
    """Forget buckets kept under a name; reports already made are not touched."""
    require(viewer, "policy.edit", creditor_id)
    removed, _ = BucketSet.objects.filter(creditor_id=creditor_id, pk=bucket_set_id).delete()
    if not removed:
        raise Refusal("platform.access.not_found", gettext_noop("There is nothing here that you may see."))
