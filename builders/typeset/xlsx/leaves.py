"""Leaves (表页): the tables of a document, each with the title, unit and remarks that print sets around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from builders.model.document import Alignment, Block, Document, Remark, Table
from builders.typeset.grouping import group_of
from builders.typeset.plain import printed, printed_inlines
from builders.typeset.xlsx.numbers import Content, content

_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "　"))


@dataclass(frozen=True)
class Leaf:
    """One table with the texts around it; ``name`` is what its sheet is called."""

    name: str
    title: str
    table: Table
    remarks: tuple[str, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The header as printed."""
        return tuple(printed(cell) for cell in self.table.header)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as printed, all as long as the header."""
        width = len(self.table.header)
        texts = [[printed(cell).strip() for cell in row] for row in self.table.rows]
        return tuple((*row, *[""] * (width - len(row))) for row in texts)


    @property
    def contents(self) -> tuple[tuple[Content, ...], ...]:
        """The cells of the rows; in a column set at the left digits are words."""
        words = [side == "left" for side in self.sides]
        return tuple(
            tuple(content(text, words=word) for text, word in zip(row, words, strict=True)) for row in self.rows
        )

    @property
    def sides(self) -> tuple[Alignment, ...]:
        """Where each column is set."""
        given = self.table.alignments
        return tuple(given[at] if at < len(given) else "left" for at in range(len(self.table.header)))

    def is_group(self, index: int) -> bool:
        """Return whether a row only names what the rows below belong to."""
        return group_of(self.table, index) is not None


def leaves(document: Document, title: str) -> list[Leaf]:
    """Return the tables of body and annexes in printing order.

    A table without caption is called after its annex, in the body after the document, whose ``title`` is given.
    """
    found = [*_in(document.blocks, "", title)]
    for annex in document.annexes:
        found += _in(annex.blocks, annex.label, annex.title)
    taken: set[str] = set()
    named = []
    for name, heading, table, remarks in found:
        named.append(Leaf(_sheet_name(name, taken), heading, table, remarks))
    return named


def _in(blocks: Sequence[Block], label: str, title: str) -> Iterator[tuple[str, str, Table, tuple[str, ...]]]:
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            caption = printed_inlines(block.caption)
            words = [block.label or label, caption or title]
            after = takewhile(lambda each: isinstance(each, Remark), blocks[index + 1 :])
            remarks = tuple(printed_inlines(each.children) for each in after if isinstance(each, Remark))
            heading = "　".join([block.label, caption] if caption and block.label else [caption or title])
            yield "　".join(filter(None, words)), heading, block, remarks


def _sheet_name(words: str, taken: set[str]) -> str:
    """Return a name that Excel takes: short, without the marks that it forbids, and not taken yet."""
    plain = " ".join(words.translate(_FORBIDDEN).split()) or "表"
    name, count = plain[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        count += 1
        suffix = f"（{count}）"
        name = plain[: _LONGEST_NAME - len(suffix)] + suffix
    taken.add(name.casefold())
    return name
