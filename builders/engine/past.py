"""The past (旧版重做): the workspace of a commit laid out in a folder of its own, and a document made again from it.

The working tree is never touched: the files come from Git's objects, and the folder is gone afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from builders.core.errors import ReportError, UsageError
from builders.deliver.versions.git import Blob, Git, NoHistory
from builders.engine.making import Order, write_manuscript
from builders.engine.programme import Programme, load_programme
from builders.engine.readings import reading_of
from builders.model.face import FaceSet
from builders.model.reading import Reading
from builders.sources.workspace import Workspace

SHORT = 7
_FORBIDDEN = set('\\:*?"<>|\0')


@dataclass
class Past:
    """The commits of a workspace; contents that were read once are kept for the next commit."""

    git: Git
    _contents: dict[str, bytes] = field(default_factory=dict)

    @contextmanager
    def workspace(self, commit: str, notice: str) -> Iterator[Workspace]:
        """Lay out what documents of a notice are made from, as a commit has it. Raises UsageError without Git."""
        try:
            files = self.git.files(commit, ["data/schemas", f"data/{notice}", f"content/{notice}", "templates"])
            files = {path: blob for path, blob in files.items() if _is_safe(path, blob)}
            self._contents |= self.git.contents([blob.id for blob in files.values() if blob.id not in self._contents])
        except NoHistory as none:
            raise UsageError(f"不能读取提交 {commit[:SHORT]}：{none.reason}。") from none
        with TemporaryDirectory(prefix="make-report-past-") as name:
            for path, blob in files.items():
                if blob.id in self._contents:
                    place = Path(name) / path
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(self._contents[blob.id])
            yield Workspace(Path(name))

    def reading(self, commit: str, notice: str, order: Order, faces: FaceSet) -> Reading:
        """Return what a document said at a commit. Raises ReportError when it cannot be made from what was there."""
        with self.workspace(commit, notice) as workspace:
            if not workspace.notice_file(notice).exists():
                raise UsageError(f"提交 {commit[:SHORT]} 里还没有通知 {notice}。")
            programme = load_programme(workspace, notice)
            written = write_manuscript(programme, former(programme, order), faces, proofread=False)
            return reading_of(written.manuscript)


def former(programme: Programme, order: Order) -> Order:
    """Return an order as an older notice knows it: the unit by its code, the artifact by id and level.

    Raises UsageError when the notice did not ask for it.
    """
    notice = programme.notice
    unit = next((each for each in notice.units if each.code == order.unit.code), None)
    wanted = (order.artifact.id, order.artifact.level)
    artifact = next((each for each in notice.artifacts if (each.id, each.level) == wanted), None)
    if unit is None or artifact is None:
        raise UsageError(f"当时的通知里没有“{order.title}”。")
    return Order(artifact, unit, order.period)


def told(fault: ReportError) -> str:
    """Return in one line why something could not be made again."""
    first = f"（{fault.diagnostics[0]}）" if fault.diagnostics else ""
    return f"{fault.message}{first}"


def _is_safe(path: str, blob: Blob) -> bool:
    """Return whether a file of a commit may be laid out: a regular one, in the folder, under a name of any system."""
    parts = PurePosixPath(path).parts
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return blob.is_file and ".." not in parts and not path.startswith("/") and not _FORBIDDEN & set(path)
