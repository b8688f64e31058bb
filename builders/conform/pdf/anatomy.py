"""Anatomy (解剖): which line of a PDF is which part of an official document, and the measures that all rules share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from builders.conform.finding import Profile
from builders.conform.pdf.sheet import MM, Box, Font, Line, Sheet, Stroke
from builders.model.standard import PAGE

LEFT, RIGHT = PAGE.binding_mm * MM, (PAGE.width_mm - PAGE.outer_mm) * MM
TOP, FOOT = PAGE.top_mm * MM, (PAGE.height_mm - PAGE.bottom_mm) * MM
CHARACTER = PAGE.character_pt
"""The pitch of 28 characters in a line; insets and indents are counted in it."""


class Role(Enum):
    """The parts of an official document, and what stands on its pages beside them."""

    HEADER = auto()  # marks at the head of the page, outside the type area
    FOLIO = auto()
    CORNER = auto()  # 份号、密级、紧急程度
    ISSUER = auto()
    NUMBER = auto()  # 发文字号, with 签发人 beside and above it
    TITLE = auto()
    ADDRESSEE = auto()
    HEADING = auto()
    BODY = auto()
    SMALL = auto()  # captions, remarks, footnotes
    TABLE = auto()  # tables and pictures with words in them
    ANNEX_NOTE = auto()
    SIGNER = auto()
    DATE = auto()
    REMARK = auto()  # 附注
    ATTENDANCE = auto()
    ANNEX_LABEL = auto()
    ANNEX_TITLE = auto()
    IMPRINT = auto()
    OUTSIDE = auto()  # below the type area, and no page number


@dataclass(frozen=True)
class Row:
    """A line with its place: page, count from the top of the page, and where the page's type area begins and ends.

    ``starts`` says whether a paragraph begins with it, ``level`` the level of a heading.
    """

    page: int
    index: int
    line: Line
    role: Role
    left: float = LEFT
    right: float = RIGHT
    starts: bool = False
    level: int = 0

    @property
    def indent(self) -> float:
        """How far it begins right of the type area's edge, in characters."""
        return (self.line.left - self.left) / CHARACTER

    @property
    def inset(self) -> float:
        """How far it ends left of the type area's edge, in characters."""
        return (self.right - self.line.right) / CHARACTER

    @property
    def off_centre(self) -> float:
        """How far its middle is from the middle of the type area, in characters."""
        return (self.line.centre - (self.left + self.right) / 2) / CHARACTER

    def __str__(self) -> str:
        """Its place and its first characters."""
        words = self.line.text.strip()
        return f"第{self.page}页第{self.index}行“{words[:8]}{'…' if len(words) > 8 else ''}”"


@dataclass(frozen=True)
class Edges:
    """The left and right edges of the type area as the text shows them; not ``measured`` where there is too little."""

    left: float = LEFT
    right: float = RIGHT
    measured: bool = False


@dataclass(frozen=True)
class Anatomy:
    """A PDF taken apart: its pages, its lines by role, and the measures of its text."""

    profile: Profile
    sheets: tuple[Sheet, ...]
    fonts: tuple[Font, ...]
    rows: tuple[Row, ...]
    edges: Mapping[int, Edges]
    size: float
    pitch: float
    tables: Mapping[int, tuple[Box, ...]] = field(default_factory=dict)

    def of(self, *roles: Role) -> list[Row]:
        """Return the lines of some roles in order."""
        return [row for row in self.rows if row.role in roles]

    def on(self, page: int, *roles: Role) -> list[Row]:
        """Return the lines of some roles on a page."""
        return [row for row in self.rows if row.page == page and row.role in roles]

    def paragraphs(self) -> list[list[Row]]:
        """Return the paragraphs of the body, headings among them, each as its lines."""
        found: list[list[Row]] = []
        for row in self.of(Role.BODY, Role.HEADING):
            if row.starts or not found:
                found.append([])
            found[-1].append(row)
        return found

    @property
    def first(self) -> Sheet:
        """The first page."""
        return self.sheets[0]

    def red_rules(self) -> list[Stroke]:
        """Return the red rules of the first page, longer than half a line, from top to bottom."""
        return rules(self.first.upright.strokes, red=True)

    @property
    def has_masthead(self) -> bool:
        """Whether the document has a masthead, or a part of one."""
        return bool(self.of(Role.ISSUER, Role.NUMBER) or self.red_rules())

    @property
    def upright(self) -> list[Sheet]:
        """The pages that are read as they are bound."""
        return [sheet for sheet in self.sheets if not sheet.lies_across]


def is_red(colour: tuple[int, int, int]) -> bool:
    """Return whether a colour is some red."""
    red, green, blue = colour
    return red >= 160 and green <= 90 and blue <= 90


def is_black(colour: tuple[int, int, int]) -> bool:
    """Return whether a colour is black, or so near that paper shows no difference."""
    return max(colour) <= 40


def rules(strokes: Iterable[Stroke], *, red: bool) -> list[Stroke]:
    """Return the level rules of at least half a line in red, or in any other colour, each once, from top to bottom."""
    found: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.y0):
        if not stroke.level or stroke.length < 80 * MM or is_red(stroke.colour) is not red:
            continue
        # Word and LibreOffice sometimes draw the border of two paragraphs twice at one place.
        if found and abs(found[-1].y0 - stroke.y0) < 0.2 and abs(found[-1].x0 - stroke.x0) < 1:
            continue
        found.append(stroke)
    return found
