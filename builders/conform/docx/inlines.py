"""Inlines (段内内容): the runs of a paragraph as they are printed, and what is drawn beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from builders.conform.docx.document import LINE_BREAK, PAGE_BREAK, Anchor, Run, Stroke
from builders.conform.docx.drawings import read_drawing
from builders.conform.docx.looks import RunLook
from builders.conform.docx.names import MC, Element, W
from builders.conform.docx.styles import Place, Styles

_LOOKED_THROUGH = frozenset(
    W + tag
    for tag in (
        "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "bdo", "dir", "ruby", "rubyBase",
    )
)  # fmt: skip
_DRAWN = frozenset(W + tag for tag in ("drawing", "pict", "object"))
_WIDTHLESS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
"""Characters that only say where a line may break are not read."""
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": LINE_BREAK, f"{W}noBreakHyphen": "-", f"{W}sym": "□"}


@dataclass
class _Field:
    """A field being read: its look and code, whether its result has begun, and whether the result printed anything."""

    look: RunLook
    code: list[str] = field(default_factory=list)
    result: bool = False
    printed: bool = False

    @property
    def name(self) -> str:
        """The first word of the code, such as PAGE."""
        return "".join(self.code).strip().partition(" ")[0].upper()


class Inlines:
    """What one paragraph holds; ``fields`` are the first words of its fields' codes, such as PAGE."""

    def __init__(self, styles: Styles, place: Place) -> None:
        """Start with nothing read."""
        self.runs: list[Run] = []
        self.strokes: list[Stroke] = []
        self.boxes: list[tuple[Element, Anchor]] = []
        self.picture = False
        self.fields: list[str] = []
        self._styles = styles
        self._place = place
        self._open: list[_Field] = []

    def read(self, element: Element) -> None:
        """Read the children of a paragraph, or of what wraps its runs."""
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag in _LOOKED_THROUGH:
                self.read(child)
            elif tag == f"{W}fldSimple":
                look = self._styles.run(self._place, None)
                self._open.append(_Field(look, [child.get(f"{W}instr", "")], result=True))
                self.read(child)
                self._close()
            elif tag == f"{MC}AlternateContent":
                self.read(_chosen(child))

    def _run(self, element: Element) -> None:
        look = self._styles.run(self._place, element.find(f"{W}rPr"))
        text = self._text(element, look)
        if text and not look.hidden:
            self.runs.append(Run(text, look))

    def _text(self, element: Element, look: RunLook) -> str:
        made = ""
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                made += self._printed(child.text or "")
            elif tag in _CHARACTERS:
                made += self._printed(_CHARACTERS[tag])
            elif tag == f"{W}br":
                made += PAGE_BREAK if child.get(f"{W}type") == "page" else LINE_BREAK
            elif tag == f"{W}fldChar":
                self._mark(child.get(f"{W}fldCharType", ""), look)
            elif tag == f"{W}pgNum":
                self.fields.append("PAGE")
                made += "1"
            elif tag == f"{W}instrText" and self._open:
                self._open[-1].code.append(child.text or "")
            elif tag in _DRAWN:
                self._draw(child)
            elif tag == f"{MC}AlternateContent":
                made += self._text(_chosen(child), look)
        return made

    def _printed(self, text: str) -> str:
        """Return text unless it stands in a field's code."""
        if self._open:
            if not self._open[-1].result:
                return ""
            self._open[-1].printed |= bool(text)
        return text.translate(_WIDTHLESS)

    def _mark(self, kind: str, look: RunLook) -> None:
        """Take note of where a field begins, its result begins, or it ends."""
        if kind == "begin":
            self._open.append(_Field(look))
        elif kind == "separate" and self._open:
            self._open[-1].result = True
        elif kind == "end" and self._open:
            self._close()

    def _close(self) -> None:
        """End the innermost field; a page number that was never counted prints as its code looks."""
        ended = self._open.pop()
        self.fields.append(ended.name)
        if ended.name == "PAGE" and not ended.printed:
            self.runs.append(Run("1", ended.look))

    def _draw(self, element: Element) -> None:
        drawing = read_drawing(element)
        self.strokes.extend(drawing.strokes)
        self.boxes.extend(drawing.boxes)
        self.picture |= drawing.picture


def _chosen(alternatives: Element) -> Element:
    """Return the first of two ways to write the same thing: the newer one."""
    return next(iter(alternatives), alternatives)
