"""Drawings (图形): the lines, text boxes and pictures that stand in a run, as Word, WPS and older files write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builders.conform.docx.document import Anchor, Stroke
from builders.conform.docx.names import EMU_PER_POINT, PIC, TWIPS_PER_POINT, WP, WPS, A, Element, V, W, integer, points

_LINES = frozenset({"line", "straightConnector1"})
_FLAT_PT = 4.0
"""A shape lower than this is a line."""
_STYLE = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")


@dataclass(frozen=True)
class Drawing:
    """What a drawing holds: drawn lines, the contents of text boxes, and whether there is a picture."""

    strokes: tuple[Stroke, ...]
    boxes: tuple[tuple[Element, Anchor], ...]
    picture: bool


def read_drawing(element: Element) -> Drawing:
    """Return the content of a ``w:drawing``, ``w:pict`` or ``w:object``."""
    if element.tag == f"{W}drawing":
        frame = next(iter(element), None)
        anchor = Anchor() if frame is None else _anchor(frame)
        strokes = [] if frame is None else list(_strokes(frame, anchor))
        contents = ((box, anchor) for box in element.iter(f"{W}txbxContent"))
        picture = next(element.iter(f"{PIC}pic"), None) is not None
    else:
        strokes = list(_old_strokes(element))
        contents = (
            (box, _old_anchor(box.getparent())) for box in element.iter(f"{W}txbxContent")
        )
        picture = next(element.iter(f"{V}imagedata"), None) is not None
    outermost = tuple((box, anchor) for box, anchor in contents if _outermost(box, element))
    return Drawing(tuple(strokes), outermost, picture)


def _outermost(box: Element, top: Element) -> bool:
    """Whether a text box stands in no other one of the same drawing: those are read with it."""
    above = box.getparent()
    while above is not None and above is not top:
        if above.tag == f"{W}txbxContent":
            return False
        above = above.getparent()
    return True


def _anchor(frame: Element) -> Anchor:
    if frame.tag == f"{WP}inline":
        return Anchor(across_from="paragraph", down_from="paragraph")
    across, down = frame.find(f"{WP}positionH"), frame.find(f"{WP}positionV")
    extent = frame.find(f"{WP}extent")
    width, height = (0.0, 0.0) if extent is None else (_emu(extent, "cx"), _emu(extent, "cy"))
    return Anchor(*_position(across), *_position(down), width, height)


def _position(element: Element | None) -> tuple[str, str, float | None]:
    if element is None:
        return "", "", None
    align, offset = element.findtext(f"{WP}align") or "", integer(element.findtext(f"{WP}posOffset"))
    return element.get("relativeFrom", ""), align, None if offset is None else offset / EMU_PER_POINT


def _strokes(frame: Element, anchor: Anchor) -> Iterator[Stroke]:
    extent = frame.find(f"{WP}extent")
    for shape in frame.iter(f"{WPS}spPr"):
        size = shape.find(f"{A}xfrm/{A}ext")
        size = extent if size is None else size
        width, height = (0.0, 0.0) if size is None else (_emu(size, "cx"), _emu(size, "cy"))
        kind = shape.find(f"{A}prstGeom")
        is_line = kind is not None and kind.get("prst") in _LINES
        if not is_line and (height > _FLAT_PT or width < 10 * _FLAT_PT):
            continue
        outline = shape.find(f"{A}ln")
        paint = shape.find(f".//{A}ln/{A}solidFill/{A}srgbClr")
        fill = shape.find(f"{A}solidFill/{A}srgbClr")
        colour = next((each.get("val", "").upper() for each in (paint, fill) if each is not None), "")
        thick = 0.0 if outline is None else _emu(outline, "w")
        compound = "" if outline is None else outline.get("cmpd", "")
        yield Stroke(colour, thick or height, width, "" if compound == "sng" else compound, anchor)


def _emu(element: Element, name: str) -> float:
    return (integer(element.get(name)) or 0) / EMU_PER_POINT


_NAMED = {"red": "FF0000", "black": "000000"}


def _old_strokes(element: Element) -> Iterator[Stroke]:
    for line in element.iter(f"{V}line"):
        colour = line.get("strokecolor", "black").split("[")[0].strip().lower()
        colour = _NAMED.get(colour, colour.lstrip("#").upper())
        if len(colour) == 3:
            colour = "".join(2 * digit for digit in colour)
        begin, end = _pair(line.get("from")), _pair(line.get("to"))
        length = abs(end - begin) if begin is not None and end is not None else 0.0
        width = _css(line.get("strokeweight")) or 0.75
        stroke = line.find(f"{V}stroke")
        compound = "" if stroke is None else stroke.get("linestyle", "")
        yield Stroke(colour, width, length, compound, _old_anchor(line))


def _pair(text: str | None) -> float | None:
    return _css(text.split(",")[0]) if text else None


def _css(text: str | None) -> float | None:
    """Return a length of VML in points; a bare number is pixels, which none of our measures depend on."""
    if not text:
        return None
    given = points(text.strip())
    return None if given is None else given if text.strip()[-1].isalpha() else given * TWIPS_PER_POINT * 0.75


_ACROSS, _DOWN = "mso-position-horizontal", "mso-position-vertical"


def _old_anchor(element: Element | None) -> Anchor:
    while element is not None and not element.get("style"):
        element = element.getparent()
    style = dict(_STYLE.findall(element.get("style", ""))) if element is not None else {}
    return Anchor(
        across_from=style.get(f"{_ACROSS}-relative", "text").strip(),
        across_align=style.get(_ACROSS, "").strip(),
        across_pt=_css(style.get("margin-left")),
        down_from=style.get(f"{_DOWN}-relative", "text").strip(),
        down_align=style.get(_DOWN, "").strip(),
        down_pt=_css(style.get("margin-top")),
    )
