"""Numbers that an author never types (编号): headings, tables, figures, annexes, footnotes, and references to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from builders.model.document import (
    Annex,
    Block,
    Cell,
    Document,
    Emphasis,
    Figure,
    FigurePair,
    Footnote,
    Heading,
    Inline,
    Link,
    ListItems,
    Paragraph,
    Reference,
    Remark,
    Strong,
    Table,
)
from builders.typeset.gongwen import heading_number


def number(document: Document) -> tuple[Document, list[str]]:
    """Return the document with every number filled in, and the targets of references that do not exist.

    Tables and figures count through body and annexes; a table without a caption (the ledger that is all of an annex)
    gets no number. A level that a heading skips restarts below the next higher one.
    """
    counter = _Counter()
    only = len(document.annexes) == 1
    annexes = tuple(
        replace(annex, number=0 if only else index) for index, annex in enumerate(document.annexes, 1)
    )
    blocks = tuple(counter.block(block) for block in document.blocks)
    annexes = tuple(counter.annex(annex) for annex in annexes)
    linker = _Linker(counter.labels)
    linked = Document(
        tuple(linker.block(block) for block in blocks),
        tuple(replace(annex, blocks=tuple(linker.block(block) for block in annex.blocks)) for annex in annexes),
    )
    return linked, linker.missing


@dataclass
class _Counter:
    """Counts in printing order; ``labels`` collects what references will print."""

    labels: dict[str, str] = field(default_factory=dict)
    headings: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    tables: int = 0
    figures: int = 0

    def annex(self, annex: Annex) -> Annex:
        self.headings = [0, 0, 0, 0]
        self._name(annex.identifier, annex.label)
        return replace(annex, blocks=tuple(self.block(block) for block in annex.blocks))

    def block(self, block: Block) -> Block:
        match block:
            case Heading(level=level):
                self.headings[level - 1] += 1
                self.headings[level:] = [0] * (4 - level)
                return replace(block, number=heading_number(level, self.headings[level - 1]))
            case Table(caption=()):
                return block
            case Table(caption=caption) if caption:
                self.tables += 1
                self._name(block.identifier, f"表{self.tables}")
                return replace(block, label=f"表{self.tables}")
            case Figure() | FigurePair():
                self.figures += 1
                self._name(block.identifier, f"图{self.figures}")
                return replace(block, label=f"图{self.figures}")
            case _:
                return block

    def _name(self, identifier: str, label: str) -> None:
        if identifier:
            self.labels[identifier] = label


@dataclass
class _Linker:
    """Gives references their text and footnotes their number, in reading order."""

    labels: dict[str, str]
    missing: list[str] = field(default_factory=list)
    footnotes: int = 0

    def block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph() | Remark():
                return replace(block, children=self.inlines(block.children))
            case ListItems():
                items = tuple(
                    tuple(replace(part, children=self.inlines(part.children)) for part in item)
                    for item in block.items
                )
                return replace(block, items=items)
            case Table():
                cells: Callable[[tuple[Cell, ...]], tuple[Cell, ...]] = lambda row: tuple(  # noqa: E731
                    Cell(self.inlines(cell.children)) for cell in row
                )
                return replace(
                    block,
                    caption=self.inlines(block.caption),
                    header=cells(block.header),
                    rows=tuple(cells(row) for row in block.rows),
                )
            case Figure():
                return replace(block, caption=self.inlines(block.caption))
            case FigurePair():
                figures = tuple(replace(each, caption=self.inlines(each.caption)) for each in block.figures)
                return replace(block, figures=figures, caption=self.inlines(block.caption))

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self.inline(inline) for inline in inlines)

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case Strong() | Emphasis() | Link():
                return replace(inline, children=self.inlines(inline.children))
            case Reference(target=target):
                if target not in self.labels:
                    self.missing.append(target)
                    return inline
                return replace(inline, text=self.labels[target])
            case Footnote():
                self.footnotes += 1
                mine = self.footnotes
                paragraphs = tuple(
                    replace(paragraph, children=self.inlines(paragraph.children)) for paragraph in inline.paragraphs
                )
                return replace(inline, paragraphs=paragraphs, number=mine)
            case _:
                return inline
