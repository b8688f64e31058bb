"""Edge lines, seals, 附注 and the imprint (版记) in Word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import etree

from builders.model.document import Annex, Block, Document, Footnote
from builders.model.manuscript import Imprint, Manuscript, Masthead
from builders.model.standard import IMPRINT, POINTS_PER_MM
from builders.typeset.docx import write
from builders.typeset.docx.units import AREA_HEIGHT, AREA_WIDTH, LINE
from tests.typeset.opened import NAMESPACES, Opened, W, style_of, text
from tests.typeset.specimens import manuscript, numbered, prose

SIMPLE = numbered(Document((prose("特此报告。"),)))
FOOT = Imprint("双塔区住房和城乡建设局办公室", date(2023, 7, 11), ("双塔区人民政府办公室", "双塔区财政局"))
EMU_PER_TWIP = 635


def signed(**changes: Any) -> Manuscript:  # noqa: ANN401 - any field of a Manuscript
    return replace(manuscript(), assets=(), **changes)


def printed(subject: Manuscript, document: Document = SIMPLE) -> Opened:
    return Opened(write(subject, document))


def order(opened: Opened) -> list[str]:
    return [style_of(each) for each in opened.find("w:body/w:p")]


# ------------------------------------------------------------------------------- the top of the first page


def test_copy_number_secrecy_and_urgency_stand_above_one_another_from_the_first_line() -> None:
    head = Masthead(("甲局",), copy_number="000001", classification="秘密★1年", urgency="特急")
    opened = printed(signed(masthead=head))
    assert order(opened)[:4] == ["GwCopyNumber", "GwSecrecy", "GwSecrecy", "GwMastheadSpace"]
    assert opened.paragraphs("GwCopyNumber") == ["000001"]
    assert opened.paragraphs("GwSecrecy") == ["秘密★1年", "特急"]


def test_secrecy_is_printed_in_black_type_and_the_copy_number_in_the_bodys() -> None:
    opened = printed(signed())
    assert opened.look("GwSecrecy", "w:rPr/w:rFonts", "eastAsia") == "黑体"
    assert opened.look("GwCopyNumber", "w:rPr/w:rFonts", "eastAsia") == "仿宋_GB2312"


def test_lines_above_the_issuers_do_not_move_them() -> None:
    def space(head: Masthead) -> int:
        return int(printed(signed(masthead=head)).look("GwMastheadSpace", "w:pPr/w:spacing", "line") or 0)

    bare = Masthead(("甲局",))
    assert space(bare) - space(replace(bare, classification="秘密", urgency="特急")) == 2 * LINE


# ------------------------------------------------------------------------------- seals and 附注


def test_room_for_the_seal_is_kept_below_the_date_and_on_its_page() -> None:
    opened = printed(signed(sealed=True, signers=("双塔区住房和城乡建设局",), annotation="此件公开发布"))
    assert order(opened)[-4:] == ["GwSignature", "GwDate", "GwSealSpace", "GwAnnotation"]
    *_, name, day, seal, _ = opened.find("w:body/w:p")
    assert all(each.find("w:pPr/w:keepNext", NAMESPACES) is not None for each in (name, day, seal))


@pytest.mark.parametrize("typed", ["此件公开发布", "（此件公开发布）"])
def test_an_annotation_stands_in_round_brackets_two_characters_in(typed: str) -> None:
    opened = printed(signed(annotation=typed))
    assert opened.paragraphs("GwAnnotation") == ["（此件公开发布）"]
    assert opened.look("GwAnnotation", "w:pPr/w:ind", "firstLineChars") == "200"


# ------------------------------------------------------------------------------- the imprint


def box(opened: Opened) -> etree._Element:
    (anchor,) = opened.find(".//wp:anchor")
    return anchor


def test_the_imprint_ends_the_last_page_below_the_annexes() -> None:
    annexed = numbered(Document((prose("正文。"),), (Annex("台账", (prose("略。"),)),)))
    opened = printed(signed(imprint=FOOT), annexed)
    assert order(opened)[-2:] == ["GwBody", "GwImprintSpace"]
    assert opened.paragraphs("GwCopies") == ["抄送：双塔区人民政府办公室，双塔区财政局。"]
    assert opened.paragraphs("GwPrinted") == ["双塔区住房和城乡建设局办公室"]
    assert opened.paragraphs("GwPrintedOn") == ["2023年7月11日印发"]


def test_the_imprint_stands_on_the_foot_of_the_type_area_and_its_paragraph_keeps_its_room() -> None:
    opened = printed(signed(imprint=FOOT))
    anchor = box(opened)
    position = anchor.find("wp:positionV", NAMESPACES)
    assert position is not None and position.get("relativeFrom") == "margin"
    top = int(position[0].text or 0) // EMU_PER_TWIP
    (room,) = [each for each in opened.find("w:body/w:p") if style_of(each) == "GwImprintSpace"]
    spacing = room.find("w:pPr/w:spacing", NAMESPACES)
    assert spacing is not None
    kept = int(spacing.get(f"{W}line", ""))
    assert top + kept == AREA_HEIGHT
    assert kept == 2 * LINE
    (end,) = [each for each in anchor.iter(f"{W}p") if style_of(each) == "GwImprintEnd"]
    (extent,) = anchor.iterfind("wp:extent", NAMESPACES)
    below = int(opened.look(style_of(end), "w:pPr/w:spacing", "line") or 0)
    assert int(extent.get("cy", "")) // EMU_PER_TWIP == kept + below


def test_a_long_list_of_copies_gets_the_room_of_its_lines() -> None:
    def room(copies: tuple[str, ...]) -> int:
        (extent,) = box(printed(signed(imprint=replace(FOOT, copies=copies)))).iterfind("wp:extent", NAMESPACES)
        return int(extent.get("cy", ""))

    assert room(("双塔区人民政府办公室",) * 8) > room(("双塔区人民政府办公室",))


def test_the_imprints_outer_rules_are_thick_and_the_inner_one_thin() -> None:
    borders = printed(signed(imprint=FOOT)).styles()["GwImprintTable"].find("w:tblPr/w:tblBorders", NAMESPACES)
    assert borders is not None
    sizes = {etree.QName(each).localname: int(each.get(f"{W}sz", "")) for each in borders}
    assert set(sizes) == {"top", "bottom", "insideH"}
    assert sizes["top"] == sizes["bottom"] == round(8 * IMPRINT.thick_mm * POINTS_PER_MM)
    assert sizes["insideH"] == round(8 * IMPRINT.thin_mm * POINTS_PER_MM)


def test_an_imprint_without_copies_names_only_the_printer() -> None:
    opened = printed(signed(imprint=replace(FOOT, copies=())))
    assert opened.paragraphs("GwCopies") == []
    assert opened.paragraphs("GwPrinted") == ["双塔区住房和城乡建设局办公室"]


def test_the_imprint_is_as_wide_as_the_type_area() -> None:
    opened = printed(signed(imprint=FOOT))
    table = box(opened).find(".//w:tbl", NAMESPACES)
    assert table is not None
    assert sum(int(each.get(f"{W}w", "")) for each in table.iter(f"{W}gridCol")) == AREA_WIDTH


def test_a_document_without_imprint_ends_with_its_text() -> None:
    assert order(printed(signed()))[-1] == "GwDate"


NOTE = Footnote((prose("出处。"),))


@pytest.mark.parametrize(
    ("blocks", "apart"),
    [
        ((prose("文", NOTE), prose("末段。")), True),
        ((prose("文", NOTE), *[prose("段" * 60)] * 12), False),
        ((prose("段"), prose("末段。")), False),
    ],
    ids=["footnote near the end", "footnote a page before", "no footnote"],
)
def test_footnotes_and_imprint_never_share_a_page(blocks: tuple[Block, ...], apart: bool) -> None:
    opened = printed(signed(imprint=FOOT), numbered(Document(blocks)))
    room = opened.find("w:body/w:p")[-1]
    assert (room.find("w:pPr/w:pageBreakBefore", NAMESPACES) is not None) is apart
    assert text(box(opened)).startswith("抄送")
