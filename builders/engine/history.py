"""History (版本沿革) of one document: its versions, newest first, each with what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from builders.core.errors import ReportError, UsageError
from builders.deliver.comparison.differences import Differences, compare
from builders.deliver.versions.git import NoHistory
from builders.deliver.versions.log import Commit
from builders.engine.making import Order, write_manuscript
from builders.engine.past import Past, told
from builders.engine.programme import Programme
from builders.engine.readings import reading_of
from builders.engine.revisions import CountedRevisions
from builders.model.face import FaceSet
from builders.model.reading import Reading


@dataclass(frozen=True)
class Version:
    """One version: its number (0 for changes that no commit holds), its commit, and what it changed.

    ``changes`` is None for the first version and where one of the two could not be made again; ``problem`` says why.
    """

    number: int
    commit: str
    day: date | None
    subject: str
    changes: Differences | None
    problem: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The version in values of JSON."""
        return {
            "number": self.number,
            "commit": self.commit,
            "date": self.day.isoformat() if self.day else "",
            "subject": self.subject,
            "problem": self.problem,
            "changes": self.changes and self.changes.values,
        }


@dataclass(frozen=True)
class Versions:
    """The newest versions of a document, and how many there are."""

    title: str
    count: int
    newest: tuple[Version, ...]


def history_of(programme: Programme, order: Order, faces: FaceSet, last: int) -> Versions:
    """Return the newest ``last`` versions of a document. Raises UsageError where there is no history to read."""
    revisions = CountedRevisions()
    written = write_manuscript(programme, order, faces, revisions, proofread=False)
    inputs = revisions.inputs(programme, order.unit, written.content.file, written.inputs)
    history = revisions.history(programme)
    if isinstance(history, NoHistory):
        raise UsageError(f"没有版本可列：{history.reason}。")
    commits = history.versions(inputs)
    past = _Made(Past(history.git), programme, order, faces)
    found = [_version(past, commits, at) for at in range(min(last, len(commits)))]
    if history.revision(inputs).modified:
        found.insert(0, _uncommitted(past, commits, reading_of(written.manuscript)))
    return Versions(written.manuscript.name, len(commits), tuple(found))


class _Made:
    """Documents made again, each commit once: what one version came to is where the next began."""

    def __init__(self, past: Past, programme: Programme, order: Order, faces: FaceSet) -> None:
        self.past, self.programme, self.order, self.faces = past, programme, order, faces
        self._made: dict[str, Reading | ReportError] = {}

    def at(self, commit: Commit) -> Reading:
        """Return what the document said at a commit. Raises ReportError."""
        if commit.id not in self._made:
            try:
                self._made[commit.id] = self.past.reading(
                    commit.id, self.programme.notice.id, self.order, self.faces
                )
            except ReportError as fault:
                self._made[commit.id] = fault
        made = self._made[commit.id]
        if isinstance(made, ReportError):
            raise made
        return made


def _version(past: _Made, commits: tuple[Commit, ...], at: int) -> Version:
    commit, number = commits[at], len(commits) - at
    changes, problem = None, ""
    try:
        now = past.at(commit)
        changes = compare(past.at(commits[at + 1]), now) if at + 1 < len(commits) else None
    except ReportError as fault:
        problem = told(fault)
    return Version(number, commit.id, commit.day, commit.subject, changes, problem)


def _uncommitted(past: _Made, commits: tuple[Commit, ...], now: Reading) -> Version:
    changes, problem = None, ""
    try:
        changes = compare(past.at(commits[0]), now) if commits else None
    except ReportError as fault:
        problem = told(fault)
    return Version(0, "", None, "未提交的修改", changes, problem)
