"""Packed documents (已打包的文件): whether a bundle holds a document, and whether its inputs are still the same.

A table holds the rows of all units; a bundle is out of date only when rows of its own unit have changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from builders.core.digests import file_digest
from builders.core.errors import ReportError
from builders.deliver.assurance import Notes
from builders.deliver.bag.opening import Opened, Unopenable, open_bundle
from builders.deliver.bundle_layout import DOCUMENTS, RECORD, read_record
from builders.deliver.manifest import MANIFEST_NAME
from builders.engine.belonging import Belonging
from builders.engine.enclosed import enclosed_dataset
from builders.engine.evidence import MISREAD, PAYLOAD
from builders.model.deadline import Deadline
from builders.model.notice import Notice, Unit
from builders.model.period import Period
from builders.model.table import Dataset
from builders.sources.workspace import Workspace


@dataclass(frozen=True)
class Packed:
    """A document in a bundle: whether it is a draft there, and whether its inputs have changed since."""

    draft: bool
    stale: bool


class Unreadable(Exception):
    """There is a bundle that cannot be read."""


@dataclass
class Bundles:
    """The bundles of a notice below ``output``; ``dataset`` are the present tables."""

    workspace: Workspace
    notice: Notice
    dataset: Dataset
    output: Path
    _bundles: dict[tuple[str, str], _Bundle | None] = field(default_factory=dict)

    def find(self, deadline: Deadline) -> Packed | None:
        """Return the document in its bundle, None where there is no bundle or it is not in it. Raises Unreadable."""
        unit, period = deadline.unit, deadline.period
        key = (unit.code, period.id)
        try:
            if key not in self._bundles:
                self._bundles[key] = self._open(unit, period)
            bundle = self._bundles[key]
            return bundle.document(deadline.artifact.id) if bundle else None
        except (Unopenable, ReportError, OSError, *MISREAD) as fault:
            raise Unreadable(str(fault)) from fault

    def _open(self, unit: Unit, period: Period) -> _Bundle | None:
        folder = self.output / "bundles" / self.notice.id / period.id / unit.name
        name = f"{self.notice.id}-{period.id}-{unit.name}"
        path = next((path for path in (folder / f"{name}.zip", folder / name) if path.exists()), None)
        if path is None:
            return None
        opened = open_bundle(path, Notes())
        return _Bundle(self, unit, opened, read_record(opened.read(PAYLOAD + RECORD)))


@dataclass
class _Bundle:
    bundles: Bundles
    unit: Unit
    opened: Opened
    said: Mapping[str, Any]

    def document(self, artifact: str) -> Packed | None:
        entry = next((each for each in self.said["documents"] if each["artifact"] == artifact), None)
        if entry is None:
            return None
        manifest = json.loads(self.opened.read(f"{PAYLOAD}{DOCUMENTS}/{entry['folder']}/{MANIFEST_NAME}"))
        stale = any(not self._holds(each["file"], each["sha256"]) for each in manifest["inputs"])
        return Packed(entry["status"] != "final", stale)

    def _holds(self, file: str, sha256: str) -> bool:
        """Return whether an input is what it was; of a table, whether the unit's own rows are."""
        path = self.bundles.workspace.root / file
        if not path.is_file():
            return False
        return file_digest(path) == sha256 or file in self._same_tables

    @cached_property
    def _same_tables(self) -> frozenset[str]:
        """The tables in which the rows of the unit are the same as in the bundle."""
        sent, _ = enclosed_dataset(self.opened, self.bundles.workspace, self.bundles.notice)
        here, there = Belonging(self.bundles.dataset), Belonging(sent)
        codes = self.bundles.notice.codes(self.unit)
        same = set()
        for table in self.bundles.dataset.tables:
            other = sent.table(table.schema.name)
            if other is not None:
                now = [row.texts for row in here.rows_of(table, codes)]
                same |= {table.file} if now == [row.texts for row in there.rows_of(other, codes)] else set()
        return frozenset(same)
