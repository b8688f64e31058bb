"""Killing (强行结束): work done in a process of its own, which is killed at an exact call or at any moment."""

from __future__ import annotations

import os
import signal
import time
import warnings
from collections.abc import Callable
from typing import Any

from tests.safety.scenes import Work

KILLED = -9


def killed_at(module: object, name: str, nth: int, work: Work) -> int:
    """Return how work ended that is killed before its call number ``nth``."""

    def prepare() -> None:
        real, calls = getattr(module, name), iter(range(1, 1_000_000))

        def die(*arguments: Any, **options: Any) -> object:
            if next(calls) == nth:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        setattr(module, name, die)

    child = _begin(work, prepare)
    return _ended(child)


def killed_after(seconds: float, work: Work, prepare: Callable[[], object] = lambda: None) -> int:
    """Return how work ended that is killed some time after it began, with whatever it has started."""
    child = _begin(work, prepare)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _ended(child)


def finished(work: Work) -> int:
    """Return how work ended in a process of its own that nobody disturbs."""
    return _ended(_begin(work, lambda: None))


def _begin(work: Work, prepare: Callable[[], object]) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # forking is meant here
        child = os.fork()
    if child:
        return child
    code = 70
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        prepare()
        code = work()
    finally:
        os._exit(code)


def _ended(child: int) -> int:
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)
