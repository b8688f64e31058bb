"""Landscape pages of the PDF: the portrait page turned, its page number where portrait pages have it, clause 7.5."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from builders.model.manuscript import Manuscript
from builders.model.standard import FOLIO_BELOW_MM, PAGE, SIZE_4
from tests.judges.verapdf import Flavour, judge
from tests.typeset.printed import MM, body_texts, pdf_of
from tests.typeset.samples import SENTENCE, manuscript, table

AREA = (35 * MM, 28 * MM, 260 * MM, 184 * MM)
"""Left, top, right and bottom of a landscape page's type area, from the paper's upper left corner."""
TEXT = "始" + "国" * 25
WIDE = table(10, 4, caption='宽表 {#tbl-wide unit="万元" orientation="landscape"}')
REMARK = "::: remark\n注：数据截至2023年5月31日。\n:::"


def turned(character: dict[str, Any]) -> bool:
    """Return whether a character is turned by ninety degrees clockwise: its foot to the left."""
    a, b, c, d, *_ = character["matrix"]
    return bool(b < -0.9 and c > 0.9 and abs(a) < 0.01 and abs(d) < 0.01)


@dataclass(frozen=True)
class Sheet:
    """One page: its size, the boxes of its characters by reading order, and those that stand upright."""

    width: float
    height: float
    characters: list[dict[str, Any]]

    @property
    def upright(self) -> list[dict[str, Any]]:
        return [each for each in self.characters if not turned(each)]

    @property
    def folio(self) -> list[dict[str, Any]]:
        return [each for each in self.characters if turned(each)]

    @property
    def inside(self) -> list[dict[str, Any]]:
        return [character for character in self.upright if character["top"] > AREA[1] - 1]


def sheets(subject: Manuscript) -> list[Sheet]:
    with pdfplumber.open(BytesIO(pdf_of(subject))) as opened:
        return [Sheet(page.width, page.height, page.chars) for page in opened.pages]


@cache
def wide(lines: int = 1) -> tuple[Sheet, ...]:
    """Return the pages of a document with a wide table between two paragraphs, so many lines before it."""
    text = "\n\n".join([*([TEXT] * lines), WIDE, REMARK, "终" * 26])
    return tuple(sheets(manuscript(text, marks=("示例数据",))))


def test_a_wide_table_stands_on_a_landscape_page_between_portrait_ones() -> None:
    assert [page.width > page.height for page in wide()] == [False, True, False]
    assert (wide()[1].width, wide()[1].height) == pytest.approx((297 * MM, 210 * MM), abs=0.1)


def test_caption_unit_and_remark_go_with_the_table_and_the_text_goes_on_behind_it() -> None:
    found = body_texts(pdf_of(manuscript("\n\n".join([TEXT, WIDE, REMARK, "终" * 26]))))
    assert TEXT in found[0]
    assert found[1].removeprefix("—2—").startswith("表1宽表单位：万元序号")
    assert found[1].removesuffix("—2—").endswith("注：数据截至2023年5月31日。")
    assert "终" in found[2]


def test_all_of_a_landscape_page_stands_in_the_turned_type_area() -> None:
    page = wide()[1]
    left, top, right, bottom = AREA
    assert all(left - 0.1 <= each["x0"] and each["x1"] <= right + 0.1 for each in page.inside)
    assert all(top - 0.1 <= each["top"] and each["bottom"] <= bottom for each in page.inside)
    with pdfplumber.open(BytesIO(pdf_of(manuscript(WIDE)))) as opened:
        lines = opened.pages[-1].lines
    assert min(line["x0"] for line in lines) == pytest.approx(left, abs=0.6)
    assert max(line["x1"] for line in lines) == pytest.approx(right, abs=0.6)


def test_the_page_number_reads_downwards_seven_millimetres_left_of_the_type_area() -> None:
    folio = wide()[1].folio
    assert "".join(each["text"] for each in folio) == "— 2 —"
    assert [each["top"] for each in folio] == sorted(each["top"] for each in folio)
    for each in folio:
        assert each["width"] == pytest.approx(SIZE_4, abs=0.1)  # as high as its type size, lying
        # Turned clockwise: letters stand with their feet to the left, the dash 0.38 em right of the baseline.
        baseline = each["matrix"][4]
        assert baseline + 0.38 * SIZE_4 == pytest.approx(AREA[0] - FOLIO_BELOW_MM * MM, abs=0.1)


def test_the_page_number_is_near_the_foot_of_odd_pages_and_near_the_head_of_even_ones() -> None:
    even = wide()[1].folio
    assert even[0]["top"] == pytest.approx(AREA[1] + SIZE_4, abs=0.3)
    odd = wide(24)[2].folio
    assert "".join(each["text"] for each in odd) == "— 3 —"
    assert odd[-1]["bottom"] == pytest.approx(AREA[3] - SIZE_4, abs=0.3)


def test_portrait_pages_beside_it_keep_their_page_numbers() -> None:
    assert ["".join(each["text"] for each in page.characters[-5:]) for page in (wide()[0], wide()[2])] == [
        "— 1 —",
        "— 3 —",
    ]


def test_marks_stand_in_the_middle_above_the_type_area() -> None:
    marks = [each for each in wide()[1].upright if each["text"] in "示例数据" and each["bottom"] < AREA[1]]
    assert len(marks) == 4
    assert (marks[0]["x0"] + marks[-1]["x1"]) / 2 == pytest.approx((AREA[0] + AREA[2]) / 2, abs=1)


def test_wide_tables_that_follow_one_another_share_a_page() -> None:
    low = [table(10, 1, caption=f'表{name} {{#tbl-{name} orientation="landscape"}}') for name in "甲乙"]
    text = "\n\n".join([TEXT, *low, "终"])
    assert [page.width > page.height for page in sheets(manuscript(text))] == [False, True, False]


def test_a_landscape_annex_has_its_label_on_the_first_line_and_its_title_on_the_third() -> None:
    text = TEXT + '\n\n::: {.annex title="项目台账" orientation="landscape"}\n' + table(10, 30) + "\n:::\n"
    first, *others = sheets(manuscript(text))
    assert len(others) >= 2
    assert all(page.width > page.height for page in others)
    characters = others[0].inside
    label, title = characters[:2], characters[2:6]
    assert "".join(each["text"] for each in label) == "附件"
    assert "".join(each["text"] for each in title) == "项目台账"
    assert label[0]["x0"] == pytest.approx(AREA[0], abs=0.5)
    assert label[0]["matrix"][5] - title[0]["matrix"][5] == pytest.approx(2 * PAGE.line_pt, abs=0.1)
    assert (title[0]["x0"] + title[-1]["x1"]) / 2 == pytest.approx((AREA[0] + AREA[2]) / 2, abs=1)
    assert first.width < first.height


def test_a_table_taller_than_a_landscape_page_repeats_its_head() -> None:
    text = TEXT + "\n\n" + table(10, 12, caption='宽表 {#tbl-wide orientation="landscape"}')
    text = text.replace("示例社区", "示例示例示例示例示例示例示例示例示例示例示例示例社区")
    found = body_texts(pdf_of(manuscript(text)))
    assert len(found) == 3
    assert all("序号项目名称任务" in page for page in found[1:])


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_landscape_pages_keep_the_standards(flavour: Flavour) -> None:
    text = "\n\n".join([SENTENCE, WIDE, REMARK, SENTENCE])
    assert judge(pdf_of(manuscript(text, marks=("示例数据",))), flavour) == []
