"""Layers (格式层): what one w:pPr or w:rPr states, as plain values that lie over those of the layer below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from builders.conform.docx.names import VAL, Element, W, integer, is_on, points, value
from builders.conform.docx.theme import Theme

Layer = dict[str, Any]
"""Names of properties to values; a name that is absent leaves what lies below."""


@dataclass(frozen=True)
class Border:
    """A line at a paragraph's or a cell's edge: ``width_pt`` thick, ``gap_pt`` from the text, ``colour`` as RRGGBB."""

    kind: str
    width_pt: float
    gap_pt: float
    colour: str


CELL_MARGIN_PT = 5.4
"""Left and right inside a cell where nothing is stated: 0.19 cm."""
@dataclass(frozen=True)
class Frame:
    """A frame (图文框) that a paragraph stands in: how it is aligned across, how far down from what, how wide."""

    align: str = ""
    down_from: str = ""
    down_pt: float | None = None
    width_pt: float | None = None


NO_BORDER = Border("none", 0.0, 0.0, "")
TOGGLES = ("bold", "italic", "hidden")
"""Properties that a style turns over when the style below has turned them on."""


def paragraph_layer(properties: Element | None) -> Layer:
    """Return what a ``w:pPr`` states."""
    layer: Layer = {}
    for child in () if properties is None else properties:
        reader = _PARAGRAPH.get(child.tag)
        if reader is not None:
            reader(child, layer)
    return layer


def run_layer(properties: Element | None, theme: Theme) -> Layer:
    """Return what a ``w:rPr`` states; the theme's fonts by their names."""
    layer: Layer = {}
    for child in () if properties is None else properties:
        tag = child.tag
        if tag == f"{W}rFonts":
            _fonts(child, layer, theme)
            continue
        reader = _RUN.get(tag)
        if reader is not None:
            reader(child, layer)
    return layer


def table_layer(properties: Element | None) -> Layer:
    """Return what a style's ``w:tblPr`` states: the lines of a table, and the left and right margin in its cells."""
    layer: Layer = {}
    for child in () if properties is None else properties:
        if child.tag == f"{W}tblBorders":
            layer["borders"] = borders(child)
        elif child.tag == f"{W}tblCellMar":
            layer["margins"] = cell_margins(child)
    return layer


def cell_margins(element: Element) -> tuple[float, float]:
    """Return the left and the right margin of a ``w:tblCellMar`` in points."""
    left = points(value(element, "left", "w") or value(element, "start", "w"))
    right = points(value(element, "right", "w") or value(element, "end", "w"))
    return CELL_MARGIN_PT if left is None else left, CELL_MARGIN_PT if right is None else right


def borders(element: Element) -> dict[str, Border]:
    """Return the lines of a ``w:pBdr``, ``w:tblBorders`` or ``w:tcBorders`` by side."""
    made = {}
    for child in element:
        kind = child.get(VAL, "none")
        width = (integer(child.get(f"{W}sz")) or 0) / 8
        gap = float(integer(child.get(f"{W}space")) or 0)
        side = str(child.tag).removeprefix(W)
        drawn = kind not in ("nil", "none")
        made[side] = Border(kind, width, gap, colour(child.get(f"{W}color"))) if drawn else NO_BORDER
    return made


def colour(text: str | None) -> str:
    """Return a colour as RRGGBB; what Word chooses by itself is black."""
    return "000000" if text is None or text == "auto" else text.upper()


def _fonts(element: Element, layer: Layer, theme: Theme) -> None:
    for slot in ("ascii", "hAnsi", "eastAsia"):
        themed = element.get(f"{W}{slot}Theme")
        name = theme.font(themed) if themed else element.get(W + slot)
        if name:
            layer[slot] = name


def _spacing(element: Element, layer: Layer) -> None:
    for side in ("before", "after"):
        length = points(element.get(W + side))
        if length is not None:
            layer[side] = length
        lines = integer(element.get(f"{W}{side}Lines"))
        if lines is not None:
            layer[f"{side}_lines"] = lines / 100
    line = points(element.get(f"{W}line"))
    if line is not None:
        layer["line"] = line
        layer["rule"] = element.get(f"{W}lineRule", "auto")


_SIDES = {"left": "left", "start": "left", "right": "right", "end": "right"}


def _indent(element: Element, layer: Layer) -> None:
    for attribute, side in _SIDES.items():
        length, characters = points(element.get(W + attribute)), integer(element.get(f"{W}{attribute}Chars"))
        if length is not None:
            layer[side] = length
        if characters is not None:
            layer[f"{side}_chars"] = characters / 100
    for attribute, sign in (("firstLine", 1), ("hanging", -1)):
        length, characters = points(element.get(W + attribute)), integer(element.get(f"{W}{attribute}Chars"))
        if length is not None:
            layer["first"] = sign * length
        if characters is not None:
            layer["first_chars"] = sign * characters / 100


_ALIGNMENTS = {"start": "left", "end": "right", "justify": "both", "thaiDistribute": "distribute"}


def _alignment(element: Element, layer: Layer) -> None:
    given = element.get(VAL, "left")
    layer["align"] = _ALIGNMENTS.get(given, given)


def _tabs(element: Element, layer: Layer) -> None:
    stops = dict(layer.get("tabs", ()))
    for child in element:
        place = points(child.get(f"{W}pos"))
        if place is not None:
            stops[place] = child.get(VAL, "left")
    layer["tabs"] = tuple(sorted(stops.items()))


def _numbering(element: Element, layer: Layer) -> None:
    for child in element:
        given = integer(child.get(VAL))
        if child.tag == f"{W}numId":
            layer["list"] = given
        elif child.tag == f"{W}ilvl":
            layer["level"] = given


def _frame(element: Element, layer: Layer) -> None:
    down = points(element.get(f"{W}y"))
    width = points(element.get(f"{W}w"))
    layer["frame"] = Frame(element.get(f"{W}xAlign", ""), element.get(f"{W}vAnchor", "page"), down, width)


def _borders(element: Element, layer: Layer) -> None:
    layer["borders"] = {**layer.get("borders", {}), **borders(element)}


def _flag(name: str) -> Callable[[Element, Layer], None]:
    def read(element: Element, layer: Layer) -> None:
        layer[name] = is_on(element)

    return read


def _number(name: str, unit: float) -> Callable[[Element, Layer], None]:
    def read(element: Element, layer: Layer) -> None:
        given = integer(element.get(VAL))
        if given is not None:
            layer[name] = given / unit

    return read


def _length(name: str) -> Callable[[Element, Layer], None]:
    def read(element: Element, layer: Layer) -> None:
        given = points(element.get(VAL))
        if given is not None:
            layer[name] = given

    return read


def _colour(element: Element, layer: Layer) -> None:
    layer["colour"] = colour(element.get(VAL))


_PARAGRAPH: dict[str, Callable[[Element, Layer], None]] = {
    f"{W}spacing": _spacing,
    f"{W}ind": _indent,
    f"{W}jc": _alignment,
    f"{W}tabs": _tabs,
    f"{W}numPr": _numbering,
    f"{W}pBdr": _borders,
    f"{W}framePr": _frame,
    f"{W}snapToGrid": _flag("snap"),
    f"{W}pageBreakBefore": _flag("new_page"),
    f"{W}keepNext": _flag("keep_next"),
    f"{W}contextualSpacing": _flag("contextual"),
}
_RUN: dict[str, Callable[[Element, Layer], None]] = {
    f"{W}sz": _number("size", 2),
    f"{W}spacing": _length("spacing"),
    f"{W}w": _number("scale", 100),
    f"{W}color": _colour,
    f"{W}b": _flag("bold"),
    f"{W}i": _flag("italic"),
    f"{W}vanish": _flag("hidden"),
}
