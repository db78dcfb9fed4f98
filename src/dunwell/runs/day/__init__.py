"""The day: from the ledger to a ranked list, in steps that a person can follow (docs/tour.md)."""

from dunwell.runs.day.explaining import explain_customer, facts_as_of
from dunwell.runs.day.results import DayResult, StepResult
from dunwell.runs.day.running import run_day

__all__ = ["DayResult", "StepResult", "explain_customer", "facts_as_of", "run_day"]
