"""The page (页面): paper, type area, page numbers at the outer edge, marks at every head."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders.model.manuscript import Status
from builders.model.revision import Revision
from builders.typeset.docx import write
from tests.typeset.opened import Opened, text
from tests.typeset.specimens import bare, document, manuscript

TWIPS_PER_MM = 1440 / 25.4


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(write(manuscript(), document()))


def millimetres(opened: Opened, path: str, attribute: str) -> float:
    return int(opened.values(path, attribute)[0] or 0) / TWIPS_PER_MM


@pytest.mark.parametrize(("side", "length"), [("top", 37), ("bottom", 35), ("left", 28), ("right", 26)])
def test_margins_leave_the_type_area(opened: Opened, side: str, length: float) -> None:
    assert millimetres(opened, ".//w:sectPr/w:pgMar", side) == pytest.approx(length, abs=0.03)


def test_paper_is_a4(opened: Opened) -> None:
    assert millimetres(opened, ".//w:sectPr/w:pgSz", "w") == pytest.approx(210, abs=0.02)
    assert millimetres(opened, ".//w:sectPr/w:pgSz", "h") == pytest.approx(297, abs=0.02)


def test_lines_stand_on_a_grid_of_22(opened: Opened) -> None:
    assert opened.values(".//w:docGrid", "type") == ["lines"]
    assert opened.values(".//w:docGrid", "linePitch") == ["579"]


def test_odd_and_even_pages_have_their_own_footers(opened: Opened) -> None:
    assert opened.find("w:evenAndOddHeaders", "word/settings.xml")
    assert opened.values(".//w:sectPr/w:footerReference", "type") == ["default", "even"]


@pytest.mark.parametrize(
    ("part", "style", "side"), [("footer1", "GwFolioOdd", "right"), ("footer2", "GwFolioEven", "left")]
)
def test_page_numbers_stand_one_character_from_the_outer_edge(opened: Opened, part: str, style: str, side: str) -> None:
    assert opened.values(".//w:pStyle", part=f"word/{part}.xml") == [style]
    assert opened.look(style, "w:pPr/w:jc") == side
    assert opened.look(style, "w:pPr/w:ind", side) == "280"


def test_the_dashes_of_the_page_number_stand_7_mm_below_the_type_area(opened: Opened) -> None:
    line = int(opened.look("GwFolioOdd", "w:pPr/w:spacing", "line") or 0)
    dash = 0.8 * line - 0.38 * 14 * 20  # baseline at 80 % of an exact line, dash 0.38 of its size above
    from_the_foot = int(opened.values(".//w:pgMar", "footer")[0] or 0) + line - dash
    assert from_the_foot / TWIPS_PER_MM == pytest.approx(35 - 7, abs=0.1)


def test_marks_stand_clear_of_the_type_area(opened: Opened) -> None:
    assert millimetres(opened, ".//w:pgMar", "header") == pytest.approx(20, abs=0.1)


@pytest.mark.parametrize("number", [1, 2])
def test_the_page_number_is_a_field_that_already_shows_a_number(opened: Opened, number: int) -> None:
    part = f"word/footer{number}.xml"
    assert opened.values(".//w:fldChar", "fldCharType", part) == ["begin", "separate", "end"]
    assert [each.text for each in opened.find(".//w:instrText", part)] == [" PAGE "]
    assert text(opened.trees[part]) == f"— {number} —"


@pytest.mark.parametrize("number", [1, 2])
def test_marks_stand_at_the_head_of_odd_and_even_pages(opened: Opened, number: int) -> None:
    assert opened.paragraphs("GwMark", f"word/header{number}.xml") == ["示例数据　草稿"]


def versioned(status: Status = "draft") -> Opened:
    third = Revision(3, "a1b2c3d4" * 5, date(2023, 6, 8))
    return Opened(write(replace(manuscript(), status=status, revision=third), document()))


@pytest.mark.parametrize("number", [1, 2])
def test_a_draft_says_its_version_beside_its_marks_in_a_small_grey_line(number: int) -> None:
    opened = versioned()
    part = f"word/header{number}.xml"

    assert opened.paragraphs("GwMark", part) == ["示例数据　草稿　第3版 · 2023-06-08 · a1b2c3d"]
    assert set(opened.values(".//w:rStyle", "val", part)) == {"GwVersion"}
    assert opened.look("GwVersion", "w:rPr/w:sz") == "18"
    assert opened.look("GwVersion", "w:rPr/w:color") == "707070"


def test_the_version_moves_nothing_on_the_page() -> None:
    without = Opened(write(manuscript(), document()))

    assert versioned().raw["word/document.xml"] == without.raw["word/document.xml"]


def test_a_final_document_says_no_version_in_its_text() -> None:
    opened = versioned("final")

    assert not [name for name in opened.trees if name.startswith("word/") and "第3版" in text(opened.trees[name])]
    assert "GwVersion" not in opened.styles()


def test_a_document_without_marks_has_no_headers() -> None:
    opened = Opened(write(bare(), replace(document(), blocks=())))
    assert not [name for name in opened.raw if "header" in name]
    assert not opened.find(".//w:headerReference")
