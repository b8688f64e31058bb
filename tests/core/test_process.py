"""The door to external programs: output in, reasons out, nothing left running."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from builders.core.errors import ToolError
from builders.core.process import run


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_what_the_program_prints_is_returned_as_bytes() -> None:
    assert run(python("import sys; sys.stdout.buffer.write(b'\\x00\\xff')"), timeout_s=30, what="试验") == b"\x00\xff"


def test_input_reaches_the_program() -> None:
    echo = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"
    assert run(python(echo), timeout_s=30, what="试验", stdin="朝阳".encode()) == "朝阳".encode()


def test_without_input_the_program_sees_an_empty_one() -> None:
    assert run(python("import sys; print(len(sys.stdin.read()))"), timeout_s=30, what="试验").strip() == b"0"


def test_a_large_input_that_is_not_read_does_not_hang() -> None:
    assert run(python("print(1)"), timeout_s=30, what="试验", stdin=b"x" * 1_000_000).strip() == b"1"


def test_arguments_are_never_read_by_a_shell() -> None:
    show = [*python("import sys; print(sys.argv[1])"), "$(id); `id` | x"]
    assert run(show, timeout_s=30, what="试验").decode().strip() == "$(id); `id` | x"


def test_the_environment_is_replaced_when_given(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {**os.environ, "TOWN": "chaoyang"}
    monkeypatch.setenv("SECRET", "1")
    show = python("import os; print(os.environ.get('TOWN'), 'SECRET' in os.environ)")
    assert run(show, timeout_s=30, what="试验", env=environment).decode().split() == ["chaoyang", "False"]


def test_a_missing_program_is_named() -> None:
    with pytest.raises(ToolError, match="解析正文：没有找到程序“no-such-program”") as caught:
        run(["no-such-program"], timeout_s=1, what="解析正文")
    assert caught.value.exit_code == 5


def test_a_file_that_cannot_be_executed_is_named(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("text", encoding="utf-8")
    with pytest.raises(ToolError, match="无法启动"):
        run([str(plain)], timeout_s=1, what="试验")


def test_failure_quotes_the_reason_the_program_gave() -> None:
    with pytest.raises(ToolError, match="试验：.*退出码3.*磁盘已满"):
        run(python("import sys; sys.stderr.buffer.write('磁盘已满'.encode()); sys.exit(3)"), timeout_s=30, what="试验")


def test_a_long_complaint_is_cut_to_its_end() -> None:
    code = "import sys; sys.stderr.write('x' * 5000 + 'the reason'); sys.exit(1)"
    with pytest.raises(ToolError) as caught:
        run(python(code), timeout_s=30, what="试验")
    assert caught.value.message.endswith("the reason")
    assert len(caught.value.message) < 900


def test_silent_failure_says_so() -> None:
    with pytest.raises(ToolError, match="没有说明原因"):
        run(python("raise SystemExit(1)"), timeout_s=30, what="试验")


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_a_hanging_program_is_stopped_together_with_its_children(tmp_path: Path) -> None:
    heartbeat = tmp_path / "heartbeat"
    beat = f"pathlib.Path({str(heartbeat)!r}).write_text(str(time.time()))"
    child = f"import time, pathlib\nwhile True:\n {beat}\n time.sleep(.02)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    with pytest.raises(ToolError, match="超过1秒没有结束"):
        run(python(parent), timeout_s=1, what="试验")
    last = heartbeat.read_text(encoding="utf-8")
    time.sleep(0.3)
    assert heartbeat.read_text(encoding="utf-8") == last
