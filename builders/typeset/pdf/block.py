"""Blocks as Typst calls (正文内容): headings, paragraphs, lists, tables, figures and remarks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from builders.core.digests import canonical_json, digest
from builders.model.document import Block, Cell, Figure, FigurePair, Heading, ListItems, Paragraph, Remark, Table
from builders.typeset.decimals import tails
from builders.typeset.grouping import group_of
from builders.typeset.pdf.inline import inlines, words
from builders.typeset.pdf.literal import array, call, flag, number, string
from builders.typeset.widths import column_shares, folded_header

DASH = "—"
_KEY_DIGITS = 12


def blocks(
    content: tuple[Block, ...], pictures: Mapping[str, str], *, turned: bool = False, held: str = ""
) -> Iterator[str]:
    """Yield the calls that print blocks in order; ``pictures`` gives the file of each asset.

    Wide tables that follow one another share landscape pages; ``turned`` says that the page is a landscape one already.
    ``held`` is the call that its caller prints next, on the page of the last block.
    """
    waiting = deque(content)
    while waiting:
        match waiting.popleft():
            case Heading(level=level, children=children, number=ordinal):
                yield call("heading", inlines(children, ordinal), level=str(level))
            case Paragraph(children=children):
                yield call("paragraph", inlines(children))
            case ListItems() as items:
                for item in item_words(items):
                    yield call("paragraph", item)
            case Table(landscape=True) as table if not turned:
                section = (table, *_wide(waiting))
                yield call("landscape", words(*blocks(section, pictures, turned=True)))
            case Table() as table:
                remarks = _remarks(waiting)
                yield _table(table, remarks, followed=_text_follows(waiting, bool(held)), held="" if waiting else held)
            case Figure() as figure:
                remarks = _remarks(waiting)
                yield _figure(figure, pictures[figure.asset], remarks, held=bool(held) and not waiting)
            case FigurePair() as pair:
                remarks = _remarks(waiting)
                yield _pair(pair, pictures, remarks, held=bool(held) and not waiting)
            case Remark(children=children):
                yield call("remarks-alone", call("remark", inlines(children)))


def item_words(block: ListItems) -> Iterator[str]:
    """Yield the words of a list's paragraphs, their mark written out: 1. 2. 3. or a dash."""
    for index, item in enumerate(block.items, 1):
        for place, part in enumerate(item):
            mark = (f"{index}." if block.ordered else DASH) if place == 0 else ""
            yield inlines(part.children, mark)


def _wide(waiting: deque[Block]) -> Iterator[Block]:
    """Take the wide tables that stand next, with their remarks."""
    while waiting and (isinstance(waiting[0], Remark) or (isinstance(waiting[0], Table) and waiting[0].landscape)):
        yield waiting.popleft()


def _text_follows(waiting: deque[Block], held: bool) -> bool:
    """Return whether something else stands below the block on the same pages."""
    return held if not waiting else not (isinstance(waiting[0], Table) and waiting[0].landscape)


def _remarks(waiting: deque[Block]) -> list[str]:
    """Take the remarks that follow a table or a figure: they stay with it."""
    taken: list[str] = []
    while waiting and isinstance(waiting[0], Remark):
        taken.append(call("remark", inlines(waiting[0].children)))
        waiting.popleft()
    return taken


def _table(table: Table, remarks: list[str], *, followed: bool, held: str) -> str:
    shown = {
        "caption": _caption(table),
        "unit": string(f"单位：{table.unit}") if table.unit else "none",
        "anchored": string(table.identifier),
        "remarks": array(remarks),
        "columns": array(number(share) for share in column_shares(table)),
        "aligns": array(table.alignments),
        "header": _row(folded_header(table)),
        "rows": array(_rows(table)),
        "total": flag(table.total),
    }
    key = string(digest(canonical_json(shown))[:_KEY_DIGITS])
    return call("tabled", **shown, key=key, followed=flag(followed), held=held or "none")


def _rows(table: Table) -> Iterator[str]:
    """Yield the rows; one that names a group is its one cell, without the empty ones beside it."""
    for index, (row, lacking) in enumerate(zip(table.rows, tails(table), strict=True)):
        group = group_of(table, index)
        yield array([inlines(group.children)]) if group else _cells(row, lacking)


def _row(row: tuple[Cell, ...]) -> str:
    return array(inlines(cell.children) for cell in row)


def _cells(row: tuple[Cell, ...], lacking: tuple[str, ...]) -> str:
    """Return a row whose numbers keep free the room of the digits that they lack."""
    digits = (*lacking, *[""] * len(row))
    return array(
        words(inlines(cell.children), call("lacking", string(lacked))) if lacked else inlines(cell.children)
        for cell, lacked in zip(row, digits, strict=False)
    )


def _caption(subject: Table | Figure | FigurePair) -> str:
    """Return number, a full-width space and title; ``none`` when there is neither."""
    if not subject.caption:
        return string(subject.label) if subject.label else "none"
    return inlines(subject.caption, f"{subject.label}　" if subject.label else "")


def _figure(figure: Figure, path: str, remarks: list[str], *, held: bool) -> str:
    return call(
        "pictured",
        string(path),
        alt=string(figure.alt),
        share=number(figure.width),
        caption=_caption(figure),
        anchored=string(figure.identifier),
        remarks=array(remarks),
        held=flag(held),
    )


def _pair(pair: FigurePair, pictures: Mapping[str, str], remarks: list[str], *, held: bool) -> str:
    shown = array(
        array((string(pictures[figure.asset]), string(figure.alt), inlines(figure.caption), string(figure.identifier)))
        for figure in pair.figures
    )
    return call(
        "side-by-side",
        shown,
        caption=_caption(pair),
        anchored=string(pair.identifier),
        remarks=array(remarks),
        held=flag(held),
    )
