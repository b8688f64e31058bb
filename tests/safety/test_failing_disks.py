"""The disk refuses any one call of what writes: that is told in Chinese, and every file is as it was."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builders.core.errors import FileError
from tests.safety.scenes import SCENES, Work, begin, documents, strays, written

# Documents have their own test beside the engine, without typesetting them a hundred times.
CALLS = [(os, "fsync"), (Path, "rename"), (Path, "replace"), (Path, "open"), (Path, "mkdir"), (Path, "chmod")]


@pytest.mark.parametrize("scene", [scene for scene in SCENES if scene is not documents])
@pytest.mark.parametrize(("module", "name"), CALLS, ids=[name for _, name in CALLS])
def test_a_call_that_fails_leaves_every_file_as_it_was(
    scene: Callable[[Path], Work], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    module: object, name: str,
) -> None:  # fmt: skip
    root = tmp_path / "workspace"
    work = begin(scene, root, monkeypatch)
    before = written(root)

    for nth in range(1, 300):
        capsys.readouterr()
        with monkeypatch.context() as broken:
            reached = fail_at(broken, module, name, nth, root)
            code = work()
        if not reached():
            break
        said = capsys.readouterr().err
        assert code == FileError.exit_code, f"{name} number {nth}: {said}"
        assert "磁盘空间不足" in said
        assert "No space" not in said
        assert written(root) == before, f"{name} number {nth}"
        assert strays(root) == [], f"{name} number {nth}"

    assert code == 0
    assert written(root) != before


def fail_at(
    broken: pytest.MonkeyPatch, module: object, name: str, nth: int, root: Path
) -> Callable[[], bool]:
    """Make the call number ``nth`` fail as on a full disk, among those that write below a folder."""
    real, count = getattr(module, name), [0]

    def fail(*arguments: Any, **options: Any) -> object:
        if _writes(name, root, *arguments):
            count[0] += 1
            if count[0] == nth:
                raise OSError(errno.ENOSPC, "No space left on device", str(arguments[0]))
        return real(*arguments, **options)

    broken.setattr(module, name, fail)
    return lambda: count[0] >= nth


def _writes(name: str, root: Path, subject: object, *rest: object) -> bool:
    if isinstance(subject, int):
        return True
    assert isinstance(subject, Path)
    if name == "open" and not {"w", "a", "x", "+"} & set(str(rest[0] if rest else "r")):
        return False
    return subject.absolute().is_relative_to(root)
