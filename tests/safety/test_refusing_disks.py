"""A disk that is really full, and a folder that may only be read: told in Chinese, and every file is as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders.core.errors import FileError
from builders.core.lock import LOCK_NAME
from tests.safety.killing import unprivileged
from tests.safety.scenes import SCENES, Work, begin, strays, written

Scene = Callable[[Path], Work]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs a privilege")
    try:
        yield place
    finally:
        os.chdir(tmp_path)
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("scene", SCENES)
def test_a_disk_that_is_full_leaves_every_file_as_it_was(
    scene: Scene, disk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = disk / "workspace"
    work = begin(scene, root, monkeypatch)
    ballast = disk / "ballast"
    before = written(root)
    monkeypatch.setattr(tempfile, "tempdir", "/tmp")

    for free in (0, 1, 4):  # pages that are left
        fill(ballast, free)
        capsys.readouterr()
        code = work()
        said = capsys.readouterr().err
        if code == 0:
            break
        assert code == FileError.exit_code, said
        assert "磁盘空间不足" in said
        assert written(root) == before
        assert strays(root) == []
    else:
        ballast.unlink()
        assert work() == 0
    assert written(root) != before


def fill(ballast: Path, free: int) -> None:
    """Leave so many pages of a disk free."""
    page = os.statvfs(ballast.parent).f_frsize
    ballast.unlink(missing_ok=True)
    room = os.statvfs(ballast.parent).f_bavail
    ballast.write_bytes(b"." * page * (room - free))


@pytest.mark.skipif(sys.platform != "linux", reason="root keeps its privilege elsewhere")
@pytest.mark.parametrize("scene", SCENES)
def test_a_folder_that_may_only_be_read_is_left_alone(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "workspace"
    work = begin(scene, root, monkeypatch)
    before = written(root)
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    locks = list(root.rglob(LOCK_NAME))  # a run of one who may write has left it
    for path in (*folders, *locks):
        path.chmod(0o555)
    try:
        assert unprivileged(work) == FileError.exit_code
        assert written(root) == before
        assert strays(root) == []
    finally:
        for path in folders:
            path.chmod(0o755)
