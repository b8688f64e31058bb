"""Style elements (样式): a style of the page description written as a style of Word."""

from __future__ import annotations

from dataclasses import dataclass

from builders.typeset.docx.units import CHARACTER, LINE, from_pt
from builders.typeset.docx.xml import Element, w
from builders.typeset.gongwen import BLACK, SIZE_3, WORD_NAMES, Style

_JUSTIFICATIONS = {"justify": "both", "left": "left", "center": "center", "right": "right", "spread": "distribute"}


@dataclass(frozen=True)
class Border:
    """A line above or below a paragraph: ``size_pt`` thick, ``gap_pt`` from the text; ``kind`` as Word names it."""

    side: str
    size_pt: float
    gap_pt: int
    colour: str
    kind: str = "single"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph style (段落样式): ``look`` from the page description and how it sits, lengths in twips.

    ``following`` names the style of the next paragraph typed; ``grid`` says that lines stand on the page's line grid;
    ``alone`` takes no space between paragraphs of the same style; ``align`` overrides the look's.
    """

    identifier: str
    name: str
    look: Style
    line: int = LINE
    before: int = 0
    after: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    align: str = ""
    following: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    grid: bool = True
    grouped: bool = False
    at_least: bool = False
    outline: int | None = None
    border: Border | None = None
    tabs: tuple[tuple[str, int], ...] = ()
    builtin: bool = False
    scale: float = 1.0

    def element(self) -> Element:
        """Return the ``w:style``; children stand in the order of the schema."""
        made = w("style", type="paragraph", styleId=self.identifier)
        if not self.builtin:
            made.attrib.update(w("style", customStyle=1).attrib)
        made.append(w("name", val=self.name))
        made.append(w("basedOn", val="Normal"))
        if self.following:
            made.append(w("next", val=self.following))
        made.extend([w("uiPriority", val=1), w("qFormat")])
        made.extend([self._paragraph(), text_properties(self.look, self.scale)])
        return made

    def _paragraph(self) -> Element:
        properties = w("pPr")
        for tag, wanted in (("keepNext", self.keep_next), ("keepLines", self.keep_lines)):
            if wanted:
                properties.append(w(tag))
        if self.new_page:
            properties.append(w("pageBreakBefore"))
        if self.border:
            properties.append(w("pBdr", _line(self.border)))
        if self.tabs:
            properties.append(w("tabs", *(w("tab", val=kind, pos=place) for kind, place in self.tabs)))
        if not self.grid:
            properties.append(w("snapToGrid", val=0))
        rule = "atLeast" if self.at_least else "exact"
        properties.append(w("spacing", before=self.before, after=self.after, line=self.line, lineRule=rule))
        properties.extend(self._indent())
        if self.grouped:
            properties.append(w("contextualSpacing"))
        properties.append(w("jc", val=_JUSTIFICATIONS[self.align or self.look.align]))
        if self.outline is not None:
            properties.append(w("outlineLvl", val=self.outline))
        return properties

    def _indent(self) -> list[Element]:
        if self.look.indent_chars:
            first = self.look.indent_chars
            return [w("ind", firstLineChars=100 * first, firstLine=first * CHARACTER)]
        given = {"left": self.left, "right": self.right, "hanging": self.hanging}
        wanted = {side: length for side, length in given.items() if length}
        return [w("ind", **wanted)] if wanted else []


def text_properties(look: Style, scale: float = 1.0) -> Element:
    """Return the ``w:rPr`` of a look; only body size is set tighter, so that 28 characters stand in a line."""
    properties = w("rPr", fonts(look.face))
    if look.colour != BLACK:
        properties.append(w("color", val=look.colour))
    if look.size_pt != SIZE_3:
        properties.append(w("spacing", val=0))
    if scale != 1.0:
        properties.append(w("w", val=round(100 * scale)))
    half_points = from_pt(look.size_pt) // 10
    properties.extend([w("sz", val=half_points), w("szCs", val=half_points)])
    return properties


def fonts(role: str) -> Element:
    """Return the ``w:rFonts`` of a role: one name for Latin and Han, or quotation marks leave the Chinese face."""
    face = WORD_NAMES[role]
    return w("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)


def _line(border: Border) -> Element:
    eighths = round(8 * border.size_pt)
    return w(border.side, val=border.kind, sz=eighths, space=border.gap_pt, color=border.colour)
