"""Killing (强行结束): work done in a process of its own, which is killed at an exact call or at any moment."""

from __future__ import annotations

import ctypes
import os
import signal
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from tests.safety.scenes import Work

KILLED = -9
CAPABILITY_VERSION = 0x20080522


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


def killed_after(seconds: float, work: Work, since: tuple[object, str] | None = None) -> int:
    """Return how work ended that is killed some time after it began, or after it came to its first call ``since``."""
    reading, writing = os.pipe()

    def prepare() -> None:
        if since is None:
            os.close(writing)
            return
        module, name = since
        real = getattr(module, name)

        def told(*arguments: Any, **options: Any) -> object:
            os.write(writing, b".")
            return real(*arguments, **options)

        setattr(module, name, told)

    child = _begin(work, prepare)
    os.close(writing)
    os.read(reading, 1)  # also returns when the work has ended
    os.close(reading)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _ended(child)


def started_together(works: Sequence[Work]) -> list[int]:
    """Return how works ended that were started at once."""
    return [_ended(child) for child in [_begin(work, lambda: None) for work in works]]


def unprivileged(work: Work) -> int:
    """Return how work ended that heeds what files and folders permit, even where the tests are run by root."""
    return _ended(_begin(work, _give_up_privilege))


def _give_up_privilege() -> None:
    """Give up what lets root write where nobody may (capabilities CAP_DAC_OVERRIDE to CAP_FOWNER)."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()
    assert libc.capget(head, held) == 0
    held[0] &= ~0b1110
    assert libc.capset(head, held) == 0


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
