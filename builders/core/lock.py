"""A lock (锁) on a folder of outputs: the system frees it when the process ends, so nobody ever deletes a stale one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builders.core.errors import FileError, LockedError
from builders.core.reasons import reason

LOCK_NAME = ".lock"


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder`` (made when absent) while the block runs.

    Raises LockedError when another run holds it, FileError when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as fault:
        raise FileError(f"不能写入输出文件夹 {folder}：{reason(fault)}。请检查权限和磁盘空间。") from fault
    try:
        if not _seize(descriptor):
            raise LockedError(f"另一个 make-report 正在写 {folder}，请等它结束后再试。")
        yield
    finally:
        os.close(descriptor)


def _seize(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
