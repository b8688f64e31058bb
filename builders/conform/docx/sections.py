"""Sections (分节): paper, margins and grid of each ``w:sectPr``, and which header and footer parts it uses."""

from __future__ import annotations

from dataclasses import dataclass, field

from builders.conform.docx.names import VAL, Element, R, W, has, integer, points

_WIDTH, _HEIGHT, _SIDE, _HEAD, _EDGE = 612.0, 792.0, 90.0, 72.0, 36.0
"""Word's own page where nothing is stated: US Letter."""


@dataclass(frozen=True)
class Page:
    """What a ``w:sectPr`` states, lengths in points; ``stories`` are its parts by tag and type, as relationship ids."""

    numbers: dict[str, float]
    grid: str
    title_page: bool
    first_number: int | None
    kind: str
    stories: dict[tuple[str, str], str] = field(default_factory=dict)


def read_page(element: Element) -> Page:
    """Return what a section states, with Word's defaults for what it does not."""
    size, margins, grid = (element.find(W + tag) for tag in ("pgSz", "pgMar", "docGrid"))
    gutter = _length(margins, "gutter", 0.0)
    numbers = {
        "width": _length(size, "w", _WIDTH),
        "height": _length(size, "h", _HEIGHT),
        "top": abs(_length(margins, "top", _HEAD)),
        "bottom": abs(_length(margins, "bottom", _HEAD)),
        "left": _length(margins, "left", _SIDE) + gutter,
        "right": _length(margins, "right", _SIDE),
        "header": _length(margins, "header", _EDGE),
        "footer": _length(margins, "footer", _EDGE),
        "pitch": _length(grid, "linePitch", 0.0),
        "character_extra": 0.0 if grid is None else (integer(grid.get(f"{W}charSpace")) or 0) / 4096,
    }
    number, kind = element.find(f"{W}pgNumType"), element.find(f"{W}type")
    return Page(
        numbers=numbers,
        grid="" if grid is None else grid.get(f"{W}type", "default"),
        title_page=has(element, "titlePg"),
        first_number=None if number is None else integer(number.get(f"{W}start")),
        kind="nextPage" if kind is None else kind.get(VAL, "nextPage"),
        stories={
            (tag, each.get(f"{W}type", "default")): each.get(f"{R}id", "")
            for tag in ("header", "footer")
            for each in element.iterfind(f"{W}{tag}Reference")
        },
    )


def _length(element: Element | None, name: str, otherwise: float) -> float:
    given = None if element is None else points(element.get(W + name))
    return otherwise if given is None else given
