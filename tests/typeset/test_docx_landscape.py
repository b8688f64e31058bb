"""Landscape pages (横排) in Word: turned sections, their page numbers, and the text around them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from builders.model.document import Annex, Block, Document, Remark
from builders.model.manuscript import Imprint
from builders.typeset.docx import write
from builders.typeset.docx.units import AREA_HEIGHT, AREA_WIDTH
from tests.typeset.opened import NAMESPACES, Opened, W, style_of, text
from tests.typeset.specimens import STANDARDS, bare, manuscript, numbered, prose
from tests.typeset.specimens import text as words

WIDE = replace(STANDARDS, landscape=True)
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000


def opened(*blocks: Block, annexes: tuple[Annex, ...] = ()) -> Opened:
    return Opened(write(replace(manuscript(), masthead=None), numbered(Document(blocks, annexes))))


def sections(printed: Opened) -> list[etree._Element]:
    return printed.find(".//w:sectPr")


def turned(printed: Opened) -> list[bool]:
    """Of every section in order, whether its pages are landscape."""
    return [each.get(f"{W}orient") == "landscape" for each in printed.find(".//w:sectPr/w:pgSz")]


def in_section(printed: Opened, wanted: int) -> list[str]:
    """The styles of the paragraphs of one section, those in cells as well."""
    found: list[str] = []
    number = 0
    for paragraph in printed.find("w:body//w:p"):
        found += [style_of(paragraph)] if number == wanted else []
        number += paragraph.find("w:pPr/w:sectPr", NAMESPACES) is not None
    return found


def margins(section: etree._Element) -> dict[str, float]:
    (found,) = section.iterfind("w:pgMar", NAMESPACES)
    return {side: int(found.get(W + side, "")) / TWIPS_PER_MM for side in ("top", "right", "bottom", "left")}


def parts(printed: Opened, kind: str) -> list[list[str | None]]:
    """The relationships of each section's headers or footers."""
    identifier = f"{{{NAMESPACES['r']}}}id"
    return [
        [each.get(identifier) for each in section.iterfind(f"w:{kind}Reference", NAMESPACES)]
        for section in sections(printed)
    ]


def test_a_wide_table_stands_on_a_landscape_page_and_the_text_goes_on_upright() -> None:
    printed = opened(prose("前文。"), WIDE, prose("后文。"))
    assert turned(printed) == [False, True, False]
    assert in_section(printed, 0)[-1] == "GwBody"
    assert in_section(printed, 1)[0] == "GwTableCaption"
    assert in_section(printed, 2)[0] == "GwBody"


def test_remarks_go_with_their_landscape_table() -> None:
    printed = opened(WIDE, Remark(words("注：略。")), prose("后文。"))
    assert "GwRemark" in in_section(printed, 1)


def test_a_document_of_upright_pages_has_one_section() -> None:
    printed = opened(prose("前文。"), STANDARDS)
    assert turned(printed) == [False]
    assert not [name for name in printed.raw if name.startswith("word/footer3")]


def test_the_landscape_page_is_the_portrait_page_turned_with_its_binding_edge_on_top() -> None:
    upright, lying, _ = sections(opened(prose("前文。"), WIDE, prose("后文。")))
    before, after = margins(upright), margins(lying)
    assert after["top"] == pytest.approx(28, abs=0.05) == pytest.approx(before["left"], abs=0.05)
    assert after["right"] == pytest.approx(before["top"], abs=0.05)
    assert after["bottom"] == pytest.approx(before["right"], abs=0.05)
    assert after["left"] == pytest.approx(before["bottom"], abs=0.05)


def test_a_landscape_table_is_as_wide_as_the_turned_type_area() -> None:
    widths = [int(value or 0) for value in opened(WIDE).values(".//w:gridCol", "w")]
    assert sum(widths) == AREA_HEIGHT


def test_a_landscape_annex_takes_its_label_and_title_along() -> None:
    annex = Annex("台账", (WIDE,), landscape=True)
    printed = opened(prose("正文。"), annexes=(annex, Annex("说明", (prose("略。"),))))
    assert turned(printed) == [False, True, False]
    assert in_section(printed, 1)[:3] == ["GwAnnexLabel", "GwAnnexTitle", "GwTableCaption"]
    assert in_section(printed, 2)[:2] == ["GwAnnexLabel", "GwAnnexTitle"]


def test_the_imprint_never_stands_on_a_landscape_page() -> None:
    subject = replace(manuscript(), assets=(), imprint=Imprint("办公室", manuscript().date))
    document = numbered(Document((prose("正文。"),), (Annex("台账", (WIDE,), landscape=True),)))
    printed = Opened(write(subject, document))
    assert turned(printed) == [False, True, False]
    assert in_section(printed, 2)[0] == "GwImprintSpace"


def test_every_section_has_its_own_page_numbers_and_all_have_the_marks() -> None:
    printed = opened(WIDE)
    feet, heads = parts(printed, "footer"), parts(printed, "header")
    assert feet[0] == feet[2] and not set(feet[0]) & set(feet[1])
    assert heads[0] == heads[1] == heads[2]


@pytest.mark.parametrize(
    ("part", "style", "shown"), [("footer3", "GwFolioOdd", "— 1 —"), ("footer4", "GwFolioEven", "— 2 —")]
)
def test_the_page_number_stands_upright_at_the_left_edge_where_portrait_pages_have_it(
    part: str, style: str, shown: str
) -> None:
    printed = opened(WIDE)
    name = f"word/{part}.xml"
    (anchor,) = printed.find(".//wp:anchor", name)
    across, down = (int(each.text or 0) / EMU_PER_MM for each in anchor.iterfind("*/wp:posOffset", NAMESPACES))
    (extent,) = anchor.iterfind("wp:extent", NAMESPACES)
    width, height = (int(extent.get(side, "")) / EMU_PER_MM for side in ("cx", "cy"))
    line = 18 * 25.4 / 72
    dash = across + line - (0.8 * line - 0.38 * 14 * 25.4 / 72)
    assert dash == pytest.approx(28, abs=0.1)
    assert width == pytest.approx(line, abs=0.01)
    assert (down, down + height) == pytest.approx((28, 28 + AREA_WIDTH / TWIPS_PER_MM), abs=0.05)
    (box,) = [each for each in anchor.iter(f"{W}p") if text(each)]
    assert (style_of(box), text(box)) == (style, shown)
    assert [each.text for each in printed.find(".//w:instrText", name)] == [" PAGE "]
    assert 'vert="vert"' in printed.raw[name].decode()


def test_a_document_that_ends_with_a_landscape_table_ends_with_its_section() -> None:
    printed = Opened(write(bare(), numbered(Document((prose("正文。"), WIDE)))))
    assert turned(printed) == [False, True]


def test_only_portrait_pages_have_the_line_grid() -> None:
    assert opened(prose("前文。"), WIDE, prose("后文。")).values(".//w:docGrid", "type") == ["lines", None, "lines"]


@pytest.mark.parametrize("remarks", [(), (Remark(words("注：略。")),)])
def test_the_paragraph_that_ends_landscape_pages_never_makes_a_page_of_its_own(remarks: tuple[Remark, ...]) -> None:
    printed = opened(prose("前文。"), WIDE, *remarks, prose("后文。"))
    *_, last_row = printed.find(".//w:tr")
    held = [*last_row.iter(f"{W}p"), *(each for each in printed.find("w:body/w:p") if style_of(each) == "GwRemark")]
    assert all(each.find("w:pPr/w:keepNext", NAMESPACES) is not None for each in held)
    (gap,) = [each for each in printed.find("w:body/w:p") if style_of(each) == "GwTableGap"]
    assert gap.find("w:pPr/w:sectPr", NAMESPACES) is not None
    assert [each.get(f"{W}line") for each in gap.iterfind("w:pPr/w:spacing", NAMESPACES)] == ["20"]
