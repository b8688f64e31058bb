"""Looks (有效格式): how a paragraph and a run finally look, all layers merged; lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, field

from builders.conform.docx.layers import NO_BORDER, Border, Frame, Layer

DEFAULT_SIZE_PT = 10.0
"""Word's size when no layer states one."""


@dataclass(frozen=True)
class RunLook:
    """Effective properties of a run (字符格式): faces for Han and for Latin, size, colour, space between characters."""

    han: str = ""
    latin: str = ""
    size_pt: float = DEFAULT_SIZE_PT
    colour: str = "000000"
    spacing_pt: float = 0.0
    scale: float = 1.0
    bold: bool = False
    hidden: bool = False

    @property
    def pitch_pt(self) -> float:
        """From one Han character to the next, outside a character grid."""
        return self.size_pt * self.scale + self.spacing_pt


@dataclass(frozen=True)
class ParagraphLook:
    """Effective properties of a paragraph (段落格式).

    ``line`` is in points for the rules exact and atLeast, in lines of 12 points for auto. An indent stands both in
    points and in characters; characters, when not zero, win. ``first`` is negative for a hanging indent.
    """

    align: str = "left"
    line: float = 12.0
    rule: str = "auto"
    before: float = 0.0
    after: float = 0.0
    before_lines: float = 0.0
    after_lines: float = 0.0
    left: float = 0.0
    left_chars: float = 0.0
    right: float = 0.0
    right_chars: float = 0.0
    first: float = 0.0
    first_chars: float = 0.0
    snap: bool = True
    new_page: bool = False
    keep_next: bool = False
    contextual: bool = False
    tabs: tuple[tuple[float, str], ...] = ()
    frame: Frame | None = None
    borders: dict[str, Border] = field(default_factory=dict)

    def border(self, side: str) -> Border | None:
        """Return the line at one side; None when there is none."""
        found = self.borders.get(side, NO_BORDER)
        return None if found.width_pt == 0 else found


_PARAGRAPH_FIELDS = frozenset(ParagraphLook.__dataclass_fields__)


def paragraph_look(layer: Layer) -> ParagraphLook:
    """Return the look of a merged layer."""
    return ParagraphLook(**{name: value for name, value in layer.items() if name in _PARAGRAPH_FIELDS})


def run_look(layer: Layer) -> RunLook:
    """Return the look of a merged layer; a size or a scale of nothing counts as unstated."""
    size, scale = layer.get("size", 0.0), layer.get("scale", 0.0)
    return RunLook(
        han=layer.get("eastAsia", ""),
        latin=layer.get("ascii", ""),
        size_pt=size if size > 0 else DEFAULT_SIZE_PT,
        colour=layer.get("colour", "000000"),
        spacing_pt=layer.get("spacing", 0.0),
        scale=scale if scale > 0 else 1.0,
        bold=layer.get("bold", False),
        hidden=layer.get("hidden", False),
    )


def over(lower: Layer, upper: Layer) -> Layer:
    """Return a layer laid over another: tabs and borders add up, everything else is replaced."""
    if not upper:
        return lower
    merged = {**lower, **upper}
    if "tabs" in lower and "tabs" in upper:
        merged["tabs"] = tuple(sorted({**dict(lower["tabs"]), **dict(upper["tabs"])}.items()))
    if "borders" in lower and "borders" in upper:
        merged["borders"] = {**lower["borders"], **upper["borders"]}
    return merged
