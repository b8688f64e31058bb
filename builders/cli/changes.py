"""Changes on the screen (改动): facts with their cells, paragraphs character by character, cells of tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builders.deliver.comparison.differences import Differences, FactChange
    from builders.deliver.comparison.paragraphs import ParagraphChange
    from builders.deliver.comparison.tables import TableChange

MOST_SHOWN = 40
"""Changes of one kind that are printed; JSON has them all."""
MOST_CELLS = 3
LONGEST_SAME = 24
"""Characters of an unchanged stretch that are printed, half of them at each end."""
RED, GREEN, PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def change_lines(differences: Differences) -> Iterator[str]:
    """Yield the lines that tell in what a document differs; nothing when it does not."""
    for title, changes in (
        ("数据", [_fact(change) for change in differences.facts]),
        ("文字", [[_paragraph(change)] for change in differences.paragraphs]),
        ("表格", [[line] for change in differences.tables for line in _table(change)]),
    ):
        if changes:
            yield f"  {title}（{len(changes)}处）"
            for lines in changes[:MOST_SHOWN]:
                yield from (f"    {line}" for line in lines)
            if len(changes) > MOST_SHOWN:
                yield f"    ……还有{len(changes) - MOST_SHOWN}处，可用 --format json 查看全部"


def _fact(change: FactChange) -> list[str]:
    head = f"{change.name}：{_arrow(change.old or '（没有）', change.new or '（不再使用）')}"
    cells = [f"    原：{cell}" for cell in change.old_cells[:MOST_CELLS]]
    cells += [f"    现：{cell}" for cell in change.new_cells[:MOST_CELLS]]
    hidden = len(change.old_cells) + len(change.new_cells) - len(cells)
    return [head, *cells, *([f"    ……还有{hidden}个单元格"] if hidden else [])]


def _paragraph(change: ParagraphChange) -> str:
    from builders.deliver.comparison.words import pieces

    compared = pieces(change.old, change.new)
    printed = ""
    for at, piece in enumerate(compared):
        if piece.kind == "same":
            printed += _shortened(piece.text, is_first=at == 0, is_last=at == len(compared) - 1)
        else:
            printed += _removed(piece.text) if piece.kind == "removed" else _added(piece.text)
    return f"第{change.place}段{'' if change.new else '（原）'}：{printed}"


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Return an unchanged stretch, cut where it is long: what stands beside a change is kept."""
    half = LONGEST_SAME // 2
    if len(text) <= LONGEST_SAME:
        return text
    return ("" if is_first else text[:half]) + "……" + ("" if is_last else text[-half:])


def _table(change: TableChange) -> Iterator[str]:
    name = change.name or "（无题的表）"
    for cell in change.cells:
        place = " · ".join(filter(None, (cell.row, cell.column)))
        yield f"{name} · {place}：{_arrow(cell.old or '（空）', cell.new or '（空）')}"
    yield from (f"{name}：增加一行 {_added('，'.join(filter(None, row)))}" for row in change.added)
    yield from (f"{name}：删去一行 {_removed('，'.join(filter(None, row)))}" for row in change.removed)
    yield from (f"{name}：增加一列 {_added(column)}" for column in change.columns_added)
    yield from (f"{name}：删去一列 {_removed(column)}" for column in change.columns_removed)
    if change.reordered:
        yield f"{name}：行的次序有变"


def _arrow(old: str, new: str) -> str:
    return f"{old} → {new}"


def _removed(text: str) -> str:
    return f"{RED}{text}{PLAIN}" if sys.stdout.isatty() else f"〔-{text}-〕"


def _added(text: str) -> str:
    return f"{GREEN}{text}{PLAIN}" if sys.stdout.isatty() else f"〔+{text}+〕"
