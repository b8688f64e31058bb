"""The lock on outputs: one run at a time, freed by the system, nothing for a person to delete."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from builders.core.errors import FileError, LockedError
from builders.core.lock import hold

HOLDER = """
import sys, time
from pathlib import Path
from builders.core.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def test_the_folder_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    with hold(tmp_path / "outputs" / "chaoyang"):
        assert (tmp_path / "outputs" / "chaoyang").is_dir()


def test_a_second_run_is_turned_away_and_told_what_to_do(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(LockedError, match="等它结束后再试"), hold(tmp_path):
        pytest.fail("two runs hold one lock")


def test_after_the_first_run_the_second_may_work(tmp_path: Path) -> None:
    turns = []
    for turn in ("first", "second"):
        with hold(tmp_path):
            turns.append(turn)
    assert turns == ["first", "second"]


def test_the_lock_is_freed_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), hold(tmp_path):
        raise RuntimeError
    with hold(tmp_path):
        pass


def test_two_folders_have_two_locks(tmp_path: Path) -> None:
    with hold(tmp_path / "a"), hold(tmp_path / "b"):
        assert sorted(folder.name for folder in tmp_path.iterdir()) == ["a", "b"]


def test_a_killed_run_leaves_no_lock_behind(tmp_path: Path, workspace_root: Path) -> None:
    run = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(run, stdout=subprocess.PIPE, cwd=workspace_root) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(LockedError), hold(tmp_path):
            pytest.fail("two processes hold one lock")
        holder.kill()
    with hold(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("a file")

    with pytest.raises(FileError, match="outputs"), hold(tmp_path / "outputs" / "chaoyang"):
        pytest.fail("there is no such folder")
