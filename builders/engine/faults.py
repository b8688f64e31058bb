"""Faults by document (各文件的错误): what an inspection found, sorted by whose prose, whose rows and which template."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from builders.core.diagnostics import Diagnostic
from builders.engine.belonging import Belonging
from builders.engine.gate.inspection import Inspection
from builders.model.deadline import Deadline
from builders.model.notice import Notice
from builders.model.table import Dataset, Table
from builders.sources.workspace import Workspace


@dataclass
class Faults:
    """Counts the errors that keep a document from being made."""

    workspace: Workspace
    notice: Notice
    dataset: Dataset
    inspection: Inspection
    _files: Counter[str] = field(default_factory=Counter)
    _units: Counter[str] = field(default_factory=Counter)
    _shared: int = 0

    def __post_init__(self) -> None:
        """Sort the errors."""
        belonging = Belonging(self.dataset)
        tables = {table.file: table for table in self.dataset.tables}
        for problem in self.inspection.problems:
            file = problem.place.file
            if problem.severity != "error":
                continue
            if file.startswith(("content/", "templates/")):
                self._files[file] += 1
                continue
            codes = _owners(problem, tables.get(file), belonging)
            self._units.update(codes)
            self._shared += not codes

    def of(self, deadline: Deadline) -> tuple[str, ...]:
        """Return what is wrong with a document, in words that count: ``正文2处错误``."""
        artifact, unit = deadline.artifact, deadline.unit
        prose = self.workspace.content_file(self.notice.id, unit.name, deadline.period.id, artifact.id)
        file, folder = self.workspace.shown(prose), self.workspace.shown(prose.parent)
        others = [each for each in self._files if each.startswith(f"{folder}/") and not each.endswith(".md")]
        own = {f"templates/{each.template}" for each in self.notice.artifacts} - {f"templates/{artifact.template}"}
        templates = [each for each in self._files if each.startswith("templates/") and each not in own]
        counts = {
            "正文": sum(self._files[each] for each in (file, *others)),
            "数据表": sum(self._units[code] for code in self.notice.codes(unit)),
            "通知、口径或模板": sum(self._files[each] for each in templates) + self._shared,
        }
        return tuple(f"{what}{count}处错误" for what, count in counts.items() if count)


def _owners(problem: Diagnostic, table: Table | None, belonging: Belonging) -> frozenset[str]:
    """Return the codes of the units in whose row a problem stands, none for what concerns all."""
    row = next((row for row in table.rows if row.line == problem.place.line), None) if table else None
    return belonging.codes(table, row) if table and row else frozenset()
