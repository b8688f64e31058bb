"""Angles (方向): from the coordinates of a PDF to the two frames in which a page is read."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees, hypot, sqrt

from builders.conform.pdf.lines import lines_of
from builders.conform.pdf.sheet import Box, Frame, Glyph, Sheet, Stroke

UPRIGHT, CLIMBING, INVERTED, FALLING = 0, 90, 180, 270
"""How text runs on a page as shown: to the right, up, upside down, down; in degrees anticlockwise."""
ASKEW = -1
STRAIGHT_DEG = 1.0
"""Text so little out of true is straight."""


@dataclass(frozen=True)
class Page:
    """The box of a page in PDF units, and its rotation in quarter turns clockwise."""

    left: float
    bottom: float
    raw_width: float
    raw_height: float
    rotation: int

    @property
    def width(self) -> float:
        """The width as shown."""
        return self.raw_height if self.rotation % 2 else self.raw_width

    @property
    def height(self) -> float:
        """The height as shown."""
        return self.raw_width if self.rotation % 2 else self.raw_height

    def reading(self, a: float, b: float, c: float, d: float) -> tuple[int, float]:
        """Return the direction in which text of a matrix runs as shown, and by how much it enlarges the font size."""
        angle = (degrees(atan2(b, a)) - 90 * self.rotation) % 360
        nearest = round(angle / 90) % 4 * 90
        straight = min(abs(angle - nearest), 360 - abs(angle - nearest)) <= STRAIGHT_DEG
        upward = hypot(c, d)  # the height of the characters; their width may be scaled
        return (nearest if straight else ASKEW), upward or sqrt(abs(a * d - b * c))

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as shown, from the upper left corner."""
        x, y = x - self.left, y - self.bottom
        match self.rotation % 4:
            case 0:
                return x, self.raw_height - y
            case 1:
                return y, x
            case 2:
                return self.raw_width - x, y
            case _:
                return self.raw_height - y, self.raw_width - x

    def seen(self, x: float, y: float, angle: int) -> tuple[float, float]:
        """Return a point in the frame in which text of an angle is level, from that frame's upper left corner."""
        return self.level(*self.shown(x, y), angle)

    def level(self, x: float, y: float, angle: int) -> tuple[float, float]:
        """Return a shown point in the frame in which text of an angle is level."""
        match angle:
            case 90:
                return self.height - y, x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return y, self.width - x
            case _:
                return x, y


def turned(
    number: int,
    page: Page,
    glyphs: list[tuple[int, Glyph]],
    strokes: list[Stroke],
    pictures: list[Box],
    hidden: int,
) -> Sheet:
    """Return a page in its two frames.

    A landscape page is the bound page turned by a quarter: what falls on it is upright once it is bound with its head
    at the left edge, what climbs once its head is at the right.
    """
    by_angle: dict[int, list[Glyph]] = {}
    for angle, glyph in glyphs:
        by_angle.setdefault(angle, []).append(glyph)
    askew = len(by_angle.get(ASKEW, ())) + len(by_angle.get(INVERTED, ()))
    level = by_angle.get(UPRIGHT, [])
    climbing, falling = by_angle.get(CLIMBING, []), by_angle.get(FALLING, [])
    shown = Frame(page.width, page.height, lines_of(level), tuple(strokes), tuple(pictures))
    if page.width > page.height:
        side, angle, head = (
            (climbing, CLIMBING, "right") if len(climbing) > len(falling) else (falling, FALLING, "left")
        )
        upright = Frame(page.height, page.width, lines_of(side))
        return Sheet(number, upright, shown, True, head, askew, hidden)
    side, angle, head = (falling, FALLING, "right") if len(falling) > len(climbing) else (climbing, CLIMBING, "left")
    if len(side) <= len(level):
        return Sheet(number, shown, Frame(page.height, page.width, lines_of(side)), False, "", askew, hidden)
    across = Frame(
        page.height,
        page.width,
        lines_of(side),
        tuple(_turn_stroke(page, stroke, angle) for stroke in strokes),
        tuple(_turn_box(page, box, angle) for box in pictures),
    )
    return Sheet(number, Frame(page.width, page.height, lines_of(level)), across, True, head, askew, hidden)


def _turn_stroke(page: Page, stroke: Stroke, angle: int) -> Stroke:
    box = _turn_box(page, Box(stroke.x0, stroke.y0, stroke.x1, stroke.y1), angle)
    return Stroke(box.x0, box.y0, box.x1, box.y1, stroke.thickness, stroke.colour)


def _turn_box(page: Page, box: Box, angle: int) -> Box:
    (x0, y0), (x1, y1) = page.level(box.x0, box.y0, angle), page.level(box.x1, box.y1, angle)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
