"""A bundle on disk is the old one or the new one, in whatever form, however the writing fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from builders.core.errors import FileError
from builders.deliver.bag.writer import bag
from builders.engine.bundle_writing import Form, write_bundles
from builders.engine.bundling import Bundle
from tests.workspaces import tree

MANY = 60
"""More writes than a bundle has; the last round goes through."""


def bundle(output: Path, text: str, unit: str = "甲县") -> Bundle:
    files = bag({"a/b.txt": text.encode(), "c.txt": b"c"}, [("Bagging-Date", "2023-06-08")])
    home = output / "bundles" / "n" / "2023H1" / unit
    return Bundle(f"n-2023H1-{unit}", home, files, {"inputs": []}, {"说明.TXT": b"x"})


@pytest.mark.parametrize(("before", "after"), [("zip", "zip"), ("dir", "dir"), ("dir", "zip"), ("zip", "dir")])
def test_a_failure_at_the_nth_write_leaves_the_old_bundles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: Form, after: Form
) -> None:
    units = ("甲县", "乙县")
    write_bundles([bundle(tmp_path, "old", unit) for unit in units], tmp_path, before, archive=True)
    old = tree(tmp_path)
    flush = os.fsync
    finished = False

    for turn in range(MANY):
        left = [turn]

        def failing(descriptor: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "full")
            flush(descriptor)

        monkeypatch.setattr(os, "fsync", failing)
        try:
            write_bundles([bundle(tmp_path, "new", unit) for unit in units], tmp_path, after, archive=True)
            finished = True
            break
        except FileError as fault:
            assert "磁盘空间" in fault.message
            assert tree(tmp_path) == old, turn
        finally:
            monkeypatch.setattr(os, "fsync", flush)

    assert finished and turn > 5
    monkeypatch.undo()
    [again, _] = write_bundles([bundle(tmp_path, "new", unit) for unit in units], tmp_path, after, archive=True)
    assert not again.changed
    names = {path.name for path in again.path.parent.iterdir()}
    assert names == {"n-2023H1-甲县" + (".zip" if after == "zip" else ""), "n-2023H1-甲县-移交"}


def test_a_broken_zip_of_an_earlier_run_is_written_anew(tmp_path: Path) -> None:
    [first] = write_bundles([bundle(tmp_path, "text")], tmp_path, "zip")
    content = first.path.read_bytes()
    first.path.write_bytes(content[:-1])

    [again] = write_bundles([bundle(tmp_path, "text")], tmp_path, "zip")

    assert again.changed
    assert first.path.read_bytes() == content


def test_a_folder_where_the_zip_belongs_gives_way(tmp_path: Path) -> None:
    made = bundle(tmp_path, "text")
    (made.folder / f"{made.name}.zip").mkdir(parents=True)

    [written] = write_bundles([made], tmp_path, "zip")

    assert written.path.is_file()
