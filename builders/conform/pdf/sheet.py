"""A sheet (版面): one page of a PDF as print: glyphs, lines, rules and pictures, in points from the upper left corner.

A page is seen in two frames: upright, as it lies in the bound document, and across, as a page with a wide table is
turned to be read. What is read in the one frame stands sideways in the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

MM = 72 / 25.4
ASCENT = 0.88
"""A Han character fills its em from so far above the baseline …"""
DESCENT = 0.12
"""… to so far below."""
WIDE_GAP = 1.9
"""A gap of so many characters divides a line into parts that stand side by side."""
SPACE_GAP = 0.6
"""A gap of so many characters is read as a blank."""

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Font:
    """A font of the file: its name without the subset's prefix, and whether the file holds it."""

    name: str
    embedded: bool
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: ``x`` and ``baseline`` are its origin, ``right`` where the next one may begin.

    ``top`` is the upper edge of its ink where that was measured (large characters), else of its em.
    """

    character: str
    x: float
    right: float
    baseline: float
    size: float
    font: Font
    colour: Colour
    top: float

    @property
    def is_han(self) -> bool:
        """Whether it is a Chinese character, whose em is a square."""
        return "\u3400" <= self.character <= "\u9fff" or "\U00020000" <= self.character <= "\U0003ffff"


@dataclass(frozen=True)
class Line:
    """A line of print, its glyphs from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        """Its characters, with a full-width blank for every gap."""
        words: list[str] = []
        last: Glyph | None = None
        for glyph in self.glyphs:
            if last is not None and glyph.x - last.right > SPACE_GAP * max(glyph.size, last.size):
                words.append("\u3000" * max(1, round((glyph.x - last.right) / glyph.size)))
            words.append(glyph.character)
            last = glyph
        return "".join(words)

    @cached_property
    def words(self) -> str:
        """Its characters without any blank."""
        return "".join(glyph.character for glyph in self.glyphs)

    @cached_property
    def _main(self) -> Glyph:
        sizes: dict[float, list[Glyph]] = {}
        for glyph in self.glyphs:
            sizes.setdefault(round(glyph.size, 1), []).append(glyph)
        return max(sizes.values(), key=lambda same: sum(2 if glyph.is_han else 1 for glyph in same))[0]

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        return self._main.size

    @property
    def baseline(self) -> float:
        """The baseline of most of its characters."""
        return self._main.baseline

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.glyphs[-1].right

    @cached_property
    def top(self) -> float:
        """The upper edge of its characters."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """The lower edge of its characters' ems."""
        return self.baseline + DESCENT * self.size

    @property
    def centre(self) -> float:
        """The middle between its ends."""
        return (self.left + self.right) / 2

    @property
    def colour(self) -> Colour:
        """The colour of most of its characters."""
        return self._main.colour

    def box_top(self, pitch: float) -> float:
        """Return the upper edge of the line's box of height ``pitch``, the characters in its middle."""
        return self.baseline - ASCENT * self.size - (pitch - self.size) / 2

    @cached_property
    def parts(self) -> tuple[Line, ...]:
        """The line divided where wide gaps are: cells, or a number and its signers."""
        return self._divided(WIDE_GAP)

    @cached_property
    def pieces(self) -> tuple[Line, ...]:
        """The line divided at every blank: names side by side may be only one character apart."""
        return self._divided(SPACE_GAP)

    def _divided(self, gap: float) -> tuple[Line, ...]:
        found: list[list[Glyph]] = []
        last: Glyph | None = None
        for glyph in self.glyphs:
            if last is None or glyph.x - last.right > gap * max(glyph.size, last.size):
                found.append([])
            found[-1].append(glyph)
            last = glyph
        return tuple(Line(tuple(part)) for part in found)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight rule along an axis: its ends on its middle, its thickness and colour."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float
    colour: Colour

    @property
    def level(self) -> bool:
        """Whether it lies, not stands."""
        return self.x1 - self.x0 >= self.y1 - self.y0

    @property
    def length(self) -> float:
        """How long it is."""
        return max(self.x1 - self.x0, self.y1 - self.y0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page: of a picture, or of a table."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in it, a point of tolerance allowed."""
        return self.x0 - 1 <= x <= self.x1 + 1 and self.y0 - 1 <= y <= self.y1 + 1


@dataclass(frozen=True)
class Frame:
    """What is read in one direction on a page."""

    width: float
    height: float
    lines: tuple[Line, ...]
    strokes: tuple[Stroke, ...] = ()
    pictures: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A page: ``upright`` as bound, ``across`` as turned to read a wide table; most pages have nothing across.

    ``head`` is the edge of the bound page at which the head of what lies across stands: ``left``, ``right`` or neither.
    ``askew`` counts characters at any other angle, ``hidden`` those that are not printed (under a scanned picture).
    """

    number: int
    upright: Frame
    across: Frame
    lies_across: bool = False
    head: str = ""
    askew: int = 0
    hidden: int = 0

    @property
    def main(self) -> Frame:
        """The frame in which the text of the page is read."""
        return self.across if self.lies_across else self.upright


@dataclass(frozen=True)
class Opened:
    """A PDF, read: its pages and its fonts."""

    sheets: tuple[Sheet, ...]
    fonts: tuple[Font, ...]
