"""The disk fails, or the machine: what was there stays, documents are whole, and the next run puts all right."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import warnings
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from builders.core.errors import FileError
from builders.engine.programme import Programme
from builders.model.face import FaceSet
from tests.engine.workshop import contents, make
from tests.workspaces import edit, tree

WHAT: dict[str, Any] = {"period": "2023H1", "formats": ("docx",)}
"""Three documents of few files: every call of the system is tried."""


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("module", "name"), [(os, "fsync"), (Path, "rename"), (Path, "open"), (Path, "mkdir")])
def test_a_failure_at_any_call_of_the_system_leaves_the_old_outputs_as_they_were(
    programme: Programme, faces: FaceSet, output: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    make(programme, faces, output, **WHAT)
    (output / "small/2023H1/甲县/备注.txt").write_text("甲", encoding="utf-8")
    before = tree(output)
    for unit in ("甲县", "乙县"):
        edit(programme.workspace.root, f"content/small/{unit}/2023H1/note.md", "按要求推进", "按计划推进")

    for nth in range(1, 200):
        with monkeypatch.context() as broken:
            reached = fail_at(broken, module, name, nth, below=output)
            outcome = attempt(lambda: make(programme, faces, output, **WHAT))
        if not reached():
            break
        assert isinstance(outcome, FileError), f"{name} number {nth}: {outcome!r}"
        assert "磁盘空间不足" in outcome.message
        assert "No space" not in outcome.message
        assert tree(output) == before, f"{name} number {nth}"
    assert outcome is None
    assert nth > 2, "the failure was never injected"


def fail_at(
    broken: pytest.MonkeyPatch, module: object, name: str, nth: int, below: Path
) -> Callable[[], bool]:
    """Make the call number ``nth`` fail as on a full disk, among those that concern a path below a folder."""
    real, count = getattr(module, name), [0]

    def fail(*arguments: Any, **options: Any) -> object:
        subject = arguments[0] if arguments else "."
        concerned = isinstance(subject, int) or Path(subject).is_relative_to(below)
        if concerned:
            count[0] += 1
            if count[0] == nth:
                raise OSError(errno.ENOSPC, "No space left on device", str(subject))
        return real(*arguments, **options)

    broken.setattr(module, name, fail)
    return lambda: count[0] >= nth


def attempt(action: Callable[[], object]) -> BaseException | None:
    try:
        action()
    except Exception as fault:
        return fault
    return None


@pytest.mark.skipif(not Path("/dev/shm").exists() or os.name == "nt", reason="needs a small file system")
def test_a_disk_that_is_really_full_leaves_the_old_outputs_as_they_were(
    programme: Programme, faces: FaceSet, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a small disk needs a privilege")
    try:
        output = disk / "outputs"
        make(programme, faces, output, "丙县")
        before = tree(output)
        (disk / "ballast").write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 8192))
        edit(programme.workspace.root, "content/small/丙县/2023H1/note.md", "按要求推进", "按计划推进")

        with pytest.raises(FileError, match="磁盘空间不足"):
            make(programme, faces, output, "丙县")

        assert tree(output) == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.usefixtures("quick")
def test_a_run_that_was_killed_is_mended_by_the_next(programme: Programme, faces: FaceSet, output: Path) -> None:
    make(programme, faces, output)
    clean = contents(tree(output))
    folder = output / "small/2023H1/甲县"
    folder.rename(folder.with_name(".old-甲县"))
    half = folder.with_name(".new-甲县")
    half.mkdir()
    (half / "manuscript.md").write_bytes(b"half")

    make(programme, faces, output)

    assert contents(tree(output)) == clean


@pytest.mark.usefixtures("quick")
def test_what_a_person_edited_survives_a_run_that_was_killed(
    programme: Programme, faces: FaceSet, output: Path
) -> None:
    make(programme, faces, output, "丙县")
    folder = output / "small/2023H1/丙县"
    (folder / "丙县2023年上半年情况简报.docx").write_bytes(b"edited")
    folder.rename(folder.with_name(".old-丙县"))

    make(programme, faces, output, "丙县")

    assert (folder / "丙县2023年上半年情况简报（人工修改备份1）.docx").read_bytes() == b"edited"
    assert not folder.with_name(".old-丙县").exists()


@pytest.mark.usefixtures("quick")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed at an exact call by forking")
@pytest.mark.parametrize(("module", "name"), [(os, "fsync"), (Path, "rename")])
def test_a_run_killed_at_any_call_leaves_whole_documents_and_the_next_run_mends_the_rest(
    programme: Programme, faces: FaceSet, output: Path, module: object, name: str
) -> None:
    make(programme, faces, output, **WHAT)
    for unit in ("甲县", "乙县"):
        edit(programme.workspace.root, f"content/small/{unit}/2023H1/note.md", "按要求推进", "按计划推进")
    make(programme, faces, output / "clean", **WHAT)
    clean = contents(tree(output / "clean"))

    for nth in range(1, 200):
        finished = killed_at(module, name, nth, lambda: make(programme, faces, output / "killed", **WHAT))

        for manifest in (output / "killed").glob("small/*/[!.]*/manifest.json"):
            for entry in json.loads(manifest.read_text(encoding="utf-8"))["outputs"]:
                assert sha256((manifest.parent / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        make(programme, faces, output / "killed", **WHAT)
        assert contents(tree(output / "killed")) == clean, f"{name} number {nth}"
        if finished:
            break
        start_again(output / "killed", output)
    assert nth > 3


def start_again(folder: Path, old: Path) -> None:
    """Put the old documents back, so that the next run has to replace them."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for path in sorted((old / "small").rglob("*")):
        target = folder / path.relative_to(old)
        target.mkdir(parents=True, exist_ok=True) if path.is_dir() else target.write_bytes(path.read_bytes())


def killed_at(module: object, name: str, nth: int, action: Callable[[], object]) -> bool:
    """Run an action in a process that dies at the call number ``nth``; return whether it came to its end before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # forking is meant here
        child = os.fork()
    if child == 0:
        real, calls = getattr(module, name), iter(range(1, 100_000))

        def die(*arguments: Any, **options: Any) -> object:
            if next(calls) == nth:
                os._exit(9)
            return real(*arguments, **options)

        setattr(module, name, die)
        try:
            action()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0
