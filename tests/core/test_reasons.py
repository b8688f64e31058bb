"""Why the file system refused is told in Chinese, whatever the machine speaks."""

from __future__ import annotations

import errno
import os

import pytest

from builders.core.reasons import reason


@pytest.mark.parametrize(
    ("number", "text"),
    [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "没有权限"), (errno.EROFS, "该位置只读")],
)
def test_a_known_reason_is_named(number: int, text: str) -> None:
    assert reason(OSError(number, os.strerror(number), "x")) == text


@pytest.mark.parametrize("fault", [OSError(99999, "Odd"), OSError("no number at all"), TimeoutError()])
def test_an_unknown_reason_is_told_without_the_systems_words(fault: OSError) -> None:
    assert reason(fault).startswith("系统错误")
    assert "Odd" not in reason(fault)
