"""Revisions (版本) of documents: counted from Git once for a whole run, or as a bundle recorded them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from builders.deliver.versions.git import NoHistory
from builders.deliver.versions.history import History, Inputs, read_history
from builders.deliver.versions.rows import Register
from builders.engine.programme import Programme
from builders.model.notice import Unit
from builders.model.revision import Revision


class Revisions(Protocol):
    """Who knows the version of a document."""

    def of(self, programme: Programme, unit: Unit, content: str, inputs: Collection[str]) -> Revision:
        """Return the version of the document whose prose is ``content``; all paths are relative to the workspace."""

    def modified(self, programme: Programme, unit: Unit, content: str, inputs: Collection[str]) -> tuple[str, ...]:
        """Return those of its inputs that have changes which no commit holds."""


@dataclass
class CountedRevisions:
    """Counts versions in the Git repository that a workspace lies in; ``reasons`` say where that was not possible."""

    _histories: dict[Path, History | NoHistory] = field(default_factory=dict)
    _registers: dict[tuple[Path, str], Register] = field(default_factory=dict)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why nothing was counted, each reason once."""
        return tuple(dict.fromkeys(each.reason for each in self._histories.values() if isinstance(each, NoHistory)))

    def of(self, programme: Programme, unit: Unit, content: str, inputs: Collection[str]) -> Revision:
        """Return the version of the document as its inputs are now; without a history one that counts nothing."""
        made_from = self.inputs(programme, unit, content, inputs)
        history = self.history(programme)
        if isinstance(history, NoHistory):
            return Revision(reason=history.reason)
        return history.revision(made_from)

    def modified(self, programme: Programme, unit: Unit, content: str, inputs: Collection[str]) -> tuple[str, ...]:
        """Return the inputs that have changes of this document which no commit holds; none without a history."""
        made_from = self.inputs(programme, unit, content, inputs)
        history = self.history(programme)
        return () if isinstance(history, NoHistory) else history.modified(made_from)

    def history(self, programme: Programme) -> History | NoHistory:
        """Return the history of a programme's workspace, read once, or why there is none."""
        root = programme.workspace.root
        if root not in self._histories:
            try:
                self._histories[root] = read_history(root)
            except NoHistory as none:
                self._histories[root] = none
        return self._histories[root]

    def inputs(self, programme: Programme, unit: Unit, content: str, inputs: Collection[str]) -> Inputs:
        """Return what a document is made from, as its history asks for it."""
        key = (programme.workspace.root, programme.notice.id)
        if key not in self._registers:
            register = self._registers[key] = Register(programme.dataset)
            history = self.history(programme)
            if isinstance(history, History):
                try:
                    history.load(register)
                except NoHistory as none:
                    self._histories[programme.workspace.root] = none
        others = [path for path in inputs if path != content]
        return Inputs(content, others, programme.notice.codes(unit), self._registers[key])


@dataclass(frozen=True)
class RecordedRevisions:
    """Versions as they were recorded, by path of the prose: for who builds the same again elsewhere."""

    recorded: Mapping[str, Revision]

    def of(self, programme: Programme, unit: Unit, content: str, inputs: Collection[str]) -> Revision:
        """Return the recorded version; one that counts nothing where none was recorded."""
        return self.recorded.get(content, Revision())

    def modified(self, programme: Programme, unit: Unit, content: str, inputs: Collection[str]) -> tuple[str, ...]:
        """Return nothing: what was recorded is not changed any more."""
        return ()
