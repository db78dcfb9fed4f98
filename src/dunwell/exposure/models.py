"""The exposure chapter's table of contents."""

from dunwell.exposure.buckets.models import BucketSet

__all__ = ["BucketSet"]
