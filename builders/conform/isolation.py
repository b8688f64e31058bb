"""Isolation (隔离): a file from outside is measured in a process of its own, with limits of time and memory.

What parses a hostile file may crash or swell; then that process ends and this one says so.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import builders
from builders.conform.finding import Inspection, Profile
from builders.conform.rows import from_values
from builders.conform.unreadable import Unreadable
from builders.core.errors import ToolError
from builders.core.process import run

TIMEOUT_S = 60.0
WHAT = "检验文件"


def inspect_isolated(content: bytes, profile: Profile, timeout_s: float = TIMEOUT_S) -> Inspection:
    """Return the inspection of a file that nobody vouches for.

    Raises Unreadable for a file that cannot be measured, also when measuring it crashed or exceeded its limits.
    """
    return from_values(run_isolated("builders.conform.isolated", profile, content=content, timeout_s=timeout_s))


def run_isolated(module: str, *words: str, content: bytes, timeout_s: float = TIMEOUT_S) -> dict[str, Any]:
    """Return the values that a module of this room answers about a file, in a process of its own.

    Raises Unreadable when it says so, crashes or exceeds its limits.
    """
    command = [sys.executable, "-m", module, *words]
    try:
        # The folder that holds the package is where ``-m`` looks, wherever the tool is called from.
        answer = run(
            command, timeout_s=timeout_s, what=WHAT, stdin=content, cwd=Path(builders.__file__).resolve().parents[1]
        )
        values: dict[str, Any] = json.loads(answer)
    except (ToolError, ValueError) as error:
        raise Unreadable(
            f"检验这个文件的程序没有做完（{_reason(error)}）。文件可能已损坏或经过特意构造，请重新导出。"
        ) from error
    if "unreadable" in values:
        raise Unreadable(values["unreadable"])
    return values


def _reason(error: Exception) -> str:
    """Return the reason without what only a programmer reads."""
    message = str(error).strip()
    if "没有结束" in message:
        return "超过时间限制，已停止"
    if "信号" in message:
        return "它出错后被系统停止"
    return f"出错：{message.splitlines()[-1]}"
