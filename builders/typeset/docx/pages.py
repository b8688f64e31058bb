"""Pages (横竖页): which blocks stand on portrait and which on landscape pages, and the sections that make them so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from builders.model.document import Block, Remark, Table
from builders.typeset.docx.company import keep_with_next
from builders.typeset.docx.inline import adjust, style_of
from builders.typeset.docx.section import Sections
from builders.typeset.docx.styleids import TABLE_GAP
from builders.typeset.docx.xml import Element


@dataclass
class Pages:
    """The paragraphs and tables of a document in stretches of one orientation."""

    stretches: list[tuple[bool, list[Element]]] = field(default_factory=list)

    def add(self, elements: list[Element], *, landscape: bool = False) -> None:
        """Add what follows; a change of orientation begins a new page, nothing begins none."""
        if not elements:
            return
        if not self.stretches or self.stretches[-1][0] != landscape:
            self.stretches.append((landscape, []))
        self.stretches[-1][1].extend(elements)

    def bound(self, sections: Sections) -> Iterator[Element]:
        """Yield everything in order; the last paragraph of a stretch carries its section, the last stands alone.

        Every stretch ends with a paragraph: a table has a small one below it, which never begins a page.
        """
        last = len(self.stretches) - 1
        for index, (landscape, elements) in enumerate(self.stretches):
            if index < last:
                if style_of(elements[-1]) == TABLE_GAP:
                    keep_with_next(elements[:-1])
                adjust(elements[-1], sections.section(landscape=landscape, first=index == 0))
            yield from elements
        yield sections.section(landscape=self.stretches[-1][0], first=last == 0)


def oriented(blocks: tuple[Block, ...]) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Yield blocks in groups that stand on pages of one orientation; remarks follow their table."""
    group: list[Block] = []
    turned = False
    for block in blocks:
        landscape = block.landscape if isinstance(block, Table) else turned and isinstance(block, Remark)
        if group and landscape != turned:
            yield turned, tuple(group)
            group = []
        turned = landscape
        group.append(block)
    if group:
        yield turned, tuple(group)
