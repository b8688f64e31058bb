"""Which tables turn to landscape: the author's word first, else what cannot be narrow enough."""

from __future__ import annotations

from dataclasses import replace

from builders.model.document import Alignment, Annex, Cell, Document, Orientation, Paragraph, Remark, Table, Text
from builders.typeset import gongwen
from builders.typeset.orientation import orient
from builders.typeset.widths import column_shares


def table(columns: int, orientation: Orientation = "auto", text: str = "1234.56") -> Table:
    row = tuple(Cell((Text(text),)) for _ in range(columns))
    right: Alignment = "right"
    return Table("", (), (right,) * columns, tuple(Cell((Text("金额"),)) for _ in range(columns)), (row,),
                 orientation=orientation)  # fmt: skip


def turned(subject: Table) -> bool:
    [block] = orient(Document((subject,))).blocks
    assert isinstance(block, Table)
    return block.landscape


def annex(*blocks: Table | Paragraph | Remark, orientation: Orientation = "auto") -> Annex:
    [found] = orient(Document((), (Annex("台账", blocks, orientation=orientation),))).annexes
    return found


WIDE, NARROW = table(12), table(4)
PROSE = Paragraph((Text("一段话。"),))


def test_a_table_that_cannot_be_narrow_enough_turns() -> None:
    assert turned(WIDE)
    assert not turned(NARROW)


def test_long_prose_in_cells_folds_and_turns_nothing() -> None:
    assert not turned(table(5, text="很长的说明文字" * 20))


def test_the_authors_word_wins() -> None:
    assert turned(replace(NARROW, orientation="landscape"))
    assert not turned(replace(WIDE, orientation="portrait"))


def test_an_annex_of_nothing_but_wide_tables_turns_with_its_title() -> None:
    assert annex(WIDE).landscape
    assert annex(WIDE, Remark((Text("注"),))).landscape
    assert not annex(PROSE, WIDE).landscape
    assert not annex(WIDE, NARROW).landscape
    assert not annex(PROSE).landscape


def test_an_authors_word_for_the_annex_holds_for_its_tables() -> None:
    turned_annex, kept = annex(NARROW, orientation="landscape"), annex(WIDE, orientation="portrait")

    assert turned_annex.landscape
    assert [block.landscape for block in turned_annex.blocks if isinstance(block, Table)] == [True]
    assert [block.landscape for block in kept.blocks if isinstance(block, Table)] == [False]


def test_a_turned_table_has_the_height_of_the_type_area_for_its_columns() -> None:
    wide = replace(table(12), landscape=True)
    room = gongwen.PAGE.area_height_mm * gongwen.POINTS_PER_MM / gongwen.TABLE_CELL.size_pt
    insets = 2 * gongwen.TABLE_INSET_MM * gongwen.POINTS_PER_MM / gongwen.TABLE_CELL.size_pt

    assert min(column_shares(wide)) * room - insets >= 3.5
