"""The models of the chapter."""

from dunwell.compliance.tightening.models import LawDocument

__all__ = ["LawDocument"]
