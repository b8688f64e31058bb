"""Whole lines (整行) in Word: tables, figures and figures side by side give the text back to the 22-line grid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from builders.model.document import Block, Cell, Document, Figure, FigurePair, Remark, Table, Text
from builders.model.manuscript import Asset
from builders.typeset.docx import write
from builders.typeset.docx.units import AREA_WIDTH, LINE
from tests.typeset.opened import NAMESPACES, Opened, W, style_of, text
from tests.typeset.specimens import LEDGER, MONEY, PROGRESS, bare, numbered, png, prose, table
from tests.typeset.specimens import text as words

WIDE, TALL = Asset("wide", (("png", png(640, 360)),)), Asset("tall", (("png", png(400, 500)),))
BEFORE = Figure("a", words("改造前"), "空地。", "wide")
AFTER = Figure("b", words("改造后"), "公园。", "tall")
PAIR = FigurePair("fig-pair", words("口袋公园改造前后"), (BEFORE, AFTER))
EMU_PER_TWIP = 635
HAIR = 10


def opened(*blocks: Block) -> Opened:
    return Opened(write(replace(bare(), assets=(WIDE, TALL)), numbered(Document(blocks))))


def own(paragraph: etree._Element, attribute: str) -> int:
    spacing = paragraph.find("w:pPr/w:spacing", NAMESPACES)
    return 0 if spacing is None else int(spacing.get(W + attribute) or 0)


def only(printed: Opened, style: str) -> etree._Element:
    (found,) = [each for each in printed.find(".//w:p") if style_of(each) == style]
    return found


def of_whole_lines(height: float) -> bool:
    """Whether a height is a hair less than whole body lines: more would cost the page its last line."""
    return 0 < -height % LINE <= HAIR


# ------------------------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("subject", "lines"),
    [(MONEY, [1] * 8), (PROGRESS, [2, 1, 1, 1, 1, 1])],
    ids=["with unit", "header of two lines"],
)
def test_a_table_and_the_space_below_it_take_whole_lines(subject: Table, lines: list[int]) -> None:
    printed = opened(subject, prose("后文。"))
    padding, rule, edge = 2 * 32, 10, 20
    rows = sum(15 * 20 * count + padding for count in lines) + rule * (len(lines) - 1) + 2 * edge
    unit = 18 * 20 if subject.unit else 0
    assert of_whole_lines(unit + rows + own(only(printed, "GwTableGap"), "line"))


def test_remarks_stand_between_the_table_and_its_space() -> None:
    printed = opened(MONEY, Remark(words("注：一。")), Remark(words("注：二。")), prose("后文。"))
    assert [style_of(each) for each in printed.find("w:body/w:p")][-4:] == [
        "GwRemark", "GwRemark", "GwTableGap", "GwBody",
    ]  # fmt: skip


def test_a_remark_takes_its_height_from_the_space() -> None:
    def gap(*remarks: Remark) -> int:
        return own(only(opened(MONEY, *remarks), "GwTableGap"), "line")

    assert (gap() - gap(Remark(words("注：略。")))) % LINE == (15 + 2) * 20


def test_a_table_over_several_pages_is_followed_by_a_small_space() -> None:
    assert own(only(opened(LEDGER, prose("后文。")), "GwTableGap"), "line") == 8 * 20


def test_small_type_stands_off_the_rules_of_its_table() -> None:
    printed = opened(MONEY, Remark(words("注：略。")))
    assert printed.look("GwTableUnit", "w:pPr/w:spacing", "after") == "40"
    assert printed.look("GwRemark", "w:pPr/w:spacing", "before") == "40"


# ------------------------------------------------------------------------------- decimal points


def test_numbers_leave_the_room_of_the_digits_that_they_lack() -> None:
    mixed = table("t", "小数", "lr", "名称 数", ["甲 12", "乙 1,203.5", "丙 7.25", "丁 —"])
    rows = opened(mixed).find(".//w:tr")[1:]
    rooms = [[int(each.get(f"{W}right", "0")) for each in row.iter(f"{W}ind")] for row in rows]
    assert rooms == [[3 * 105], [105], [], []]


def test_what_a_number_lacks_is_not_printed() -> None:
    mixed = table("t", "小数", "lr", "名称 数", ["甲 12", "丙 7.25"])
    assert [text(row) for row in opened(mixed).find(".//w:tr")] == ["名称数", "甲12", "丙7.25"]


def test_a_row_longer_than_its_header_is_printed_to_its_end() -> None:
    longer = replace(MONEY, rows=(*MONEY.rows, (*MONEY.rows[0], Cell((Text("多"),)))))
    *_, last = opened(longer).find(".//w:tr")
    assert text(last).endswith("多")


# ------------------------------------------------------------------------------- figures


@pytest.mark.parametrize("width", [0.3, 0.5, 0.77, 1.0])
def test_a_figure_takes_whole_lines(width: float) -> None:
    printed = opened(replace(BEFORE, width=width))
    picture = only(printed, "GwFigure")
    assert of_whole_lines(own(picture, "line") + own(picture, "after"))
    (extent,) = printed.find(".//wp:extent")
    assert own(picture, "line") >= int(extent.get("cy", "")) / EMU_PER_TWIP + 4 * 20


def test_figures_side_by_side_are_of_one_height_and_fill_the_width() -> None:
    extents = opened(PAIR).find(".//wp:extent")
    heights = [int(each.get("cy", "")) for each in extents]
    widths = [int(each.get("cx", "")) for each in extents]
    assert heights[0] == pytest.approx(heights[1], abs=2 * EMU_PER_TWIP)
    assert sum(widths) + 4 * 36_000 == pytest.approx(AREA_WIDTH * EMU_PER_TWIP, abs=5 * EMU_PER_TWIP)


def test_figures_side_by_side_keep_their_words_and_their_meaning() -> None:
    printed = opened(PAIR)
    assert [each.get("descr") for each in printed.find(".//wp:docPr")] == ["空地。", "公园。"]
    assert [each for each in printed.paragraphs("GwFigureWords") if each] == ["改造前", "改造后"]
    assert printed.paragraphs("GwFigureCaption") == ["图1　口袋公园改造前后"]


def test_figures_side_by_side_are_never_divided_from_one_another_or_their_caption() -> None:
    printed = opened(PAIR)
    assert len(printed.find(".//w:tr/w:trPr/w:cantSplit")) == 2
    assert printed.has("GwFigure", "w:pPr/w:keepNext") and printed.has("GwFigureWords", "w:pPr/w:keepNext")


def test_figures_side_by_side_take_whole_lines() -> None:
    first, second = [each for each in opened(PAIR).find(".//w:p") if style_of(each) == "GwFigure"]
    assert own(first, "line") + own(first, "after") == own(second, "line") + own(second, "after")
    assert of_whole_lines(own(first, "line") + own(first, "after") + 15 * 20)


def test_tall_figures_side_by_side_leave_room_for_their_caption() -> None:
    tall = replace(PAIR, figures=(replace(AFTER, identifier="c"),))
    (extent,) = opened(tall).find(".//wp:extent")
    assert int(extent.get("cy", "")) == pytest.approx(0.8 * 225 * 36_000, rel=1e-3)
