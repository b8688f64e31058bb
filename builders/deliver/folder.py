"""The output folder (输出文件夹) of one document: its files, what an older run left there, what a person changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builders.core.digests import canonical_json, digest, file_digest
from builders.core.names import safe_name
from builders.deliver.manifest import MANIFEST_NAME, facts_json, manifest, read_manifest
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript

MANUSCRIPT_NAME = "manuscript.md"
FACTS_NAME = "facts.json"
RESCUE_MARK = "（人工修改备份"


@dataclass(frozen=True)
class Delivery:
    """What goes into a folder: files to write, old ones to remove, and what to tell the user about it."""

    folder: Path
    files: Mapping[str, bytes]
    obsolete: frozenset[str]
    notes: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[Path, ...]:
        """The paths of the documents themselves."""
        return tuple(self.folder / name for name in sorted(self.files) if name.endswith((".docx", ".pdf")))


def folder_of(root: Path, manuscript: Manuscript) -> Path:
    """Return ``<root>/<notice>/<period>/<unit>``. Raises UsageError when a name cannot be part of a path."""
    return root / manuscript.notice / manuscript.period / safe_name(manuscript.unit, "报送单位")


def deliver(
    root: Path, manuscript: Manuscript, made: Mapping[str, bytes], inputs: Mapping[str, str], faces: FaceSet
) -> Delivery:
    """Return what to publish for one document: ``made`` by format, ``inputs`` sha256 by workspace path.

    A format that was not made this time stays when it shows the same manuscript, and goes when it would contradict. A
    document that somebody edited by hand since is kept under another name.
    """
    folder = folder_of(root, manuscript)
    stem = safe_name(manuscript.title, "文件标题")
    files = {f"{stem}.{suffix}": content for suffix, content in made.items()}
    files[MANUSCRIPT_NAME] = manuscript.markdown.encode()
    files[FACTS_NAME] = facts_json(manuscript)
    old = read_manifest(folder) or {"outputs": []}
    earlier = {str(entry["file"]): str(entry["sha256"]) for entry in old["outputs"]}
    notes: list[str] = []
    obsolete: set[str] = set()
    for name, sha256 in sorted(earlier.items()):
        path = folder / name
        if not path.is_file() or path.is_symlink():
            continue
        edited = file_digest(path) != sha256
        if edited and name.endswith((".docx", ".pdf")):
            rescued = _spare_name(folder, path)
            files[rescued] = path.read_bytes()
            notes.append(f"{name} 被人工修改过，已另存为 {rescued}")
        if name not in files:
            if not edited and old.get("manuscript") == manuscript.digest:
                files[name] = path.read_bytes()
            else:
                obsolete.add(name)
                notes.append(f"已移除旧版 {name}（与本次内容不一致）")
    listed = {name: content for name, content in files.items() if RESCUE_MARK not in name}
    files[MANIFEST_NAME] = canonical_json(manifest(manuscript, inputs, listed, faces))
    return Delivery(folder, files, frozenset(obsolete), tuple(notes))


def _spare_name(folder: Path, path: Path) -> str:
    """Return a free name for a document that a person edited."""
    mine = digest(path.read_bytes())
    for count in range(1, 1000):
        name = f"{path.stem}{RESCUE_MARK}{count}）{path.suffix}"
        taken = folder / name
        if not taken.exists() or file_digest(taken) == mine:
            return name
    return f"{path.stem}{RESCUE_MARK}{mine[:8]}）{path.suffix}"
