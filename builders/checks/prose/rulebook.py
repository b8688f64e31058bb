"""What a rule of prose is, and how a text is read with many of them (行文规则).

A rule looks at a whole Text and says where; what is told, how badly and whether it may be mended is in its Rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from builders.checks.text import PRINTED, SILENT, Text
from builders.core.diagnostics import Diagnostic, Mend, Place
from builders.core.rule import Rule

_AROUND = 6


@dataclass(frozen=True)
class Hit:
    """Where a rule is broken: the line's number in the file, and from ``start`` to before ``end`` in it, from 0.

    ``message`` and ``cure`` stand for those of the rule where this place needs its own words. ``replacement`` is what
    an editor would write there; None where nobody can know.
    """

    line: int
    start: int
    end: int
    message: str = ""
    replacement: str | None = None
    cure: str = ""

    def lies_in(self, other: Hit) -> bool:
        """Return whether the other is at least as long and holds all of this."""
        return self.line == other.line and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True)
class ProseRule:
    """A rule and how its breaches are found.

    ``needs`` is a regular expression without which in the file's body nothing can be found: most rules are passed over
    for most files by it alone. Empty means always look. What a rule that ``covers`` finds is no writing, or is told of
    as a whole: the other rules are silent about what lies in it, and mend nothing there, but for one that speaks of the
    ``whole`` text and only needs a place to be shown at.
    """

    rule: Rule
    find: Callable[[Text], Iterator[Hit]]
    needs: str = ""
    covers: bool = False
    whole: bool = False


def check_prose(text: Text, rules: Sequence[ProseRule]) -> list[Diagnostic]:
    """Return all breaches of the rules in the text, by their places."""
    found = [
        (each, hit) for each in rules if not each.needs or re.search(each.needs, text.body) for hit in each.find(text)
    ]
    covering = [hit for each, hit in found if each.covers]
    return sorted(
        _diagnostic(text, each.rule, hit)
        for each, hit in found
        if each.covers or each.whole or not any(hit.lies_in(other) for other in covering)
    )


def hits(text: Text, pattern: re.Pattern[str], group: int | str = 0) -> Iterator[tuple[Hit, re.Match[str]]]:
    """Yield where the pattern is in the body of the text, and the match: the hit is of the group, without replacement.

    The body is the prose of all lines, so a pattern that must not cross lines says so.
    """
    for match in pattern.finditer(text.body):
        yield hit_at(text, *match.span(group)), match


def hit_at(text: Text, start: int, end: int, replacement: str | None = None) -> Hit:
    """Return the hit of a place that is counted in the body of the text."""
    index = text.line_at(start)
    begin = text.starts[index]
    return Hit(text.lines[index].number, start - begin, end - begin, replacement=replacement)


def _diagnostic(text: Text, rule: Rule, hit: Hit) -> Diagnostic:
    line = text.lines[hit.line - text.lines[0].number]
    mend = None
    if rule.safe and hit.replacement is not None:
        mend = Mend(hit.start, hit.end, hit.replacement)
    return Diagnostic(
        Place(text.file, hit.line, character=hit.start + 1),
        rule.code,
        hit.message or rule.title,
        _shown(line.prose, hit.start, hit.end),
        hit.cure or rule.cure,
        rule.severity,
        mend,
    )


def _shown(prose: str, start: int, end: int) -> str:
    """Return what is wrong with a few characters on both sides, so that it is found by eye; tags as ``…``."""
    shown = prose[max(0, start - _AROUND) : end + _AROUND].strip(SILENT)
    return re.sub(f"[{PRINTED}{SILENT}]+", "…", shown).strip()
