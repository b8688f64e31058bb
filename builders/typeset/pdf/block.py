"""Blocks as Typst calls (正文内容): headings, paragraphs, lists, tables, figures and remarks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from builders.model.document import Block, Cell, Figure, Heading, ListItems, Paragraph, Remark, Table
from builders.typeset.pdf.inline import inlines
from builders.typeset.pdf.literal import array, call, flag, number, string
from builders.typeset.widths import column_shares, folded_header

DASH = "—"


def blocks(content: tuple[Block, ...], pictures: Mapping[str, str]) -> Iterator[str]:
    """Yield the calls that print blocks in order; ``pictures`` gives the file of each asset."""
    waiting = deque(content)
    while waiting:
        match waiting.popleft():
            case Heading(level=level, children=children, number=ordinal):
                yield call("heading", inlines(children, ordinal), level=str(level))
            case Paragraph(children=children):
                yield call("paragraph", inlines(children))
            case ListItems() as items:
                for words in item_words(items):
                    yield call("paragraph", words)
            case Table() as table:
                yield _table(table, _remarks(waiting))
            case Figure() as figure:
                yield _figure(figure, pictures[figure.asset])
            case Remark(children=children):
                yield call("remark", inlines(children))


def item_words(block: ListItems) -> Iterator[str]:
    """Yield the words of a list's paragraphs, their mark written out: 1. 2. 3. or a dash."""
    for index, item in enumerate(block.items, 1):
        for place, part in enumerate(item):
            mark = (f"{index}." if block.ordered else DASH) if place == 0 else ""
            yield inlines(part.children, mark)


def _remarks(waiting: deque[Block]) -> list[str]:
    """Take the remarks that follow a table: they stay with it."""
    taken: list[str] = []
    while waiting and isinstance(waiting[0], Remark):
        taken.append(call("remark", inlines(waiting[0].children)))
        waiting.popleft()
    return taken


def _table(table: Table, remarks: list[str]) -> str:
    return call(
        "tabled",
        caption=_caption(table),
        unit=string(f"单位：{table.unit}") if table.unit else "none",
        anchored=string(table.identifier),
        remarks=array(remarks),
        columns=array(number(share) for share in column_shares(table)),
        aligns=array(table.alignments),
        header=_row(folded_header(table)),
        rows=array(_row(row) for row in table.rows),
        total=flag(table.total),
    )


def _row(row: tuple[Cell, ...]) -> str:
    return array(inlines(cell.children) for cell in row)


def _caption(subject: Table | Figure) -> str:
    """Return number, a full-width space and title; ``none`` when there is neither."""
    if not subject.caption:
        return string(subject.label) if subject.label else "none"
    return inlines(subject.caption, f"{subject.label}　" if subject.label else "")


def _figure(figure: Figure, path: str) -> str:
    return call(
        "pictured",
        string(path),
        alt=string(figure.alt),
        share=number(figure.width),
        caption=_caption(figure),
        anchored=string(figure.identifier),
    )
