"""Rebuilding (重建): the documents made again from the bundle alone, in an empty folder, and compared byte for byte.

The work is done in a process of its own, with a limit of time. Templates are kept in a sandbox, but a notebook is a
program: it runs only when one's own workspace holds the very same.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import builders
from builders.core.digests import digest
from builders.core.errors import ReportError, ToolError
from builders.core.process import run
from builders.deliver.assurance import Notes
from builders.deliver.bag.names import fault_of_path
from builders.deliver.bag.opening import Opened
from builders.deliver.bundle_aspects import REBUILT
from builders.deliver.bundle_layout import DOCUMENTS, SOURCES
from builders.deliver.content_digest import content_digest
from builders.deliver.manifest import MANIFEST_NAME, tools
from builders.engine.evidence import LARGEST, MISREAD, files_of
from builders.engine.faces import find_faces
from builders.engine.reports import SCHEMAS, is_report, says_the_same
from builders.sources.workspace import Workspace

TIMEOUT_S = 900.0
_PREFIX = f"data/{SOURCES}/"
_TIED = ("tools", "fonts", "outputs")
"""What a manifest says of the machine rather than of the document."""


def check_rebuild(opened: Opened, said: Mapping[str, Any], notes: Notes, templates: Path | None = None) -> None:
    """Make the documents again and note every file that comes out otherwise.

    ``templates`` is a folder of one's own; a notebook of the bundle runs only when it lies there too.
    """
    notes.look(REBUILT)
    strange = _strange_programs(opened, templates)
    if strange:
        told = "是笔记本（程序），本机的工作区里没有同样的，不运行；请在装有同一模板的工作区里核验"
        notes.fail(REBUILT, "B703", told, strange[0])
        return
    with TemporaryDirectory(prefix="make-report-") as folder:
        root = Path(folder)
        if not _lay_out(opened, root / SOURCES, notes):
            return
        try:
            answer = _build(said, root)
        except MISREAD:
            notes.fail(REBUILT, "B700", "构建记录看不懂，不能重建")
            return
        if answer:
            notes.fail(REBUILT, "B701", f"重新生成时出错：{answer}{_elsewhere(said, root)}")
            return
        count = sum(_compare(opened, entry, said, root, notes) for entry in said["documents"])
        _compare_extent(said, root, notes)
        _compare_reports(opened, said, root, notes)
    notes.look(REBUILT, f"{count}个文件逐字节相同")


def _strange_programs(opened: Opened, templates: Path | None) -> list[str]:
    """Return the notebooks of the bundle that one's own workspace does not hold."""
    found = []
    for path in opened.sizes:
        if path.startswith(_PREFIX) and path.endswith((".ipynb", ".py")):
            own = templates / path.removeprefix(f"{_PREFIX}templates/") if templates else None
            if own is None or not own.is_file() or digest(own.read_bytes()) != digest(opened.read(path, LARGEST)):
                found.append(path)
    return found


def _lay_out(opened: Opened, root: Path, notes: Notes) -> bool:
    """Write the sources of a bundle into a folder; return whether all could be."""
    for path in sorted(opened.sizes):
        if not path.startswith(_PREFIX):
            continue
        if fault := fault_of_path(path):
            notes.fail(REBUILT, "B702", f"名称不能写到磁盘上：{fault}", path)
            return False
        target = root / path.removeprefix(_PREFIX)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(opened.read(path, LARGEST))
    return True


def _build(said: Mapping[str, Any], root: Path) -> str:
    """Make the documents in ``root``; return what went wrong, in words, or an empty text."""
    documents = [{key: entry[key] for key in ("artifact", "content", "revision")} for entry in said["documents"]]
    order = {"notice": said["notice"], "unit": said["unit"], "period": said["period"], "documents": documents}
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    if said["source_date_epoch"]:
        env["SOURCE_DATE_EPOCH"] = said["source_date_epoch"]
    try:
        answer = run(
            [sys.executable, "-m", "builders.engine.rebuilt", str(root)],
            timeout_s=TIMEOUT_S, what="重建", stdin=json.dumps(order).encode(), env=env,
            cwd=Path(builders.__file__).resolve().parents[1],
        )  # fmt: skip
        return str(json.loads(answer)["error"])
    except ToolError as fault:
        return fault.message


def _compare(opened: Opened, entry: Mapping[str, Any], said: Mapping[str, Any], root: Path, notes: Notes) -> int:
    """Compare the files of one document and return how many are the same, byte for byte."""
    same = 0
    for name, content in sorted(files_of(opened, entry).items()):
        path = root / "outputs" / entry["folder"] / name
        shown = f"data/{DOCUMENTS}/{entry['folder']}/{name}"
        made = path.read_bytes() if path.is_file() else None
        if made == content:
            same += 1
        elif made is None:
            notes.fail(REBUILT, "B704", "重建时没有生成这个文件", shown)
        elif content_digest(made) == content_digest(content) or _is_same_manifest(name, made, content):
            notes.remark(REBUILT, "B705", f"内容相同，字节因工具不同而不同{_elsewhere(said, root)}", shown)
        else:
            notes.fail(REBUILT, "B706", f"重建的结果不同{_elsewhere(said, root)}", shown)
    return same


def _compare_extent(said: Mapping[str, Any], root: Path, notes: Notes) -> None:
    """Note what was made and is not in the bundle."""
    known = {f"{entry['folder']}/{name}" for entry in said["documents"] for name in entry["files"]}
    output = root / "outputs"
    for path in sorted(output.rglob("*")):
        shown = path.relative_to(output).as_posix()
        if path.is_file() and shown not in known and path.name != ".lock":
            notes.fail(REBUILT, "B704", "重建时多生成了这个文件，包里没有", shown)


def _compare_reports(opened: Opened, said: Mapping[str, Any], root: Path, notes: Notes) -> None:
    """Compare the reports with those made again; one that is not there, or is none, was told before."""
    known = frozenset(each["file"] for each in said["inputs"])
    here = tools()
    foreign = any(here.get(name) != version for name, version in said["tools"].items())
    for path in SCHEMAS:
        shown = f"data/{path}"
        sent = opened.read(shown, LARGEST) if shown in opened.sizes else b""
        if not is_report(path, sent) or says_the_same(path, sent, (root / path).read_bytes(), known):
            continue
        if foreign:
            notes.remark(REBUILT, "B708", f"再检验一次，结果不同{_elsewhere(said, root)}", shown)
        else:
            notes.fail(REBUILT, "B707", "再检验一次，结果不同", shown)


def _is_same_manifest(name: str, made: bytes, content: bytes) -> bool:
    """Return whether two manifests say the same of the document itself."""
    if name != MANIFEST_NAME:
        return False
    try:
        one, other = (dict(json.loads(each)) for each in (made, content))
    except MISREAD:
        return False
    return {key: one[key] for key in one if key not in _TIED} == {key: other[key] for key in other if key not in _TIED}


def _elsewhere(said: Mapping[str, Any], root: Path) -> str:
    """Return how this machine differs from the one that made the bundle, as a remark in brackets."""
    here = tools()
    differing = [f"{name} {here.get(name, '没有')}≠{version}" for name, version in said["tools"].items()
                 if here.get(name) != version]  # fmt: skip
    try:
        faces = {face.role: face.sha256 for face in find_faces(Workspace(root / SOURCES)).faces}
        others = [each for each in said["fonts"] if faces.get(each.get("role")) != each.get("sha256")]
        differing += [f"字体“{each.get('label')}”" for each in others]
    except ReportError:
        differing.append("字体")
    return f"（本机与构建时不同：{'、'.join(differing)}）" if differing else ""
