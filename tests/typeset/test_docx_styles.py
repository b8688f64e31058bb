"""Styles (样式): every kind of text has a named one, in the faces and on the grid of the standard."""

from __future__ import annotations

import pytest
from lxml import etree

from builders.typeset.docx import write
from tests.typeset.opened import NAMESPACES, Opened, W, style_of
from tests.typeset.specimens import document, manuscript

STANDARD_FACES = {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(write(manuscript(), document()))


def face(opened: Opened, style: str) -> str | None:
    found = opened.styles()[style].find("w:rPr/w:rFonts", NAMESPACES)
    return None if found is None else found.get(f"{W}eastAsia")


def test_every_style_in_use_is_defined(opened: Opened) -> None:
    used = {
        value
        for story in opened.stories()
        for kind in ("pStyle", "rStyle", "tblStyle")
        for value in opened.values(f".//w:{kind}", part=story)
    }
    assert used <= set(opened.styles())


def test_every_paragraph_names_its_style(opened: Opened) -> None:
    for story in opened.stories():
        assert len(opened.find(".//w:p", story)) == len(opened.find(".//w:p/w:pPr/w:pStyle", story))


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_are_those_that_navigation_knows(opened: Opened, level: int) -> None:
    assert opened.look(f"Heading{level}", "w:name") == f"heading {level}"
    assert opened.look(f"Heading{level}", "w:pPr/w:outlineLvl") == str(level - 1)


def test_heading_faces_follow_the_standard(opened: Opened) -> None:
    assert [face(opened, f"Heading{level}") for level in (1, 2, 3, 4)] == [
        "黑体",
        "楷体_GB2312",
        "仿宋_GB2312",
        "仿宋_GB2312",
    ]


def test_numbers_of_headings_are_text(opened: Opened) -> None:
    assert opened.paragraphs("Heading1")[0] == "一、试点基本情况"
    assert opened.paragraphs("Heading2") == ["（一）完善社区基本公共服务设施"]
    assert opened.paragraphs("Heading3") == ["1.服务设施"]
    assert opened.paragraphs("Heading4") == ["（1）无障碍改造"]


def test_only_faces_of_the_standard_are_named_the_same_in_every_slot(opened: Opened) -> None:
    for fonts in opened.find(".//w:rFonts", "word/styles.xml"):
        names = {fonts.get(W + slot) for slot in SLOTS}
        assert len(names) == 1
        assert names <= STANDARD_FACES


def test_no_theme_stands_behind_the_fonts(opened: Opened) -> None:
    assert not any("theme" in name for name in opened.raw)
    assert not any(b"Theme" in blob for blob in opened.raw.values())


def test_every_run_is_marked_as_chinese(opened: Opened) -> None:
    written = opened.find(".//w:r[w:t]")
    marked = opened.find(".//w:r[w:t]/w:rPr/w:rFonts[@w:hint='eastAsia']")
    assert len(written) == len(marked) > 0


def test_runs_carry_no_formatting_of_their_own(opened: Opened) -> None:
    allowed = {f"{W}rStyle", f"{W}rFonts"}
    for story in opened.stories():
        assert {child.tag for child in opened.find(".//w:r/w:rPr/*", story)} <= allowed


def test_paragraphs_carry_only_their_style_and_company_but_for_places_that_differ_within_a_document(
    opened: Opened,
) -> None:
    places = {
        "GwSignature": {"spacing", "ind", "tabs"},
        "GwDate": {"ind"},
        "GwTableNumber": {"ind"},
        "GwTableGap": {"spacing"},
        "GwFigure": {"spacing"},
    }
    for story in opened.stories():
        for paragraph in opened.find(".//w:p", story):
            own = {etree.QName(child).localname for child in paragraph.iterfind("w:pPr/*", NAMESPACES)}
            assert own <= {"pStyle", "keepNext"} | places.get(style_of(paragraph), set())


def test_body_lines_are_the_tallest_of_which_a_page_holds_22(opened: Opened) -> None:
    spacing = opened.styles()["GwBody"].find("w:pPr/w:spacing", NAMESPACES)
    assert spacing is not None
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("579", "exact")


def test_body_characters_are_set_so_tight_that_28_stand_in_a_line(opened: Opened) -> None:
    assert opened.look("Normal", "w:rPr/w:spacing") == "-5"


def test_body_paragraphs_begin_two_characters_in(opened: Opened) -> None:
    indent = opened.styles()["GwBody"].find("w:pPr/w:ind", NAMESPACES)
    assert indent is not None
    assert (indent.get(f"{W}firstLineChars"), indent.get(f"{W}firstLine")) == ("200", "630")


@pytest.mark.parametrize(
    "style", ["GwTableHead", "GwTableText", "GwTableNumber", "GwTableCaption", "GwFigureCaption", "FootnoteText"]
)
def test_small_text_leaves_the_line_grid(opened: Opened, style: str) -> None:
    assert opened.look(style, "w:pPr/w:snapToGrid") == "0"


def test_styles_have_chinese_names_where_word_has_none_of_its_own(opened: Opened) -> None:
    names = {opened.look(style, "w:name") for style in opened.styles()}
    assert {
        "公文正文",
        "公文标题",
        "主送机关",
        "发文字号",
        "表题",
        "图题",
        "表头",
        "附件标识",
        "落款",
        "成文日期",
        "页码",
    } <= names


def test_nothing_widens_a_line_of_28_characters(opened: Opened) -> None:
    for setting in ("autoSpaceDE", "autoSpaceDN", "overflowPunct", "widowControl"):
        assert opened.look("Normal", f"w:pPr/w:{setting}") == "0"


def test_han_text_is_chinese_and_numbers_are_not(opened: Opened) -> None:
    language = "w:docDefaults/w:rPrDefault/w:rPr/w:lang"
    assert opened.values(language, "eastAsia", "word/styles.xml") == ["zh-CN"]
    assert opened.values(language, "val", "word/styles.xml") == ["en-US"]


def test_missing_fonts_are_known_by_their_newer_names(opened: Opened) -> None:
    assert "仿宋" in opened.values("w:font/w:altName", part="word/fontTable.xml")
