"""The one door to external programs (外部程序): no shell, a time limit, the status checked, the reason told.

A room that needs pandoc or apt-get goes through ``run``, so a missing, failing or hanging program is always the same
kind of error with the same kind of message.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

from builders.core.errors import ToolError
from builders.core.reasons import reason

LONGEST_QUOTE = 600
GRACE_S = 5.0


def run(
    argv: Sequence[str],
    *,
    timeout_s: float,
    what: str,
    stdin: bytes | None = None,
    env: Mapping[str, str] | None = None,
    cwd: str | os.PathLike[str] | None = None,
) -> bytes:
    """Run a program and return what it wrote to standard output.

    ``what`` names the work in Chinese for messages (解析正文). ``stdin`` of None is an empty input, never the terminal.
    ``env`` replaces the whole environment. Raises ToolError when the program is missing, ends with a status other than
    0, or takes longer than ``timeout_s`` seconds; then it and its children are stopped.
    """
    try:
        process = subprocess.Popen(
            list(argv),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=None if env is None else dict(env),
            cwd=cwd,
            # A group of its own, so that the children of a hanging program end with it.
            start_new_session=sys.platform != "win32",
        )
    except FileNotFoundError as error:
        raise ToolError(f"{what}：没有找到程序“{argv[0]}”。请先安装该程序，或检查 PATH。") from error
    except OSError as error:
        raise ToolError(f"{what}：程序“{argv[0]}”无法启动（{reason(error)}）。") from error
    try:
        output, complaint = process.communicate(stdin or b"", timeout=timeout_s)
    except subprocess.TimeoutExpired as error:
        raise ToolError(f"{what}：程序“{argv[0]}”超过{timeout_s:g}秒没有结束，已停止。") from error
    finally:
        # Also on Ctrl-C: nothing that was started here may outlive the call.
        if process.poll() is None:
            _stop(process)
    if process.returncode != 0:
        raise ToolError(f"{what}：程序“{argv[0]}”失败（{_status(process.returncode)}）。{_quote(complaint)}")
    return output


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and its group, politely first."""
    for force in (False, True):
        try:
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL if force else signal.SIGTERM)
            process.communicate(timeout=GRACE_S)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        return


def _status(code: int) -> str:
    return f"被信号{-code}终止" if code < 0 else f"退出码{code}"


def _quote(complaint: bytes) -> str:
    """Return the end of what the program said on standard error, where the reason usually stands."""
    text = complaint.decode("utf-8", "backslashreplace").strip()
    if not text:
        return "它没有说明原因。"
    return f"它报告：{text if len(text) <= LONGEST_QUOTE else '…' + text[-LONGEST_QUOTE:]}"
