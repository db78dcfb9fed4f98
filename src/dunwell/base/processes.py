"""Work shared by two processes of one machine: forked, so that what is already in memory is never sent.

The parts only compute: they ask no database and write no file. What a part tells the others goes through a pipe.
"""

import gc
import os
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, TypeVar

PROCESSES = 2

T = TypeVar("T")
Part = Generator[Any, list[Any], T]
"""One part of shared work: what it yields is told to all parts, and it is sent what all told, in their order."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold back Python's search for cycles while millions of plain rows are made: it would walk them all, often."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def together(part: Callable[[int], Part[T]], count: int = PROCESSES) -> list[T]:
    """Return what the parts 0 to count-1 return, each in a process of its own: the first in this one.

    All parts yield equally often. Where there is no fork, they take turns in this process. A part that fails fails all.
    """
    if count == 1 or not hasattr(os, "fork"):
        return _in_turn([part(number) for number in range(count)])
    children: list[tuple[int, Connection]] = []
    try:
        for number in range(1, count):
            here, there = Pipe()
            pid = os.fork()
            if pid == 0:
                for _, other in children:
                    other.close()
                here.close()
                _serve(part(number), there)
            there.close()
            children.append((pid, here))
        return _lead(part(0), [pipe for _, pipe in children])
    finally:
        for pid, pipe in children:
            pipe.close()
            os.waitpid(pid, 0)


def pieces(work: Callable[[int], T], count: int, processes: int = PROCESSES) -> list[T]:
    """Return work(0) to work(count - 1): each process takes the next piece when it is done with one.

    Pieces are numbered in a pipe, which holds some ten thousand of them.
    """
    processes = min(processes, count)
    if processes < 2:
        return [work(number) for number in range(count)]
    waiting, filled = os.pipe()
    os.write(filled, b"".join(number.to_bytes(4, "big") for number in range(count)))
    os.close(filled)

    def part(_: int) -> Part[dict[int, T]]:
        found = {}
        while taken := os.read(waiting, 4):
            number = int.from_bytes(taken, "big")
            found[number] = work(number)
        yield
        return found

    try:
        done = {number: result for each in together(part, processes) for number, result in each.items()}
    finally:
        os.close(waiting)
    return [done[number] for number in range(count)]


def _in_turn(parts: list[Part[T]]) -> list[T]:
    told: list[Any] | None = None
    while True:
        heard = [_step(part, told) for part in parts]
        if all(is_done for is_done, _ in heard):
            return [value for _, value in heard]
        told = [value for _, value in heard]


def _step(part: Part[T], told: list[Any] | None) -> tuple[bool, Any]:
    """Go on with a part, told what all said last; return whether it is done, and what it says now."""
    try:
        # A generator that has not begun takes nothing but None.
        return False, part.send(told)  # type: ignore[arg-type]
    except StopIteration as ended:
        return True, ended.value


def _lead(part: Part[T], others: list[Connection]) -> list[T]:
    told: list[Any] | None = None
    while True:
        is_done, mine = _step(part, told)
        heard = [(is_done, mine), *(_heard(pipe) for pipe in others)]
        told = [value for _, value in heard]
        if is_done:
            return told
        for pipe in others:
            pipe.send(told)


def _heard(pipe: Connection) -> tuple[bool, Any]:
    try:
        is_done, value, fault = pipe.recv()
    except EOFError as error:
        raise ChildProcessError("A process that shared the work ended before its time.") from error
    if fault:
        raise ChildProcessError(fault)
    return is_done, value


def _serve(part: Part[Any], pipe: Connection) -> None:
    """Do a part in a forked process, and end it as it is: what an interpreter does at its end is not its to do."""
    told: list[Any] | None = None
    ended = 1
    try:
        is_done = False
        while not is_done:
            is_done, value = _step(part, told)
            pipe.send((is_done, value, ""))
            told = None if is_done else pipe.recv()
        ended = 0
    except (EOFError, BrokenPipeError):
        pass
    except BaseException:  # noqa: BLE001 - the process that forked tells it
        pipe.send((True, None, traceback.format_exc()))
    finally:
        os._exit(ended)
