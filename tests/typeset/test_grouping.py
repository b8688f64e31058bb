"""Group rows: a row with one worded cell names the rows below it, over the whole width, and never ends a page."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
from lxml import etree

from builders.model.document import Alignment, Cell, Strong, Table, Text
from builders.typeset.docx.xml import NAMESPACES
from builders.typeset.grouping import group_of
from builders.typeset.plain import printed
from builders.typeset.typesetting import typeset
from tests.typeset.opened import Opened
from tests.typeset.printed import noto, pdf_of
from tests.typeset.samples import manuscript

GROUP = "| 　 | **完善社区服务设施** | 　 |"
HEAD = "| 序号 | 项目名称 | 投资 |\n|:--:|:--|--:|\n"


def table(*rows: list[str]) -> Table:
    def cells(texts: list[str]) -> tuple[Cell, ...]:
        return tuple(Cell((Strong((Text(text),)),) if text.strip() else ()) for text in texts)

    columns = len(rows[0])
    left: Alignment = "left"
    return Table("", (), (left,) * columns, cells(["列"] * columns), tuple(map(cells, rows)))


def named(subject: Table) -> list[str]:
    found = (group_of(subject, index) for index in range(len(subject.rows)))
    return [printed(cell) if cell else "" for cell in found]


def test_a_row_with_one_worded_cell_names_a_group() -> None:
    assert named(table(["", "设施", "　"], ["1", "甲", "2"])) == ["设施", ""]


def test_a_number_a_last_row_and_a_table_of_two_columns_name_none() -> None:
    assert named(table(["", "120", ""], ["1", "甲", "2"])) == ["", ""]
    assert named(table(["1", "甲", "2"], ["", "合计", ""])) == ["", ""]
    assert named(table(["设施", ""], ["甲", "2"])) == ["", ""]


def test_word_prints_a_group_over_all_columns_and_keeps_it_with_its_first_row() -> None:
    subject = manuscript(f"文。\n\n{HEAD}{GROUP}\n| 1 | 甲 | 2 |\n\n: 表\n")
    opened = Opened(typeset(subject, noto(), ["docx"])["docx"])
    row = opened.find(".//w:tr")[1]

    assert [etree.QName(cell).localname for cell in row] == ["trPr", "tc"]
    assert row.find("w:tc/w:tcPr/w:gridSpan", NAMESPACES) is not None
    assert row.find(".//w:keepNext", NAMESPACES) is not None


def test_no_page_of_the_pdf_ends_with_the_name_of_a_group() -> None:
    for before in range(20, 32):
        rows = "".join(f"| {number} | 甲 | 2 |\n" for number in range(before))
        more = "".join(f"| {number} | 乙 | 2 |\n" for number in range(30))
        pdf = pdf_of(manuscript(f"文。\n\n{HEAD}{rows}{GROUP}\n{more}\n: 表\n"))
        with pdfplumber.open(BytesIO(pdf)) as opened:
            ends = [lines_of(page)[-1] for page in opened.pages]
        assert not [end for end in ends if "完善" in end], before


def lines_of(page: pdfplumber.page.Page) -> list[str]:
    area = page.crop((0, 0, page.width, page.height - 35 * 72 / 25.4))
    return (area.extract_text() or "").split("\n")
