"""The trail through the manuscript's text (行号): pandoc gives no positions, so the reader follows its own.

Every word that pandoc returns stands in the text, in order, once white space and backslashes are left out. So a cursor
that advances with each word knows the line of whatever is refused next.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from builders.core.diagnostics import Diagnostic, Place, Severity
from builders.model.manuscript import Manuscript

MANUSCRIPT_FILE = "manuscript.md"
REACH = 1500
"""How far ahead a word may stand, in characters: longer than any markup between two words of a document."""
_LEFT_OUT = re.compile(r"[\s\\]+")


def place_of(manuscript: Manuscript, line: int) -> Place:
    """Return where a line of the manuscript was written: the content or template file when known."""
    origin = manuscript.origin_of(line)
    if origin is None:
        return Place(MANUSCRIPT_FILE, line)
    return Place(origin.file, origin.line + line - origin.first)


@dataclass
class Trail:
    """A cursor in the manuscript's Markdown, and the problems met on the way."""

    manuscript: Manuscript
    problems: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Leave out white space and backslashes, and note where each line begins in what is left."""
        self._text = ""
        self._starts: list[int] = []
        kept: list[str] = []
        length = 0
        for line in self.manuscript.markdown.split("\n"):
            self._starts.append(length)
            kept.append(_LEFT_OUT.sub("", line))
            length += len(kept[-1])
        self._text = "".join(kept)
        self._cursor = 0

    @property
    def line(self) -> int:
        """The line of the last word followed."""
        return self._line_at(max(0, self._cursor - 1))

    def follow(self, word: str) -> None:
        """Advance past ``word``; stay when it is not near, which happens to a word that pandoc has changed."""
        found = self._find(word)
        if found is not None:
            self._cursor = found[1]

    def reaches(self, word: str) -> bool:
        """Return whether ``word`` comes next, near enough to be what pandoc returned."""
        return self._find(word) is not None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Follow words that stand elsewhere, such as a footnote's, and come back."""
        cursor = self._cursor
        try:
            yield
        finally:
            self._cursor = cursor

    def seek(self, word: str) -> None:
        """Move to the next occurrence of ``word``, however far, or to its first one."""
        needle = _LEFT_OUT.sub("", word)
        position = self._text.find(needle, self._cursor)
        if position < 0:
            position = self._text.find(needle)
        if position >= 0:
            self._cursor = position + len(needle)

    def refuse(
        self,
        code: str,
        message: str,
        *,
        at: str = "",
        value: str = "",
        cure: str = "",
        line: int | None = None,
        severity: Severity = "error",
    ) -> None:
        """Note a problem at ``line``, else where the text ``at`` comes next, else at the cursor."""
        if line is None:
            found = self._find(at) if at else None
            line = self._line_at(found[0]) if found else self.line
        place = place_of(self.manuscript, line)
        self.problems.append(Diagnostic(place, code, message, value=value, cure=cure, severity=severity))

    def _find(self, word: str) -> tuple[int, int] | None:
        needle = _LEFT_OUT.sub("", word)
        position = self._text.find(needle, self._cursor, self._cursor + len(needle) + REACH) if needle else -1
        return None if position < 0 else (position, position + len(needle))

    def _line_at(self, position: int) -> int:
        return bisect.bisect_right(self._starts, position)
