"""Lines of a title (标题回行): where a long title is broken, for both writers, clause 7.3.1.

A title is broken between words, as its meaning allows, into lines of about the same length that grow, shrink, or grow
and then shrink (正梯形、倒梯形、菱形). What an author broke stays as the author broke it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from math import ceil, inf
from unicodedata import east_asian_width

from builders.typeset.words import BRACKET, COMPOUND, NEVER, TORN, break_costs

LONGEST_LINE = 19.0
"""Characters of size 2 in a line: 156 mm hold twenty, and a title should not touch both edges."""
LONGEST_OWN_LINE = 20.0
"""An author's own line may touch them."""

_SHORTEST_LINE = 3.0
_SHORT = 0.2 * BRACKET
"""A line of one or two characters costs more than a shape, and less than a torn 《》."""
_SHAPE = 0.1 * BRACKET
_LINE = 40.0
_BALANCE = 0.4
_STEP = 1.0
"""Lines whose lengths differ by no more than a character count as equally long."""
_MOST_EXTRA_LINES = 3
_MOST_SHAPED_LINES = 12


def lines(title: str) -> tuple[str, ...]:
    """Return the title in lines of at most ``LONGEST_LINE`` characters.

    A line break in the title is the author's and stands; only a part that does not fit is broken further. Joined the
    lines are the title again, but for the breaks and the spaces at which it is broken. Latin letters and digits count
    half a character. A title of one unbreakable piece is cut where it must be.
    """
    parts = [part.strip() for part in title.split("\n") if part.strip()]
    if len(parts) < 2:
        return fold("".join(parts), LONGEST_LINE)
    folded = ((part,) if width(part) <= LONGEST_OWN_LINE else fold(part, LONGEST_LINE) for part in parts)
    return tuple(line for part in folded for line in part)


@lru_cache(maxsize=4096)
def fold(text: str, longest: float) -> tuple[str, ...]:
    """Return a text in as few balanced lines of at most ``longest`` characters as its meaning allows.

    Spaces at which it is broken are dropped. A line is longer only where it is a single character.
    """
    total = width(text)
    if total <= longest:
        return (text,)
    fewest = ceil(total / longest)
    if fewest > _MOST_SHAPED_LINES:
        return _cut(text, longest)
    for worst in (COMPOUND, TORN, inf):
        ends = _Folding(text, longest, worst).best(fewest)
        if ends:
            return tuple(text[start:end].strip() for start, end in zip((0, *ends), ends, strict=False))
    return _cut(text, longest)


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """Return the width of a text in characters: 1 for a Han character, 0.5 for a letter or digit."""
    return sum(map(_width, text))


class _Folding:
    """A text to be folded: lines may begin where that costs less than ``worst``."""

    def __init__(self, text: str, longest: float, worst: float) -> None:
        self._costs = break_costs(text)
        self._places = [index for index in range(1, len(text)) if self._costs[index] < worst]
        self._edges = (0.0, *accumulate(map(_width, text)))
        self._length = len(text)
        self._longest = longest
        self._shortest = min(_SHORTEST_LINE, longest / 2)
        self._spaces = {index for index, character in enumerate(text) if character.isspace()}

    def best(self, fewest: int) -> tuple[int, ...]:
        """Return where the lines of the best folding end, of ``fewest`` lines or a few more; nothing when none fits."""
        found: list[tuple[float, tuple[int, ...]]] = [(inf, ())]
        for count in range(fewest, fewest + _MOST_EXTRA_LINES + 1):
            if min(found)[0] > _LINE * count:  # the least that so many lines can cost
                found.append(self._broken(count))
        return min(found)[1]

    def _broken(self, count: int) -> tuple[float, tuple[int, ...]]:
        """Return the least cost of ``count`` lines and where they end; infinite when that many cannot hold the text."""
        ideal = self._edges[-1] / count

        @cache
        def best(start: int, before: float, shrinking: bool, left: int) -> tuple[float, tuple[int, ...]]:
            options = []
            for end in self._ends(start, left):
                wide = self._wide(start, end)
                shrinks, cost = _shape(before, wide, shrinking) if start else (False, 0.0)
                rest, ends = best(end, wide, shrinks, left - 1) if left > 1 else (0.0, ())
                cost += _BALANCE * (wide - ideal) ** 2 + self._lone(end - start, wide) + self._costs[end]
                options.append((rest + cost, (end, *ends)))
            return min(options, default=(inf, ()))

        cost, ends = best(0, 0.0, False, count)
        return cost + _LINE * count, ends

    def _ends(self, start: int, left: int) -> Sequence[int]:
        """Return where a line that begins at ``start`` may end when ``left`` lines are left."""
        places = (self._length,) if left == 1 else (place for place in self._places if place > start)
        return [end for end in places if self._wide(start, end) <= self._longest]

    def _wide(self, start: int, end: int) -> float:
        """Return the width of a line without the space at its end."""
        while end - 1 in self._spaces and end - 1 > start:
            end -= 1
        return self._edges[end] - self._edges[start]

    def _lone(self, characters: int, wide: float) -> float:
        """Return the price of a line that holds hardly anything."""
        if characters < 2:
            return NEVER
        return _SHORT if wide < self._shortest else 0.0


def _shape(before: float, wide: float, shrinking: bool) -> tuple[bool, float]:
    """Return whether the lines shrink by now, and the price of one that grows again."""
    if wide - before > _STEP:
        return shrinking, _SHAPE if shrinking else 0.0
    return shrinking or before - wide > _STEP, 0.0


def _width(character: str) -> float:
    return 1.0 if east_asian_width(character) in "WFA" else 0.5


def _cut(title: str, longest: float) -> tuple[str, ...]:
    """Return the title cut at the edge of the line, as the last resort."""
    cut: list[str] = [""]
    for character in title:
        if cut[-1] and width(cut[-1] + character) > longest:
            cut.append("")
        cut[-1] += character
    return tuple(cut)
