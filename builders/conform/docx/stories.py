"""Stories (文稿部件): walks a body, a header or a footer, and keeps its paragraphs and tables in reading order.

Inserted text counts, deleted text does not; content controls, links and fields are looked through; of two alternatives
the first that the file offers is read, so that a text box is not read twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builders.conform.docx.document import PAGE_BREAK, Anchor, Cell, Paragraph, Table
from builders.conform.docx.inlines import Inlines
from builders.conform.docx.names import MC, Element, W, has
from builders.conform.docx.numbering import Numbering
from builders.conform.docx.styles import Place, Styles
from builders.conform.docx.tables import cells, read_table
from builders.conform.unreadable import Unreadable

MOST_PARAGRAPHS = 100_000
_LOOKED_THROUGH = frozenset(
    {
        f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag",
        f"{MC}Choice", f"{W}body",
    }
)  # fmt: skip


@dataclass(frozen=True)
class _Surroundings:
    """What a paragraph stands in."""

    table_style: str = ""
    cell: Cell | None = None
    box: Anchor | None = None


class Story:
    """The paragraphs, tables and section ends found so far."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        """Start with nothing read; ``ends`` are the ``w:sectPr`` elements in order."""
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.ends: list[Element] = []
        self._styles = styles
        self._numbering = numbering
        self._count = 0
        self._breaks = False

    def read(self, element: Element) -> None:
        """Read everything of a story."""
        self._blocks(element, _Surroundings())

    def _blocks(self, element: Element, around: _Surroundings) -> None:
        for child in blocks(element):
            if child.tag == f"{W}p":
                self._paragraph(child, around)
            elif child.tag == f"{W}tbl":
                self._table(child, around)
            elif child.tag == f"{W}sectPr":
                self.ends.append(child)

    def _table(self, element: Element, around: _Surroundings) -> None:
        index = len(self.tables)
        table, style = read_table(element, self._styles, len(self.ends))
        self.tables.append(table)
        for cell, place in cells(element, index, table):
            self._blocks(cell, replace(around, table_style=style, cell=place))

    def _paragraph(self, element: Element, around: _Surroundings) -> None:
        properties = element.find(f"{W}pPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        style = "" if named is None else named.get(f"{W}val", "")
        place = Place(style, around.table_style)
        look, layer = self._styles.paragraph(place, properties)
        if len(self.paragraphs) >= MOST_PARAGRAPHS:
            raise Unreadable(f"文件超过{MOST_PARAGRAPHS}段，不像正常的公文，不予检验。")
        inlines = Inlines(self._styles, place)
        inlines.read(element)
        text = "".join(run.text for run in inlines.runs)
        visible = text.replace(PAGE_BREAK, "").strip()
        number = layer.get("list")
        label = self._numbering.label(number, layer.get("level", 0) or 0) if number else ""
        counted = bool(visible) and around.cell is None and around.box is None
        self._count += counted
        if self._removed(properties) and not visible:
            return
        mark = self._styles.run(place, None if properties is None else properties.find(f"{W}rPr"))
        self.paragraphs.append(
            Paragraph(
                runs=tuple(inlines.runs),
                look=look,
                mark=mark,
                style=style,
                index=len(self.paragraphs),
                number=self._count,
                label=label,
                section=len(self.ends),
                cell=around.cell,
                box=around.box,
                starts_page=look.new_page or self._breaks or text.lstrip().startswith(PAGE_BREAK),
                strokes=tuple(inlines.strokes),
                picture=inlines.picture,
                fields=tuple(inlines.fields),
            )
        )
        self._breaks = PAGE_BREAK in text and not text.rpartition(PAGE_BREAK)[2].strip()
        for content, anchor in inlines.boxes:
            self._blocks(content, _Surroundings(box=anchor))
        end = None if properties is None else properties.find(f"{W}sectPr")
        if end is not None:
            self.ends.append(end)

    @staticmethod
    def _removed(properties: Element | None) -> bool:
        """Whether the paragraph's own mark is struck out by a tracked change."""
        mark = None if properties is None else properties.find(f"{W}rPr")
        return mark is not None and has(mark, "del")


def blocks(element: Element) -> Iterator[Element]:
    """Yield the paragraphs, tables and section ends of an element, looking through what only wraps them."""
    for child in element:
        if child.tag in _LOOKED_THROUGH:
            yield from blocks(child)
        elif child.tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            chosen = child.find(f"{MC}Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from blocks(chosen)
        else:
            yield child
