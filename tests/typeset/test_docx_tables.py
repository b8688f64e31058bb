"""Tables and figures (表、图) in Word: exact widths, repeated headers, captions held to what they name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.core.errors import ContentError
from builders.model.document import Document, Figure, Paragraph, Table
from builders.model.manuscript import Asset
from builders.typeset.docx import write
from builders.typeset.docx.units import AREA_WIDTH
from tests.typeset.opened import NAMESPACES, Opened, W, style_of, text
from tests.typeset.specimens import (
    LEDGER,
    MONEY,
    PROGRESS,
    STANDARDS,
    bare,
    cells,
    document,
    manuscript,
    numbered,
    png,
    prose,
)
from tests.typeset.specimens import text as words

PICTURE = Figure("fig-a", words("投资"), "柱形图。", "investment", 0.5)


def opened(*blocks: Table | Paragraph | Figure) -> Opened:
    return Opened(write(replace(bare(), assets=manuscript().assets), numbered(Document(blocks))))


@pytest.mark.parametrize("table", [PROGRESS, MONEY, STANDARDS, LEDGER], ids=lambda table: table.identifier)
def test_columns_fill_the_type_area_to_the_twip(table: Table) -> None:
    widths = [int(value or 0) for value in opened(table).values(".//w:gridCol", "w")]
    assert sum(widths) == AREA_WIDTH
    assert len(widths) == len(table.header)


def test_cells_are_as_wide_as_their_columns() -> None:
    printed = opened(MONEY)
    widths = printed.values(".//w:gridCol", "w")
    for row in printed.find(".//w:tr"):
        assert [cell.get(f"{W}w") for cell in row.iterfind("w:tc/w:tcPr/w:tcW", NAMESPACES)] == widths


def test_only_the_header_row_repeats_and_no_row_breaks() -> None:
    rows = opened(LEDGER).find(".//w:tr")
    assert [row.find("w:trPr/w:tblHeader", NAMESPACES) is not None for row in rows] == [True] + [False] * 30
    assert all(row.find("w:trPr/w:cantSplit", NAMESPACES) is not None for row in rows)


def test_layout_is_fixed() -> None:
    assert opened(MONEY).values(".//w:tblLayout", "type") == ["fixed"]


def test_numbers_stand_at_the_right_and_names_at_the_left() -> None:
    row = opened(MONEY).find(".//w:tr")[1]
    assert [style_of(each) for each in row.iter(f"{W}p")] == ["GwTableText"] + ["GwTableNumber"] * 4


def test_a_sum_is_set_off_in_its_row_only() -> None:
    *_, before, last = opened(MONEY).find(".//w:tr")
    assert {style.get(f"{W}val") for style in last.iter(f"{W}rStyle")} == {"Strong"}
    assert not list(before.iter(f"{W}rStyle"))


def test_a_table_without_a_sum_sets_nothing_off() -> None:
    assert not opened(LEDGER).find(".//w:tr//w:rStyle")


def test_caption_and_unit_stand_above() -> None:
    printed = opened(MONEY)
    assert [style_of(each) for each in printed.find(".//w:p")][1:3] == ["GwTableCaption", "GwTableUnit"]
    assert printed.paragraphs("GwTableCaption") == ["表1　资金筹措和使用情况"]
    assert printed.paragraphs("GwTableUnit") == ["单位：万元"]


@pytest.mark.parametrize("style", ["GwTableCaption", "GwTableUnit", "GwTableHead", "GwFigure"])
def test_what_announces_is_held_to_what_it_announces(style: str) -> None:
    assert opened(MONEY).styles()[style].find("w:pPr/w:keepNext", NAMESPACES) is not None


def test_a_header_folds_before_its_unit() -> None:
    assert "计划投资\n（万元）" in opened(PROGRESS).paragraphs("GwTableHead")


def test_a_short_row_is_filled_with_empty_cells() -> None:
    short = replace(MONEY, rows=(*MONEY.rows[:-1], cells("合计")))
    *_, last = opened(short).find(".//w:tr")
    assert [text(cell) for cell in last.iterfind("w:tc", NAMESPACES)] == ["合计", "", "", "", ""]


def test_two_tables_never_touch() -> None:
    body = opened(MONEY, MONEY).trees["word/document.xml"][0]
    tags = [str(child.tag).removeprefix(W) for child in body]
    assert ("tbl", "tbl") not in list(zip(tags, tags[1:], strict=False))
    assert tags[-2:] == ["p", "sectPr"]


def test_a_figure_carries_its_meaning_and_its_share_of_the_width() -> None:
    printed = opened(PICTURE)
    (named,) = printed.find(".//wp:docPr")
    assert (named.get("descr"), named.get("name")) == ("柱形图。", "图1")
    (extent,) = printed.find(".//wp:extent")
    assert int(extent.get("cx", "")) == pytest.approx(78 * 36_000, rel=1e-3)
    assert int(extent.get("cy", "")) == pytest.approx(78 * 36_000 * 360 / 640, rel=1e-3)


def test_a_figure_is_captioned_below() -> None:
    printed = opened(PICTURE)
    assert [style_of(each) for each in printed.find(".//w:p")][-2:] == ["GwFigure", "GwFigureCaption"]
    assert printed.paragraphs("GwFigureCaption") == ["图1　投资"]


def test_a_tall_figure_is_made_smaller_to_fit_its_page() -> None:
    tall = replace(bare(), assets=(Asset("investment", (("png", png(100, 900)),)),))
    (extent,) = Opened(write(tall, numbered(Document((PICTURE,))))).find(".//wp:extent")
    assert int(extent.get("cy", "")) == pytest.approx(180 * 36_000, rel=1e-3)
    assert int(extent.get("cx", "")) == pytest.approx(20 * 36_000, rel=1e-3)


def test_figures_have_ids_of_their_own_and_share_one_picture() -> None:
    printed = opened(PICTURE, PICTURE)
    assert [each.get("id") for each in printed.find(".//wp:docPr")] == ["1", "2"]
    assert [name for name in printed.raw if name.startswith("word/media/")] == ["word/media/image1.png"]


def test_all_pictures_that_cannot_be_printed_are_told_at_once() -> None:
    broken = (
        Asset("vector", (("svg", b"<svg/>"),)),
        Asset("torn", (("png", png()[:40]),)),
        Asset("text", (("png", b"x"),)),
    )
    figures = tuple(replace(PICTURE, asset=name) for name in ("vector", "torn", "text", "absent"))
    with pytest.raises(ContentError) as caught:
        write(replace(bare(), assets=broken), numbered(Document(figures)))
    assert {problem.place.column for problem in caught.value.diagnostics} == {"vector", "torn", "text", "absent"}


def test_a_remark_follows_its_table_without_a_gap() -> None:
    printed = Opened(write(manuscript(), document()))
    body = list(printed.trees["word/document.xml"][0])
    below = [style_of(body[at + 1]) for at, child in enumerate(body) if child.tag == f"{W}tbl"]

    assert "GwRemark" in below


def test_prose_below_a_table_keeps_a_small_distance() -> None:
    assert [style_of(each) for each in opened(MONEY, prose("后文。")).find(".//w:p")][-2:] == ["GwTableGap", "GwBody"]


def test_a_table_of_a_dozen_rows_stays_on_one_page_and_a_longer_one_keeps_its_first_and_last_rows_together() -> None:
    def held_rows(rows: int) -> int:
        table = replace(MONEY, rows=MONEY.rows[:1] * rows, total=False)
        made = opened(table).find(".//w:tr")[1:]
        return sum(row.find(".//w:keepNext", NAMESPACES) is not None for row in made)

    assert held_rows(12) == 11
    assert held_rows(13) == 4
