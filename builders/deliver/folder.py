"""The output folder (输出文件夹) of one document: its files, what an older run left there, what a person changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builders.core.digests import canonical_json, digest, file_digest
from builders.core.errors import FileError
from builders.core.names import safe_name
from builders.core.reasons import reason
from builders.deliver.manifest import MANIFEST_NAME, Earlier, facts_json, manifest, read_manifest
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.model.notice import Artifact, Notice, Unit
from builders.model.period import Period

MANUSCRIPT_NAME = "manuscript.md"
FACTS_NAME = "facts.json"
RESCUE_MARK = "（人工修改备份"
_DOCUMENTS = (".docx", ".pdf", ".xlsx")


@dataclass(frozen=True)
class Delivery:
    """What goes into a folder: files to write, old ones to remove, and what to tell the user about it.

    ``changed`` is false when the folder holds exactly this already.
    """

    folder: Path
    files: Mapping[str, bytes]
    obsolete: frozenset[str]
    notes: tuple[str, ...] = ()
    changed: bool = True

    @property
    def documents(self) -> tuple[Path, ...]:
        """The paths of the documents themselves."""
        return tuple(self.folder / name for name in sorted(self.files) if _is_own_document(name))


def folder_of(root: Path, notice: Notice, artifact: Artifact, unit: Unit, period: Period) -> Path:
    """Return where a document goes: ``<root>/<notice>/<period>/<unit>``.

    Where a unit owes several artifacts for one period, the first one of the notice goes there and each other one into a
    folder of its own below, so that adding an artifact to a notice moves nothing. Raises UsageError when a name cannot
    be part of a path.
    """
    home = root / notice.id / period.id / safe_name(unit.name, "报送单位")
    sharing = [each.id for each in notice.artifacts if (each.level, each.cadence) == (artifact.level, artifact.cadence)]
    return home if sharing[0] == artifact.id else home / safe_name(artifact.id, "报送文件")


def deliver(
    folder: Path,
    manuscript: Manuscript,
    made: Mapping[str, bytes],
    inputs: Mapping[str, str],
    faces: FaceSet,
    characters: int,
) -> Delivery:
    """Return what to publish for one document: ``made`` by format, ``inputs`` sha256 by workspace path.

    ``characters`` is the length of its text, for the manifest.

    A format that was not made this time stays when it shows the same manuscript made with the same tools, and goes when
    it would contradict. A document that we did not write, or that somebody edited since, is kept under another name.
    Raises UsageError for a title that cannot be a file name, FileError when the folder cannot be read.
    """
    stem = safe_name(manuscript.name, "文件标题")
    files = {f"{stem}.{suffix}": content for suffix, content in made.items()}
    files |= {MANUSCRIPT_NAME: manuscript.markdown.encode(), FACTS_NAME: facts_json(manuscript)}
    try:
        meeting = _Meeting(folder, files, read_manifest(folder, manuscript))
        meeting.settle(manuscript, faces)
        written = manifest(manuscript, inputs, meeting.own, faces, characters)
        complete = {**meeting.own, **meeting.rescued, MANIFEST_NAME: canonical_json(written)}
        stale = [name for name, content in complete.items() if not _holds(folder / name, content)]
        changed = bool(stale or meeting.obsolete)
        return Delivery(folder, complete, frozenset(meeting.obsolete), tuple(meeting.notes), changed)
    except OSError as fault:
        raise FileError(f"不能读取 {fault.filename or folder}：{reason(fault)}。原有文件未改动。") from fault


class _Meeting:
    """New files meet what lies in the folder: ``own`` is what the manifest lists, ``rescued`` what people made."""

    def __init__(self, folder: Path, files: Mapping[str, bytes], earlier: Earlier) -> None:
        self.folder = folder
        self.own = dict(files)
        self.earlier = earlier
        self.rescued: dict[str, bytes] = {}
        self.obsolete: set[str] = set()
        self.notes: list[str] = []

    def settle(self, manuscript: Manuscript, faces: FaceSet) -> None:
        """Decide on every file that we wrote before or want to write now."""
        current = self.earlier.shows(manuscript, faces)
        for name in sorted({*self.earlier.outputs, *self.own}):
            path = self.folder / name
            if path.is_symlink() or path.is_dir():
                if name in self.own:
                    raise FileError(f"{path} 是链接或文件夹，不能写成文件。请移走后重试。原有文件未改动。")
                continue
            if not path.exists():
                continue
            sha256 = file_digest(path)
            ours = self.earlier.outputs.get(name) == sha256
            if not ours and name.endswith(_DOCUMENTS) and not (name in self.own and digest(self.own[name]) == sha256):
                self._rescue(path, sha256)
            if name not in self.own:
                self._leave(path, keep=ours and current)

    def _rescue(self, path: Path, sha256: str) -> None:
        spare = _spare_name(self.folder, path, sha256)
        self.rescued[spare] = path.read_bytes()
        self.notes.append(f"{path.name} 被人工修改过，已另存为 {spare}")

    def _leave(self, path: Path, keep: bool) -> None:
        """Keep what an older run left, or let it go when it would contradict what is written now."""
        if keep:
            self.own[path.name] = path.read_bytes()
        else:
            self.obsolete.add(path.name)
            self.notes.append(f"已移除旧版 {path.name}（与本次内容不一致）")


def _is_own_document(name: str) -> bool:
    return name.endswith(_DOCUMENTS) and RESCUE_MARK not in name


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == content


def _spare_name(folder: Path, path: Path, sha256: str) -> str:
    """Return a free name for a document that a person edited, or the one under which it was kept before."""
    for count in range(1, 1000):
        name = f"{path.stem}{RESCUE_MARK}{count}）{path.suffix}"
        taken = folder / name
        if not taken.exists() or (taken.is_file() and file_digest(taken) == sha256):
            return name
    return f"{path.stem}{RESCUE_MARK}{sha256[:8]}）{path.suffix}"
