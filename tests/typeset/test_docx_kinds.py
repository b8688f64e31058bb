"""Letters and minutes (信函格式、纪要格式) in Word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree

from builders.model.document import Annex, Document
from builders.model.manuscript import Attendance, Imprint, Manuscript, Masthead
from builders.model.standard import LETTER, POINTS_PER_MM, SIZE_3
from builders.typeset import gongwen
from builders.typeset.docx import write
from builders.typeset.docx.places import places
from builders.typeset.docx.units import AREA_WIDTH, CHARACTER, LINE
from builders.typeset.opening import opening
from tests.typeset.opened import NAMESPACES, Opened, W, style_of, text
from tests.typeset.specimens import STANDARDS, manuscript, numbered, prose

SIMPLE = numbered(Document((prose("正文。"),)))
BUREAU = "双塔区住房和城乡建设局"
FOOT = Imprint(f"{BUREAU}办公室", date(2023, 7, 11), ("双塔区人民政府办公室",))
TWIPS_PER_MM = 1440 / 25.4


def letter(document: Document = SIMPLE, head: dict[str, Any] | None = None, **changes: Any) -> Opened:  # noqa: ANN401
    return Opened(write(of_kind("letter", head or {}, **changes), document))


def minutes(head: dict[str, Any] | None = None, **changes: Any) -> Opened:  # noqa: ANN401
    given = {"letterhead": "双塔区试点工作专题会议纪要", **(head or {})}
    return Opened(write(of_kind("minutes", given, signers=(), **changes), SIMPLE))


def of_kind(kind: Any, head: dict[str, Any], **changes: Any) -> Manuscript:  # noqa: ANN401
    masthead = Masthead((BUREAU,), "双住建函〔2023〕8号", upward=False, kind=kind)
    return replace(manuscript(), masthead=replace(masthead, **head), assets=(), **changes)


def own(paragraph: etree._Element, element: str) -> dict[str, str]:
    """The attributes of one property of a paragraph of its own."""
    (found,) = paragraph.iterfind(f"w:pPr/w:{element}", NAMESPACES)
    return {str(key).removeprefix(W): str(value) for key, value in found.attrib.items()}


def first(opened: Opened, style: str, part: str = "word/document.xml") -> etree._Element:
    return next(each for each in opened.find(".//w:p", part) if style_of(each) == style)


def order(opened: Opened) -> list[str]:
    return [style_of(each) for each in opened.find("w:body/w:p")]


# ------------------------------------------------------------------------------- letters


def test_a_letters_issuers_stand_30_mm_below_the_papers_edge_without_file_word() -> None:
    opened = letter()
    assert opened.paragraphs("GwLetterIssuer") == [BUREAU]
    frame = own(first(opened, "GwLetterIssuer"), "framePr")
    size = int(opened.look("GwLetterIssuer", "w:rPr/w:sz") or 0) * 10
    assert (frame["vAnchor"], frame["hAnchor"], frame["xAlign"]) == ("page", "margin", "center")
    assert (int(frame["y"]) + 0.18 * size) / TWIPS_PER_MM == pytest.approx(LETTER.issuer_top_mm, abs=0.05)
    assert opened.look("GwLetterIssuer", "w:rPr/w:color") == "FF0000"


def test_a_letters_head_is_ordered_as_the_clause_has_it() -> None:
    head = {"copy_number": "000001", "classification": "秘密★1年", "urgency": "特急"}
    opened = letter(head=head)
    assert order(opened)[:6] == ["GwLetterIssuer", "GwLetterRule", *["GwLetterNumber"] * 3, "GwTitle"]
    assert opened.paragraphs("GwLetterNumber") == ["000001\t双住建函〔2023〕8号", "秘密★1年", "特急"]


def test_a_letters_number_stands_at_the_right_edge() -> None:
    opened = letter()
    assert opened.paragraphs("GwLetterNumber") == ["\t双住建函〔2023〕8号"]
    assert opened.look("GwLetterNumber", "w:pPr/w:tabs/w:tab") == "right"
    assert opened.look("GwLetterNumber", "w:pPr/w:tabs/w:tab", "pos") == str(AREA_WIDTH)


def test_a_draft_letter_leaves_room_for_its_number() -> None:
    assert letter(head={"number": ""}).paragraphs("GwLetterNumber") == ["\t〔2023〕　号"]


@pytest.mark.parametrize(
    ("style", "kind"), [("GwLetterRule", "thickThinSmallGap"), ("GwLetterFootRule", "thinThickSmallGap")]
)
def test_double_rules_are_red_the_thick_stroke_outside(style: str, kind: str) -> None:
    opened = letter()
    assert opened.look(style, "w:pPr/w:pBdr/w:bottom") == kind
    assert opened.look(style, "w:pPr/w:pBdr/w:bottom", "color") == "FF0000"


def test_the_upper_double_rule_is_170_mm_long_and_centred_on_the_paper() -> None:
    opened = letter()
    indents = (opened.look("GwLetterRule", "w:pPr/w:ind", side) for side in ("left", "right"))
    left, right = (int(indent or 0) / TWIPS_PER_MM for indent in indents)
    assert (28 + left, 26 + right) == pytest.approx((20, 20), abs=0.05)


def test_the_upper_double_rule_stands_4_mm_below_the_issuers() -> None:
    subject = of_kind("letter", {})
    where, plan = places(subject), opening(subject)
    rule = where.issuers_top + where.issuer_line + where.above_rule
    ink = where.issuers_top + 20 * (0.18 + 1) * plan.issuer_pt
    assert (rule - ink) / TWIPS_PER_MM == pytest.approx(LETTER.rule_gap_mm, abs=0.05)


def test_the_number_stands_seven_eighths_of_a_character_below_the_rule() -> None:
    subject = of_kind("letter", {})
    character_top = 0.8 * LINE / 20 - 0.88 * SIZE_3
    assert places(subject).above_number / 20 + character_top == pytest.approx(14, abs=0.8)


@pytest.mark.parametrize("head", [{}, {"copy_number": "000001", "classification": "秘密", "urgency": "特急"}])
def test_the_text_below_a_letters_title_stands_on_the_line_grid(head: dict[str, str]) -> None:
    subject = of_kind("letter", head)
    where, plan = places(subject), opening(subject)
    double_rule = round(20 * (gongwen.THICK_RULE_PT + 2 * gongwen.THIN_RULE_PT))
    top = where.issuers_top - round(37 * TWIPS_PER_MM)
    height = top + where.issuer_line + where.above_rule + double_rule + where.above_number + max(1, len(head)) * LINE
    height += where.above_title + plan.title_lines * where.title_line + where.below_title
    assert height == pytest.approx(plan.text_line * LINE, abs=1)


def test_a_letters_first_page_has_the_lower_double_rule_and_no_number() -> None:
    opened = letter()
    assert opened.values(".//w:sectPr/w:footerReference", "type") == ["default", "even", "first"]
    assert opened.find(".//w:sectPr/w:titlePg")
    (part,) = [name for name in opened.raw if name == "word/footer5.xml"]
    frame = own(first(opened, "GwLetterFootRule", part), "framePr")
    assert int(frame["w"]) / TWIPS_PER_MM == pytest.approx(LETTER.rule_length_mm, abs=0.05)
    foot = int(frame["y"]) + 20 + 20 * 3.75
    assert 297 - foot / TWIPS_PER_MM == pytest.approx(LETTER.foot_rule_mm, abs=0.05)
    assert not opened.find(".//w:instrText", part)


def test_a_letters_first_page_bears_the_marks_of_the_others() -> None:
    opened = letter()
    assert opened.values(".//w:sectPr/w:headerReference", "type") == ["default", "even", "first"]


def test_only_the_first_section_of_a_letter_has_a_first_page() -> None:
    wide = replace(STANDARDS, landscape=True)
    opened = letter(numbered(Document((prose("文。"),), (Annex("台账", (wide,), landscape=True),))))
    titled = [each.find("w:titlePg", NAMESPACES) is not None for each in opened.find(".//w:sectPr")]
    assert titled == [True, False]


def test_a_letters_imprint_names_copies_without_rules_and_printer() -> None:
    opened = letter(imprint=FOOT)
    assert opened.paragraphs("GwCopies") == ["抄送：双塔区人民政府办公室。"]
    assert opened.paragraphs("GwPrinted") == []
    assert not opened.has("GwLetterImprintTable", "w:tblPr/w:tblBorders")
    assert opened.values(".//w:txbxContent/w:tbl/w:tblPr/w:tblStyle") == ["GwLetterImprintTable"]


def test_a_letter_without_copies_has_no_imprint() -> None:
    assert order(letter(imprint=replace(FOOT, copies=())))[-1] == "GwDate"


# ------------------------------------------------------------------------------- minutes


def test_minutes_bear_their_own_letterhead_and_a_centred_number() -> None:
    opened = minutes()
    assert opened.paragraphs("GwIssuer") == ["双塔区试点工作专题会议纪要"]
    assert opened.paragraphs("GwNumberCentred") == ["双住建函〔2023〕8号"]


def test_minutes_without_number_keep_their_red_rule_4_mm_below_the_letterhead() -> None:
    subject = of_kind("minutes", {"letterhead": "专题会议纪要", "number": ""})
    opened = Opened(write(subject, SIMPLE))
    assert order(opened)[:3] == ["GwMastheadSpace", "GwIssuer", "GwMastheadRule"]
    where = places(subject)
    below_ink = where.issuer_line - 20 * (0.18 + 1) * where.issuer_pt
    assert (below_ink + where.above_rule) / 20 == pytest.approx(4 * POINTS_PER_MM, abs=0.1)


ATTENDED = (
    Attendance("出席", (f"{BUREAU}甲某某", "双塔区民政局乙某某")),
    Attendance("列席人员", ("丙某",)),
)


def test_those_who_attended_follow_the_body_after_one_blank_line() -> None:
    opened = minutes(attendance=ATTENDED)
    assert order(opened)[-3:] == ["GwBody", "GwAttendance", "GwAttendance"]
    assert opened.paragraphs("GwAttendance") == [f"出席：{BUREAU}甲某某、双塔区民政局乙某某", "列席人员：丙某"]
    assert opened.look("GwAttendance", "w:pPr/w:spacing", "before") == str(LINE)
    assert opened.has("GwAttendance", "w:pPr/w:contextualSpacing")


def test_labels_of_attendance_are_black_and_stand_two_characters_in() -> None:
    opened = minutes(attendance=ATTENDED)
    labels = [each.getparent() for each in opened.find(".//w:r/w:rPr/w:rStyle[@w:val='Strong']/..")]
    assert [text(run) for run in labels if run is not None] == ["出席：", "列席人员："]
    left, hanging = (int(opened.look("GwAttendance", "w:pPr/w:ind", side) or 0) for side in ("left", "hanging"))
    assert (left - hanging, hanging) == (2 * CHARACTER, 3 * CHARACTER)


def test_names_align_with_the_first_one_behind_a_longer_label() -> None:
    _, longer = [each for each in minutes(attendance=ATTENDED).find(".//w:p") if style_of(each) == "GwAttendance"]
    indent = own(longer, "ind")
    assert int(indent["hanging"]) == 5 * CHARACTER
    assert int(indent["left"]) - int(indent["hanging"]) == 2 * CHARACTER


def test_minutes_have_the_usual_imprint() -> None:
    opened = minutes(imprint=FOOT)
    assert opened.paragraphs("GwPrinted") == [f"{BUREAU}办公室"]
