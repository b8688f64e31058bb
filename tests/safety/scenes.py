"""Scenes (场景): a workspace as it stands, and the work that writes into it; one for each way to change files."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builders.cli.main import run
from builders.core.errors import FileError
from builders.core.lock import LOCK_NAME
from builders.core.publish import PARKED, STAGED
from builders.engine.bundle_writing import write_bundles
from builders.engine.faces import find_faces
from builders.engine.programme import load_programme
from builders.sources.workspace import Workspace
from tests.engine.filling import filled
from tests.engine.parcels import bundle_of
from tests.workspaces import REPOSITORY, edit, make_workspace, write

Work = Callable[[], int]
"""What is disturbed; the exit code says how it ended."""
TWO_NOTICES = ("small", "second")
PERIOD = ("--period", "2023H1")


def documents(root: Path) -> Work:
    """All documents lie there; then two counties change their prose, and all are made again."""
    make_workspace(root)
    assert run(["note", "--all", *PERIOD, "--format", "docx"]) == 0
    change(root)
    return command("note", "--all", *PERIOD, "--format", "docx")


def bundles(root: Path) -> Work:
    """A bundle lies there as a zip; then the county changes its prose, and it is bundled again as a folder."""
    make_workspace(root)
    workspace = Workspace(root)
    faces = find_faces(workspace)
    write_bundles([bundle_of(load_programme(workspace, "small"), faces, root / "outputs")], root / "outputs", "zip")
    change(root)
    bundle = bundle_of(load_programme(workspace, "small"), faces, root / "outputs")

    def work() -> int:
        try:
            write_bundles([bundle], root / "outputs", "dir")
        except FileError as fault:
            sys.stderr.write(fault.message)
            return fault.exit_code
        return 0

    return work


def filled_forms(root: Path) -> Work:
    """The forms of two notices are filled in, and are imported together: two tables change."""
    make_workspace(root)
    shutil.copytree(root / "data/small", root / "data/second")
    edit(root, "data/second/notice.yaml", "id: small", "id: second")
    for notice in TWO_NOTICES:
        form = root / f"{notice}.xlsx"
        assert run(["form", "项目", "--district", "甲县", "--notice", notice, "-o", form.name]) == 0
        form.write_bytes(filled(form.read_bytes(), {"E5": 31.5}))
    return command("import", *(f"{notice}.xlsx" for notice in TWO_NOTICES))


def slips(root: Path) -> Work:
    """The prose of every county has a slip that may be mended."""
    make_workspace(root)
    for path in sorted((root / "content").rglob("note.md")):
        edit(root, path.relative_to(root).as_posix(), "按要求推进，", "按要求推进,")
    return command("check", "--fix")


def figures(root: Path) -> Work:
    """What a county hands up is recorded, in the real data."""
    shutil.copytree(REPOSITORY / "data", root / "data")
    write(root, "templates/说明.md", "没有模板")
    return command("record", "--district", "双塔区", "--period", "2024上半年")


def form(root: Path) -> Work:
    """A form is written where there is none."""
    make_workspace(root)
    return command("form", "项目", "--district", "甲县", "-o", "表.xlsx")


COUNTIES = ("甲县", "乙县")
SCENES = (documents, bundles, filled_forms, slips, figures, form)


def change(root: Path) -> None:
    """Two counties change their prose."""
    for unit in COUNTIES:
        edit(root, f"content/small/{unit}/2023H1/note.md", "按要求推进", "按计划推进")


def command(*arguments: str) -> Work:
    """Return the work of a command line."""
    return lambda: run(list(arguments))


def begin(scene: Callable[[Path], Work], root: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """Prepare a scene in a new folder, which becomes the current one."""
    root.mkdir(parents=True)
    monkeypatch.chdir(root)
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)
    return scene(root)


def written(root: Path) -> dict[str, bytes]:
    """Every file of a workspace, hidden ones too, but for the lock, which stays."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != LOCK_NAME
    }


def strays(root: Path) -> list[str]:
    """What a run has left half done: staged and parked files and folders."""
    return sorted(path.name for path in root.rglob("*") if path.name.startswith((STAGED, PARKED)))


def put_back(root: Path, files: Mapping[str, bytes]) -> None:
    """Make a workspace hold exactly the given files."""
    for path in sorted(root.rglob("*"), reverse=True):
        name = path.relative_to(root).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif files.get(name) != path.read_bytes():
            path.unlink()
    for name, content in files.items():
        if not (root / name).exists():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)

