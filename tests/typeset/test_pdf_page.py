"""The page of the PDF: 22 lines of 28 characters, margins, page numbers, marks and masthead in their places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from builders.model.manuscript import Masthead
from builders.model.revision import Revision
from builders.typeset.gongwen import PAGE
from tests.typeset.printed import MM, Line, pages, pdf_of
from tests.typeset.samples import manuscript

LEFT, RIGHT = 28 * MM, 184 * MM
TOP, FOOT = 37 * MM, 262 * MM


@pytest.fixture(scope="module")
def full_page() -> list[Line]:
    """The second page of a paragraph of Han characters only."""
    return pages(pdf_of(manuscript("国" * 28 * 60, marks=("示例数据", "草稿"))))[1]


def body(lines: list[Line]) -> list[Line]:
    return [line for line in lines if TOP < line.baseline < FOOT]


def test_a_full_page_has_22_lines_of_28_characters(full_page: list[Line]) -> None:
    assert [len(line.lefts) for line in body(full_page)] == [28] * 22


def test_lines_and_characters_keep_one_pitch(full_page: list[Line]) -> None:
    lines = body(full_page)
    steps = [below.baseline - above.baseline for above, below in zip(lines, lines[1:], strict=False)]
    assert all(step == pytest.approx(PAGE.line_pt, abs=0.11) for step in steps)
    for line in lines:
        gaps = [right - left for left, right in zip(line.lefts, line.lefts[1:], strict=False)]
        assert all(gap == pytest.approx(PAGE.character_pt, abs=0.05) for gap in gaps)


def test_the_text_fills_the_type_area_and_stays_in_it(full_page: list[Line]) -> None:
    lines = body(full_page)
    assert all(line.lefts[0] == pytest.approx(LEFT, abs=0.1) for line in lines)
    assert all(RIGHT - 1 < line.right <= RIGHT + 0.3 for line in lines)
    assert lines[0].baseline - 0.88 * 16 > TOP
    assert lines[-1].baseline + 0.12 * 16 < FOOT
    assert FOOT - lines[-1].baseline < PAGE.line_pt


def test_the_paper_is_a4() -> None:
    with pdfplumber.open(BytesIO(pdf_of(manuscript("文")))) as opened:
        assert (opened.pages[0].width, opened.pages[0].height) == pytest.approx((210 * MM, 297 * MM), abs=0.1)


def test_a_paragraph_begins_two_characters_in() -> None:
    first, second = body(pages(pdf_of(manuscript("国" * 40)))[0])[-2:]
    assert first.lefts[0] == pytest.approx(LEFT + 2 * PAGE.character_pt, abs=0.1)
    assert len(first.lefts) == 26
    assert second.lefts[0] == pytest.approx(LEFT, abs=0.1)


def test_punctuation_never_begins_a_line_and_pairs_are_compressed() -> None:
    text = "他说：“《国家标准》（推荐性）。”又说：“（一）、（二）。”" * 30
    for line in body(pages(pdf_of(manuscript(text)))[1])[:-1]:
        assert line.text[0] not in "、。，；：？！》）〕”"
        assert len(line.lefts) >= 28


def test_digits_stand_tight_beside_han() -> None:
    line = body(pages(pdf_of(manuscript("完成12个")))[0])[-1]
    assert line.lefts[2] - line.lefts[1] == pytest.approx(PAGE.character_pt, abs=0.1)


def test_page_numbers_stand_outside_seven_millimetres_below_the_text() -> None:
    printed = pages(pdf_of(manuscript("国" * 28 * 60)))
    for number, lines in enumerate(printed, 1):
        folio = lines[-1]
        assert folio.text == f"— {number} —"
        assert folio.size == pytest.approx(14, abs=0.1)
        assert folio.baseline - 0.38 * 14 == pytest.approx(FOOT + 7 * MM, abs=0.5)
        if number % 2:
            assert folio.right == pytest.approx(RIGHT - 14, abs=1)
        else:
            assert folio.lefts[0] == pytest.approx(LEFT + 14, abs=1)


def test_marks_stand_at_the_head_of_every_page() -> None:
    printed = pages(pdf_of(manuscript("国" * 28 * 60, marks=("示例数据", "草稿"))))
    assert len(printed) == 3
    for lines in printed:
        assert lines[0].text == "示例数据　草稿"
        assert 20 * MM < lines[0].baseline < 26 * MM
        assert (lines[0].lefts[0] + lines[0].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


def test_a_draft_says_its_version_beside_its_marks_and_moves_nothing() -> None:
    third = Revision(3, "a1b2c3d4" * 5, date(2023, 6, 8))
    draft = replace(manuscript("国" * 28 * 60, marks=("草稿",)), status="draft", revision=third)
    drafted, plain = pages(pdf_of(draft)), pages(pdf_of(replace(draft, revision=None)))

    for lines in drafted:
        assert lines[0].text == "草稿　第3版 · 2023-06-08 · a1b2c3d"
        assert 20 * MM < lines[0].baseline < 26 * MM
    assert baselines(drafted) == baselines(plain)


def baselines(printed: list[list[Line]]) -> list[list[float]]:
    return [[line.baseline for line in lines] for lines in printed]


# ------------------------------------------------------------------ masthead

JOINT = Masthead(
    ("喀喇沁左翼蒙古族自治县住房和城乡建设局", "喀喇沁左翼蒙古族自治县民政局"), "喀住建发〔2023〕12号", ("欧阳宏",)
)


def head_of(masthead: Masthead) -> list[Line]:
    return pages(pdf_of(manuscript("国" * 600, masthead=masthead)))[0]


def test_joint_issuers_are_spread_to_one_width() -> None:
    longer, shorter = (line for line in head_of(JOINT) if line.text.startswith("喀喇沁"))
    assert longer.lefts[0] == pytest.approx(shorter.lefts[0], abs=0.5)
    assert longer.right == pytest.approx(shorter.right, abs=1.5)
    assert longer.lefts[0] >= LEFT


def test_the_word_document_stands_beside_joint_issuers_in_mid_height() -> None:
    upper, word, lower = (line for line in head_of(JOINT) if line.text in (*JOINT.issuers, "文件"))
    assert word.text == "文件"
    assert word.baseline == pytest.approx((upper.baseline + lower.baseline) / 2, abs=0.5)
    assert word.lefts[0] > upper.right
    assert word.right <= RIGHT


def test_the_issuers_begin_35_millimetres_below_the_type_area() -> None:
    upper = next(line for line in head_of(JOINT) if line.text == JOINT.issuers[0])
    ink = upper.baseline - 0.85 * upper.size
    assert ink == pytest.approx(TOP + 35 * MM, abs=1)


def test_the_issuers_and_the_rule_are_red_and_all_else_is_black() -> None:
    with pdfplumber.open(BytesIO(pdf_of(manuscript("国", masthead=JOINT)))) as opened:
        page = opened.pages[0]
        red = {char["text"] for char in page.chars if char["non_stroking_color"] == (1, 0, 0)}
        others = {char["non_stroking_color"] for char in page.chars} - {(1, 0, 0)}
        (rule,) = [line for line in page.lines if line["stroking_color"] == (1, 0, 0)]
    assert red == set("".join(JOINT.issuers) + "文件")
    assert others == {(0,)}
    assert (rule["x0"], rule["x1"]) == pytest.approx((LEFT, RIGHT), abs=0.1)


def test_the_rule_is_four_millimetres_below_the_number_and_the_title_two_lines_below_the_rule() -> None:
    number = next(line for line in head_of(JOINT) if "〔2023〕12号" in line.text)
    title = next(line for line in head_of(JOINT) if line.text.startswith("双塔区"))
    with pdfplumber.open(BytesIO(pdf_of(manuscript("国", masthead=JOINT)))) as opened:
        (rule,) = [line for line in opened.pages[0].lines if line["stroking_color"] == (1, 0, 0)]
    assert rule["top"] - (number.baseline + 0.12 * 16) == pytest.approx(4 * MM, abs=1.2)
    blank = title.baseline - 0.88 * 22 - rule["top"]
    assert 1.5 * PAGE.line_pt < blank < 3 * PAGE.line_pt


def test_an_upward_number_stands_one_character_in_with_the_signer_on_its_line() -> None:
    line = next(line for line in head_of(JOINT) if "12号" in line.text)
    assert line.text.endswith("签发人：欧阳宏")
    assert line.lefts[0] == pytest.approx(LEFT + PAGE.character_pt, abs=0.5)
    assert line.right == pytest.approx(RIGHT - PAGE.character_pt, abs=1.5)


@pytest.mark.parametrize(("issuers", "room"), [(1, 3), (2, 7)])
def test_a_draft_leaves_room_for_number_and_a_signer_of_each_issuer(issuers: int, room: int) -> None:
    line = next(line for line in head_of(Masthead(JOINT.issuers[:issuers])) if "签发人" in line.text)
    assert line.text == "〔2023〕　号签发人："
    assert line.right == pytest.approx(RIGHT - (room + 1) * PAGE.character_pt, abs=1)


def test_three_signers_take_two_lines_and_the_number_shares_the_last() -> None:
    masthead = Masthead(JOINT.issuers, "甲发〔2023〕1号", ("欧阳宏", "李明明", "王大力"))
    upper, lower = (line.text for line in head_of(masthead) if "欧阳宏" in line.text or "王大力" in line.text)
    assert upper == "签发人：欧阳宏　李明明"
    assert lower == "甲发〔2023〕1号王大力"


def test_a_number_that_does_not_go_up_is_centred() -> None:
    masthead = Masthead(("朝阳市住房和城乡建设局",), "朝住建发〔2022〕44号", upward=False)
    line = next(line for line in head_of(masthead) if "44号" in line.text)
    assert line.text == "朝住建发〔2022〕44号"
    assert (line.lefts[0] + line.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


def test_the_text_below_a_masthead_keeps_the_grid_of_the_page() -> None:
    lines = body(head_of(JOINT))[-5:]
    first = PAGE.line_pt - (PAGE.line_pt - 16) / 2 - 0.12 * 16
    for line in lines:
        rows = (line.baseline - TOP - first) / PAGE.line_pt
        assert rows == pytest.approx(round(rows), abs=0.01)


SECRET = replace(JOINT, copy_number="000012", classification="机密★1年", urgency="特急")


def test_copy_number_classification_and_urgency_stand_on_the_first_lines_of_the_type_area() -> None:
    lines = [line for line in head_of(SECRET) if line.text in ("000012", "机密★1年", "特急")]
    assert [line.text for line in lines] == ["000012", "机密★1年", "特急"]
    for index, line in enumerate(lines):
        assert line.lefts[0] == pytest.approx(LEFT, abs=0.5)
        assert line.baseline == pytest.approx(TOP + (index + 0.5) * PAGE.line_pt + 0.38 * 16, abs=0.05)


def test_what_is_missing_of_them_leaves_no_gap() -> None:
    (line,) = [line for line in head_of(replace(JOINT, urgency="加急")) if line.text == "加急"]
    assert line.baseline < TOP + PAGE.line_pt


def test_classification_and_urgency_are_stressed_and_the_copy_number_is_not() -> None:
    with pdfplumber.open(BytesIO(pdf_of(manuscript("国", masthead=SECRET)))) as opened:
        faces = {character["text"]: character["fontname"] for character in opened.pages[0].chars}
    assert faces["密"] == faces["急"] != faces["国"] == faces["0"]


def test_the_head_of_a_document_stands_where_it_stands_without_them() -> None:
    assert [line.baseline for line in head_of(SECRET)[3:]] == [line.baseline for line in head_of(JOINT)]
