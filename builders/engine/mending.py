"""Mending (自动修正): the safe mends of what was found, made in the files, shown as a difference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from builders.core.diagnostics import Diagnostic, Mend
from builders.core.replace import replace_files
from builders.sources.workspace import Workspace

Proofread = Callable[[str, str], Sequence[Diagnostic]]
"""From text and shown name of a file to what is wrong with it."""

MOST_ROUNDS = 8
"""One mend may show another; a text that is not settled after so many rounds is left to its editor."""
_MARK = "\ufeff"
_LINE_END = re.compile(r"(\r\n|\r|\n)")


@dataclass(frozen=True)
class Mended:
    """One file as it was and as it becomes, and how many mends that took."""

    file: str
    before: str
    after: str
    mends: int

    @property
    def difference(self) -> str:
        """The change as a unified difference."""
        before, after = _bare(self.before).split("\n"), _bare(self.after).split("\n")
        return "\n".join(unified_diff(before, after, f"{self.file}（原文）", f"{self.file}（修正后）", "", "", 0, ""))


def mend_files(workspace: Workspace, problems: Iterable[Diagnostic], proofread: Proofread) -> tuple[Mended, ...]:
    """Make every safe mend and write the files, all of them or none; return what was changed.

    ``proofread`` looks again at a mended text, because one mend may show another. Raises FileError.
    """
    files = sorted({problem.place.file for problem in problems if problem.mend})
    mended = [_mend(workspace.root / file, file, proofread) for file in files]
    changed = tuple(each for each in mended if each.after != each.before)
    replace_files({workspace.root / each.file: each.after.encode() for each in changed})
    return changed


def _mend(path: Path, file: str, proofread: Proofread) -> Mended:
    before = path.read_bytes().decode("utf-8")
    text, mends = before, 0
    for _ in range(MOST_ROUNDS):
        found = [problem for problem in proofread(_bare(text), file) if problem.mend]
        mended, made = mend_text(text, found)
        if not made:
            break
        text, mends = mended, mends + made
    return Mended(file, before, text, mends)


def mend_text(text: str, problems: Iterable[Diagnostic]) -> tuple[str, int]:
    """Return the text with the mends made, byte order mark and line ends kept, and how many were made.

    Of two mends that meet, the first is made; the other is for the next round.
    """
    mark = _MARK if text.startswith(_MARK) else ""
    pieces = _LINE_END.split(text.removeprefix(mark))  # line, end, line, end, …, line
    made = 0
    for index in range(0, len(pieces), 2):
        mends = [each.mend for each in problems if each.mend and each.place.line == index // 2 + 1]
        for mend in reversed(_apart(mends)):
            line = pieces[index]
            pieces[index] = line[: mend.start] + mend.text + line[mend.end :]
            made += 1
    return mark + "".join(pieces), made


def _apart(mends: Iterable[Mend]) -> list[Mend]:
    """Return the mends in order, without those that meet one before."""
    chosen: list[Mend] = []
    for mend in sorted(set(mends), key=lambda each: (each.start, each.end)):
        if not chosen or mend.start >= max(chosen[-1].end, chosen[-1].start + 1):
            chosen.append(mend)
    return chosen


def _bare(text: str) -> str:
    """Return the text as the rules read it: without byte order mark, line ends as LF."""
    return text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n")
