"""Column widths (列宽): all of the type area, numbers in one line, long text folded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.model.document import Alignment, Cell, Footnote, LineBreak, Paragraph, Strong, Table, Text
from builders.typeset import gongwen
from builders.typeset.widths import column_shares, fits_portrait, folded_header, printed

ROOM = gongwen.PAGE.area_width_mm * gongwen.POINTS_PER_MM / gongwen.TABLE_CELL.size_pt
INSETS = 2 * gongwen.TABLE_INSET_MM * gongwen.POINTS_PER_MM / gongwen.TABLE_CELL.size_pt


def table(header: list[str], *rows: list[str]) -> Table:
    def cells(texts: list[str]) -> tuple[Cell, ...]:
        return tuple(Cell((Text(text),)) for text in texts)

    left: Alignment = "left"
    return Table("", (), (left,) * len(header), cells(header), tuple(map(cells, rows)))


def characters(subject: Table) -> list[float]:
    """How many characters of table size stand in one line of each column."""
    return [share * ROOM - INSETS for share in column_shares(subject)]


def test_shares_fill_the_type_area() -> None:
    assert sum(column_shares(table(["序号", "项目名称", "投资"], ["1", "改造", "100"]))) == pytest.approx(1)


def test_a_wider_cell_makes_a_wider_column() -> None:
    number, name = column_shares(table(["序号", "项目名称"], ["1", "双塔区示例社区综合服务设施改造项目"]))
    assert name > 3 * number


def test_numbers_keep_their_line_beside_long_prose() -> None:
    amount, _ = characters(table(["金额", "说明"], ["1,234,567.89", "很长的说明文字" * 20]))
    assert amount >= 6


def test_a_unit_in_brackets_is_not_torn_from_a_narrow_column() -> None:
    narrow = characters(table(["计划投资（万元）"] * 8, ["1"] * 8))
    assert min(narrow) >= 4


def test_headers_fold_before_cells_do() -> None:
    cells = ["双塔区示例社区", *["12.5"] * 6]
    wide = characters(table(["所在社区", *["累计完成投资额度"] * 6], cells))
    assert wide[0] >= 7


def test_equal_columns_are_equally_wide() -> None:
    first, *others = column_shares(table(["完成"] * 6, ["10"] * 6))
    assert others == pytest.approx([first] * 5)


def test_a_break_inside_a_cell_halves_what_it_needs() -> None:
    broken = Table(
        "",
        (),
        ("left",) * 2,
        (Cell((Text("甲"),)),) * 2,
        (
            (
                Cell((Text("一二三四五六七八"), LineBreak(), Text("一二三四五六七八"))),
                Cell((Text("一二三四五六七八"),)),
            ),
        ),
    )
    left, right = column_shares(broken)
    assert left == pytest.approx(right)


def test_a_table_without_columns_has_no_shares() -> None:
    assert column_shares(table([])) == ()


def test_a_ragged_row_counts_the_columns_of_the_longest() -> None:
    assert len(column_shares(table(["甲", "乙"], ["1", "2", "3"]))) == 3


def test_a_narrow_header_folds_before_its_unit_and_a_wide_one_not_at_all() -> None:
    narrow = table(["计划投资（万元）"] * 7, ["1,286.50"] * 7)
    assert printed(folded_header(narrow)[0]) == "计划投资\n（万元）"
    wide = table(["计划投资（万元）"] * 2, ["1,286.50"] * 2)
    assert folded_header(wide) == wide.header


def test_a_folded_header_strands_no_character() -> None:
    folded = folded_header(table(["完成投资额"] * 9, ["12.5"] * 9))
    assert min(len(line) for cell in folded for line in printed(cell).split("\n")) >= 2


def test_months_and_short_words_keep_their_line_in_a_crowded_table() -> None:
    row = [
        "示例社区综合服务设施改造提升项目",
        "完善社区服务设施",
        "已完工",
        "2024年12月",
        "99.9",
        "无",
        "改造",
        "1,234.5",
    ]
    crowded = characters(table(["项目名称", "任务", "状态", "计划完工", "完工率（%）", "备注", "方式", "投资"], row))
    assert crowded[2] >= 3 and crowded[3] >= 5 and crowded[4] >= 3


def test_no_column_has_width_that_saves_no_line() -> None:
    rows = [["一二三四五六七八九十一二三四五六七八", "甲乙丙丁" * 8]] * 3
    left, right = characters(table(["名称", "说明"], *rows))
    assert left >= 9 and right >= 16


def test_a_header_with_more_than_plain_text_is_left_alone() -> None:
    plain = table(["计划投资（万元）"] * 8, ["1"] * 8)
    stressed = replace(plain, header=(Cell((Strong((Text("计划投资（万元）"),)),)), *plain.header[1:]))
    assert folded_header(stressed)[0] == stressed.header[0]


def test_print_of_a_cell_has_text_of_every_kind() -> None:
    note = Footnote((Paragraph((Text("略"),)),), 3)
    assert printed(Cell((Text("合"), Strong((Text("计"),)), note))) == "合计3"


@given(
    st.integers(1, 10).flatmap(
        lambda columns: st.lists(
            st.lists(st.text("改造12.%（）", max_size=40), min_size=columns, max_size=columns), min_size=1, max_size=4
        )
    )
)
def test_any_table_fills_the_type_area_and_leaves_no_column_without_room(rows: list[list[str]]) -> None:
    subject = table(*rows)
    assert sum(column_shares(subject)) == pytest.approx(1)
    assert min(column_shares(subject)) > 0


def test_a_web_address_may_be_broken_and_takes_no_more_room_than_there_is() -> None:
    address = "https://www.example.gov.cn/policy/2023/06/08/abcdefghijklmnopqrstuvwxyz-0123456789.html"
    subject = table(["事项", "网址", "说明"], ["通知", address * 2, "完整社区建设试点工作"])
    assert fits_portrait(subject)
    assert characters(subject)[2] >= 6


def test_a_column_keeps_room_for_the_decimals_that_its_numbers_lack() -> None:
    right: Alignment = "right"
    long = "完整社区建设试点" * 12
    plain = replace(table(["金额", "说明"], ["123456789", long], ["2", long]), alignments=(right, "left"))
    lacking = replace(table(["金额", "说明"], ["123456789", long], ["2.125", long]), alignments=(right, "left"))
    assert characters(lacking)[0] - characters(plain)[0] == pytest.approx(2.0, abs=0.1)
