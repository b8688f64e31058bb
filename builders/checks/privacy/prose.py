"""Personal data in prose and templates (正文里的个人信息): in what is printed and in what is not.

Comments, tags, targets of links and code are looked at as well: they are printed nowhere, but whoever gets the files
reads them. This is no rule of prose among others, because those quote what they find.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from builders.checks.privacy.detecting import find_personal
from builders.checks.privacy.telling import diagnostic
from builders.checks.text import Text
from builders.core.diagnostics import Diagnostic, Place


def check_privacy(text: Text) -> list[Diagnostic]:
    """Return what in the lines of a text leads to a person; numbers that go on in the next line are found too."""
    starts = list(accumulate((len(line.text) + 1 for line in text.lines), initial=0))
    problems = []
    for found in find_personal("\n".join(line.text for line in text.lines)):
        index = bisect_right(starts, found.start) - 1
        place = Place(text.file, text.lines[index].number, character=found.start - starts[index] + 1)
        problems.append(diagnostic(place, found))
    return problems


def check_name(file: str) -> list[Diagnostic]:
    """Return what in the path of a file leads to a person."""
    return [diagnostic(Place(file), found) for found in find_personal(file)]
