"""Isolation (隔离): what a hostile file does, it does to a process that nobody misses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from builders.conform import isolation
from builders.conform.inspecting import inspect
from builders.conform.isolation import inspect_isolated
from builders.conform.unreadable import Unreadable
from tests.conform import strange
from tests.conform.pdf import papers
from tests.conform.pdf.press import printed

MEASURE = """
import json, resource, sys
from builders.conform.isolation import inspect_isolated
from builders.conform.unreadable import Unreadable
try:
    told = inspect_isolated(sys.stdin.buffer.read(), "report").findings[0].measured
except Unreadable as reason:
    told = str(reason)
print(json.dumps([told, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""
MOST_KILOBYTES = 1_000_000
"""The limit is of address space; what is held is less."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are set where the system knows them")


def measured(content: bytes, root: Path) -> tuple[str, int]:
    """What a file is told in isolation, and the most memory that the isolated process held, in kilobytes."""
    done = subprocess.run([sys.executable, "-c", MEASURE], input=content, capture_output=True, check=True, cwd=root)
    told, most = json.loads(done.stdout)
    return told, most if sys.platform == "linux" else most // 1024


def test_a_file_is_measured_alike_in_isolation_and_here() -> None:
    pdf = printed(papers.report())

    assert inspect_isolated(pdf, "report") == inspect(pdf, "report")


def test_what_cannot_be_read_is_told_alike() -> None:
    with pytest.raises(Unreadable, match="密码"):
        inspect_isolated(strange.locked(), "report")


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(Unreadable, match="超过时间限制"):
        inspect_isolated(strange.blank(), "report", timeout_s=0.001)


@posix
def test_a_crash_is_told_and_stays_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crashing = tmp_path / "python"
    crashing.write_text("#!/bin/sh\nkill -SEGV $$\n", encoding="utf-8")
    crashing.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(crashing))

    with pytest.raises(Unreadable, match="没有做完（它出错后被系统停止）"):
        inspect_isolated(strange.blank(), "report")


def test_an_answer_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "run", lambda *_, **__: b"no json")

    with pytest.raises(Unreadable, match="没有做完"):
        inspect_isolated(strange.blank(), "report")


@posix
@pytest.mark.parametrize(
    "content",
    [strange.bomb(300), strange.bomb(200), strange.swollen(600)],
    ids=["a bomb", "a bomb just small enough for the door", "a page of blanks"],
)
def test_a_bomb_takes_no_more_memory_than_it_may(content: bytes, workspace_root: Path) -> None:
    told, most = measured(content, workspace_root)

    assert told
    assert most < MOST_KILOBYTES
