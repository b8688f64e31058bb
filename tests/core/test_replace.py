"""Replacing files: all of them or none, whatever the file system does."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from builders.core import replace
from builders.core.errors import FileError
from builders.core.replace import replace_files


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_get_their_contents_and_keep_their_mode(tmp_path: Path) -> None:
    old, new = tmp_path / "甲.csv", tmp_path / "乙.csv"
    old.write_bytes(b"1")
    old.chmod(0o640)

    replace_files({old: b"2", new: b"3"})

    assert contents(tmp_path) == {"甲.csv": b"2", "乙.csv": b"3"}
    assert old.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("call", range(1, 7))
def test_a_failure_at_any_call_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    first, second, third = (tmp_path / name for name in ("甲.csv", "乙.csv", "丙.csv"))
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    calls = 0

    def failing(name: str) -> None:
        real = getattr(replace, name)

        def work(*given: object) -> object:
            nonlocal calls
            calls += 1
            if calls == call:
                raise OSError(errno.ENOSPC, "full")
            return real(*given)

        monkeypatch.setattr(replace, name, work)

    failing("write_through")
    failing("flush_folder")

    with pytest.raises(FileError, match="磁盘空间"):
        replace_files({first: b"10", second: b"20", third: b"30"})

    monkeypatch.undo()
    assert contents(tmp_path) == {"甲.csv": b"1", "乙.csv": b"2"}


def test_links_and_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "真.csv").write_bytes(b"1")
    (tmp_path / "链.csv").symlink_to(tmp_path / "真.csv")
    (tmp_path / "夹.csv").mkdir()

    for name in ("链.csv", "夹.csv"):
        with pytest.raises(FileError, match="不能改写"):
            replace_files({tmp_path / name: b"2"})

    assert (tmp_path / "真.csv").read_bytes() == b"1"
