"""Comparison (比较) of two commits, two bundles or two files: which documents are in both, and how they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from builders.core.errors import DataError, ReportError, UsageError
from builders.core.reasons import reason
from builders.deliver.comparison.differences import Differences, compare
from builders.deliver.versions.git import Git
from builders.engine.finished import LARGEST_FILE, read_finished
from builders.engine.making import Order, write_manuscript
from builders.engine.past import SHORT, Past, told
from builders.engine.programme import Programme
from builders.engine.readings import reading_of, reading_of_file
from builders.model.face import FaceSet
from builders.model.reading import Reading
from builders.sources.workspace import Workspace

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Compared:
    """One document of two states: its differences, or why it has none.

    ``note`` says why it is in only one of them or could not be made, or what to mind when reading the differences.
    """

    title: str
    differences: Differences | None = None
    note: str = ""

    @property
    def is_same(self) -> bool:
        """Whether both states say the same."""
        return self.differences is not None and self.differences.is_empty

    @property
    def values(self) -> dict[str, Any]:
        """The comparison in values of JSON."""
        return {
            "title": self.title,
            "same": self.is_same,
            "note": self.note,
            "differences": self.differences and self.differences.values,
        }


def compare_places(old: Path, new: Path) -> list[Compared]:
    """Compare two files, or two bundles (a folder or a zip each). Raises DataError or UsageError."""
    kinds = [place.is_dir() or _is_bundle(place) for place in (old, new)]
    if kinds[0] != kinds[1]:
        raise UsageError(f"不能把一个文件和一个文件夹或压缩包相比：{old}、{new}。")
    if not kinds[0]:
        one, other = _file(old), _file(new)
        return [Compared(other.name, compare(one, other), _kinds_told(old, new))]
    return list(_of_bundles(read_finished(old), read_finished(new)))


def _kinds_told(old: Path, new: Path) -> str:
    """Return what to tell of files of two kinds: each is read by its own layout."""
    one, other = (place.suffix.lower().removeprefix(".") for place in (old, new))
    if one == other:
        return ""
    told = "页码、换行和表格的读法也会列为不同；请尽量用同一种格式比较。"
    return f"两个文件的格式不同（{one}、{other}），{told}"


def _is_bundle(place: Path) -> bool:
    return place.suffix.lower() not in (".docx", ".xlsx") and is_zipfile(place)


def _file(place: Path) -> Reading:
    try:
        if place.stat().st_size > LARGEST_FILE:
            raise DataError(f"不能比较：{place}：文件超过{LARGEST_FILE // 1_000_000}MB。")
        return reading_of_file(place.name, place.read_bytes())
    except OSError as fault:
        raise DataError(f"不能读取 {place}：{reason(fault)}。") from fault


def _of_bundles(old: dict[Any, Reading], new: dict[Any, Reading]) -> Iterator[Compared]:
    for key in sorted({*old, *new}):
        if key in old and key in new:
            yield Compared(new[key].name, compare(old[key], new[key]))
        else:
            yield Compared((old.get(key) or new[key]).name, note="只在前一个里有" if key in old else "只在后一个里有")


def named_commit(workspace: Workspace, name: str) -> str | None:
    """Return the full id of the commit that a name means in the repository of a workspace, or None."""
    return Git(workspace.root).commit(name)


def compare_commits(
    jobs: Sequence[tuple[Programme, Order]],
    old: str,
    new: str | None,
    faces: FaceSet,
    progress: Progress = lambda title: None,
) -> list[Compared]:
    """Compare documents as two commits have them; ``new`` of None is the workspace as it is now.

    A document that cannot be made from one of them is told with the reason. Nothing in the workspace is touched.
    """
    if not jobs:
        return []
    past = Past(Git(jobs[0][0].workspace.root))
    found = []
    for programme, order in jobs:
        progress(order.title)
        try:
            one = _labelled(past.reading(old, programme.notice.id, order, faces), old)
            if new is None:
                other = reading_of(write_manuscript(programme, order, faces, proofread=False).manuscript)
            else:
                other = _labelled(past.reading(new, programme.notice.id, order, faces), new)
            found.append(Compared(other.name, compare(one, other)))
        except ReportError as fault:
            found.append(Compared(order.title, note=told(fault)))
    return found


def _labelled(reading: Reading, commit: str) -> Reading:
    return Reading(reading.name, commit[:SHORT], reading.paragraphs, reading.tables, reading.facts)
