"""A run: one execution and its parts."""

from enum import StrEnum

from dunwell.base.states import Machine


class RunState(StrEnum):
    """Where a run stands."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class RunEvent(StrEnum):
    """What may happen to a run."""

    FINISH = "finish"
    FAIL = "fail"
    RESUME = "resume"


TRANSITIONS = {
    (RunState.RUNNING, RunEvent.FINISH): RunState.FINISHED,
    (RunState.RUNNING, RunEvent.FAIL): RunState.FAILED,
    (RunState.RUNNING, RunEvent.RESUME): RunState.RUNNING,
    (RunState.FAILED, RunEvent.RESUME): RunState.RUNNING,
}

MACHINE = Machine("platform.run", TRANSITIONS)
