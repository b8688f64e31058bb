"""Excerpts (原文): the line that a problem stands in, as its file has it."""

from __future__ import annotations

from dataclasses import dataclass, field

from builders.core.diagnostics import Place
from builders.core.errors import ReportError
from builders.sources.encodings import decode
from builders.sources.files import read_bytes
from builders.sources.workspace import Workspace

LARGEST = 20_000_000
"""Larger files are not read a second time only to show a line."""
_TEXTS = (".csv", ".md", ".yaml", ".yml", ".j2", ".ipynb", ".txt")


@dataclass
class Excerpts:
    """Gives lines of files; the file read last is kept, because problems come in order of their places."""

    workspace: Workspace | None
    _file: str = ""
    _lines: list[str] = field(default_factory=list)

    def line(self, place: Place) -> str:
        """Return the line without its end, or an empty text where there is none to show."""
        if self.workspace is None or not place.line or not place.file.endswith(_TEXTS):
            return ""
        if place.file != self._file:
            self._file, self._lines = place.file, self._read(self.workspace, place.file)
        return self._lines[place.line - 1] if place.line <= len(self._lines) else ""

    def _read(self, workspace: Workspace, file: str) -> list[str]:
        try:
            text, _ = decode(read_bytes(workspace.root / file, file, LARGEST), file)
        except ReportError:
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
