"""Tables (表格): pandoc's tree of head, bodies and foot down to one header row and rows of plain cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

from builders.core.suggest import unknown
from builders.model.document import Alignment, Cell, Emphasis, Inline, Link, Orientation, Strong, Table, Text
from builders.typeset.reading.inlines import InlineReader, Node, first_text
from builders.typeset.reading.trail import Trail

ATTRIBUTES = ("unit", "total", "orientation")
CAPTION_CURE = '请在表格后空一行写“: 表题 {#tbl-名称 unit="单位"}”。'
PLAIN_CURE = "请拆成每行列数相同、一行表头的表格。"

_ALIGNMENTS: dict[str, Alignment] = {"AlignLeft": "left", "AlignCenter": "center", "AlignRight": "right"}
_NUMBER = re.compile(r"[-−+]?\d[\d,]*(\.\d+)?[%‰]?|[-—–/]?")


@dataclass
class TableReader:
    """Reads the tables of one manuscript; problems go to the trail."""

    trail: Trail
    inlines: InlineReader

    def table(self, node: Node, *, captioned: bool) -> Table | None:
        """Return the table, or None when it is refused; ``captioned`` says that it must have a caption."""
        (identifier, classes, pairs), (_, caption), columns, head, bodies, foot = node["c"]
        complaint = _shape(head, bodies, foot)
        if complaint:
            value = first_text(head) or first_text(bodies)
            self.trail.refuse("M121", complaint, at=value, value=value, cure=PLAIN_CURE)
            return None
        header = self._row(head[1][0])
        rows = tuple(self._row(row) for body in bodies for row in body[3])
        line = self.trail.line
        words = self.inlines.paragraph(caption[0]["c"], notes=False, breaks=False) if caption else ()
        if captioned and not words:
            self.trail.refuse("M124", "表格没有表题", line=line, cure=CAPTION_CURE)
        attributes = self._attributes(classes, dict(pairs))
        return Table(
            identifier=identifier,
            caption=words,
            alignments=_alignments([column[0]["t"] for column in columns], rows),
            header=header,
            rows=rows,
            unit=attributes.get("unit", ""),
            total=attributes.get("total") == "true",
            orientation=orientation_of(attributes, self.trail, "表格"),
        )

    def _row(self, row: list[Any]) -> tuple[Cell, ...]:
        return tuple(Cell(self.inlines.paragraph(blocks[0]["c"]) if blocks else ()) for *_, blocks in row[1])

    def _attributes(self, classes: list[str], pairs: dict[str, str]) -> dict[str, str]:
        """Return the attributes of a table's caption; complain of those that a table does not have."""
        for name in classes:
            self.trail.refuse("M122", f"表格不能有类名“.{name}”", at=f".{name}", value=name, cure=CAPTION_CURE)
        for name, value in pairs.items():
            if name not in ATTRIBUTES:
                self.trail.refuse("M122", f"表格的属性：{unknown(name, ATTRIBUTES)}", at=f"{name}=", value=value)
        if pairs.get("total", "true") not in ("true", "false"):
            self.trail.refuse(
                "M123", "表格的属性 total 只能是 true 或 false", at="total=", value=pairs["total"],
                cure="末行是合计时写 total=\"true\"，否则删去。",
            )  # fmt: skip
        return pairs


def orientation_of(attributes: dict[str, str], trail: Trail, owner: str) -> Orientation:
    """Return how a table or an annex stands on its page; complain of a word that says neither."""
    given = attributes.get("orientation", "auto")
    if given in ("auto", "portrait", "landscape"):
        return cast("Orientation", given)
    cure = "横排写 orientation=landscape，竖排写 orientation=portrait；不写则按表格宽度决定。"
    trail.refuse("M127", f"{owner}的属性 orientation 不认识", at="orientation=", value=given, cure=cure)
    return "auto"


def _shape(head: list[Any], bodies: list[Any], foot: list[Any]) -> str:
    """Return what keeps the table from being one header row over rows of plain cells, or nothing."""
    rows = [row for body in bodies for row in body[3]]
    if len(head[1]) != 1 or not first_text(head):
        return "表格应有且只有一行表头"
    if not rows:
        return "表格没有数据行"
    if foot[1] or any(body[2] for body in bodies):
        return "表格不能有表尾或中间表头"
    for row in [*head[1], *rows]:
        for _, _, row_span, column_span, blocks in row[1]:
            if (row_span, column_span) != (1, 1):
                return "表格不能合并单元格"
            if len(blocks) > 1 or any(block["t"] not in ("Plain", "Para") for block in blocks):
                return "单元格里只能是一段文字"
    return ""


def _alignments(columns: list[str], rows: tuple[tuple[Cell, ...], ...]) -> tuple[Alignment, ...]:
    """Return how each column is set; one whose author did not say is right when all its cells are numbers."""
    return tuple(
        _ALIGNMENTS.get(kind) or ("right" if all(_is_number(row[index]) for row in rows) else "left")
        for index, kind in enumerate(columns)
    )


def _is_number(cell: Cell) -> bool:
    return bool(_NUMBER.fullmatch(_text(cell.children)))


def _text(inlines: tuple[Inline, ...]) -> str:
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text=text):
                parts.append(text)
            case Strong() | Emphasis() | Link():
                parts.append(_text(inline.children))
    return "".join(parts)
