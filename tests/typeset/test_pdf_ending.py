"""What ends the PDF: signature with room for seals, 附注, attendance, and 版记 at the foot of the last page."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from builders.model.manuscript import Attendance, Imprint, Manuscript, Masthead
from builders.model.standard import IMPRINT, PAGE, SIZE_4
from tests.typeset.printed import MM, Line, body_texts, on_grid, pages, pdf_of
from tests.typeset.samples import SENTENCE, manuscript, table

LEFT, RIGHT, FOOT = 28 * MM, 184 * MM, 262 * MM
ORGANS = ("市委办公室", "市人大常委会办公室", "市政府办公室", "市政协办公室", "市中级人民法院", "市人民检察院")
BUREAU = "朝阳市住房和城乡建设局"
PRINTED = Imprint(f"{BUREAU}办公室", date(2024, 6, 7), ORGANS)
NUMBER = "朝住建发〔2024〕1号"
ANNEX = '\n\n::: {.annex title="项目台账"}\n甲\n:::\n'
WIDE = '\n\n::: {.annex title="项目台账" orientation="landscape"}\n' + table(10, 4) + "\n:::\n"


def ended(text: str = SENTENCE, **changes: Any) -> Manuscript:  # noqa: ANN401 - any field of a Manuscript
    return manuscript(text, **{"signers": (BUREAU,), "imprint": PRINTED, **changes})


def rules(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Return left, right, height from the paper's top and thickness of the last page's rules, from top to bottom."""
    with pdfplumber.open(BytesIO(pdf)) as opened:
        found = opened.pages[-1].lines
        return sorted(
            ((line["x0"], line["x1"], line["top"], line["linewidth"]) for line in found), key=lambda rule: rule[2]
        )


def line_with(pdf: bytes, words: str) -> Line:
    (line,) = [line for page in pages(pdf) for line in page if words in line.text]
    return line


# ------------------------------------------------------------------ 附注


@pytest.mark.parametrize("typed", ["此件公开发布", "（此件公开发布）"])
def test_an_annotation_stands_on_the_line_below_the_date_two_characters_in_and_in_brackets(typed: str) -> None:
    pdf = pdf_of(ended(annotation=typed, imprint=None))
    dated, note = line_with(pdf, "2023年6月8日"), line_with(pdf, "此件公开发布")
    assert note.text == "（此件公开发布）"
    assert note.baseline - dated.baseline == pytest.approx(PAGE.line_pt, abs=0.05)
    assert note.lefts[1] == pytest.approx(LEFT + 3 * PAGE.character_pt, abs=1)


def test_a_seal_keeps_a_line_between_date_and_annotation() -> None:
    pdf = pdf_of(ended(annotation="此件公开发布", imprint=None, sealed=True))
    dated, note = line_with(pdf, "2023年6月8日"), line_with(pdf, "此件公开发布")
    assert note.baseline - dated.baseline == pytest.approx(2 * PAGE.line_pt, abs=0.05)


# ------------------------------------------------------------------ what keeps company

SEALED = tuple(f"{county}蒙古族自治县住房和城乡建设局" for county in "甲乙丙丁戊")
HEAD = Masthead(SEALED[:3], NUMBER, upward=False)


@pytest.mark.parametrize("text", ["现将有关情况报告如下，请审阅。", "现将有关情况予以公布。", "国" * 40, "国" * 60])
def test_the_only_paragraph_stands_on_the_first_page_and_on_the_signatures_however_short(text: str) -> None:
    first, second = body_texts(pdf_of(ended(text, masthead=HEAD, signers=SEALED, sealed=True, imprint=None)))

    assert text[:2] in first.partition(NUMBER)[2]
    assert second.startswith(text[-2:]) or text[-2:] in second.partition("甲蒙")[0]
    assert "2023年6月8日" in second


@pytest.mark.parametrize("rows", range(41, 62, 4))
@pytest.mark.parametrize("remark", ["", "\n::: remark\n注：数据截至年底。\n:::\n"], ids=["bare", "remark"])
def test_the_last_rows_of_a_long_table_stand_on_the_page_of_the_signature(rows: int, remark: str) -> None:
    text = table(4, rows, caption="项目 {#tbl-long}", total=True) + remark
    pdf = pdf_of(ended(f"{SENTENCE}\n\n{text}", signers=SEALED[:3], sealed=True, imprint=None))

    *_, last = body_texts(pdf)
    assert "合计" in last
    assert "2023年6月8日" in last
    signed = [line for line in pages(pdf)[-1] if line.size == pytest.approx(16, abs=0.1)]
    assert all(on_grid(line) for line in signed)


def test_of_a_list_of_annexes_too_long_for_the_signatures_page_only_the_last_entry_goes_there() -> None:
    title = "各部门各街道完整社区建设试点项目责任分工和完成时限一览表"
    annexes = "".join(f'\n\n::: {{.annex title="{ten}{title}"}}\n表\n:::\n' for ten in "甲乙丙丁戊己庚")
    found = body_texts(pdf_of(ended(SENTENCE + annexes, signers=SEALED[:3], sealed=True, imprint=None)))

    page = next(text for text in found if "2023年6月8日" in text)
    assert f"7.庚{title}" in page
    assert found[0].count(title) == 6


# ------------------------------------------------------------------ 版记


def test_a_printer_too_long_for_the_line_of_its_date_begins_above_it() -> None:
    printer = "喀喇沁左翼蒙古族自治县完整社区建设试点工作领导小组办公室综合协调组"
    pdf = pdf_of(ended(imprint=Imprint(printer, date(2024, 6, 7))))
    above, last = line_with(pdf, printer[:10]), line_with(pdf, "印发")

    assert (above.text + last.text).removesuffix("2024年6月7日印发") == printer
    assert above.lefts[0] == last.lefts[0] == pytest.approx(LEFT + SIZE_4, abs=0.05)
    assert last.baseline - above.baseline == pytest.approx(PAGE.line_pt, abs=0.05)


@pytest.mark.parametrize(
    "text",
    [SENTENCE, SENTENCE * 6, SENTENCE + ANNEX, "词[^1]。\n\n[^1]: 注文在此。", SENTENCE + WIDE],
    ids=["short", "two pages", "annex", "footnote", "landscape annex"],
)
def test_the_last_rule_of_the_imprint_is_the_foot_of_the_last_page(text: str) -> None:
    pdf = pdf_of(ended(text))
    *_, last = rules(pdf)
    assert last[2] == pytest.approx(FOOT, abs=0.02)
    assert [number for number, page in enumerate(body_texts(pdf)) if "印发" in page] == [len(pages(pdf)) - 1]


def test_the_rules_of_the_imprint_are_as_wide_as_the_type_area_thick_thin_thick() -> None:
    found = rules(pdf_of(ended()))
    assert [rule[:2] for rule in found] == [pytest.approx((LEFT, RIGHT), abs=0.05)] * 3
    thick, thin = IMPRINT.thick_mm * MM, IMPRINT.thin_mm * MM
    assert [rule[3] for rule in found] == pytest.approx([thick, thin, thick], abs=0.01)


def test_copies_hang_at_the_first_organ_one_character_in_on_both_sides() -> None:
    pdf = pdf_of(ended())
    first = line_with(pdf, "抄送：")
    wrapped = line_with(pdf, "人民检察院")
    assert first.size == wrapped.size == pytest.approx(SIZE_4, abs=0.01)
    assert first.lefts[0] == pytest.approx(LEFT + SIZE_4, abs=0.05)
    assert wrapped.lefts[0] == pytest.approx(first.lefts[3], abs=0.05)
    assert wrapped.text.endswith("。")
    assert first.right <= RIGHT - SIZE_4 + 0.05


def test_printer_and_date_of_printing_share_the_last_line() -> None:
    line = line_with(pdf_of(ended()), "印发")
    assert line.text == f"{BUREAU}办公室2024年6月7日印发"
    assert line.lefts[0] == pytest.approx(LEFT + SIZE_4, abs=0.05)
    assert line.right == pytest.approx(RIGHT - SIZE_4, abs=0.05)


def test_without_copies_the_imprint_has_one_line_between_two_thick_rules() -> None:
    pdf = pdf_of(ended(imprint=Imprint(BUREAU, date(2024, 6, 7))))
    upper, lower = rules(pdf)
    assert lower[2] - upper[2] == pytest.approx(PAGE.line_pt, abs=0.02)
    assert upper[3] == lower[3] == pytest.approx(IMPRINT.thick_mm * MM, abs=0.01)
    assert "抄送" not in body_texts(pdf)[-1]


@pytest.mark.parametrize("lines", range(12, 24))
def test_the_imprint_never_covers_text_and_goes_to_a_new_page_when_there_is_no_room(lines: int) -> None:
    pdf = pdf_of(ended("\n\n".join(["国" * 26] * lines)))
    upper = rules(pdf)[0][2]
    above = [line for line in pages(pdf)[-1] if line.size > SIZE_4 + 1]
    assert all(line.baseline < upper for line in above)
    signed = next(page for page in pages(pdf) if any("2023年6月8日" in line.text for line in page))
    assert any("国" in line.text for line in signed)


def test_the_imprint_of_a_letter_has_neither_rules_nor_printer() -> None:
    pdf = pdf_of(ended(SENTENCE * 8, masthead=Masthead((BUREAU,), NUMBER, kind="letter", upward=False)))
    assert rules(pdf) == []
    assert "印发" not in "".join(body_texts(pdf))
    line = line_with(pdf, "人民检察院")
    assert line.baseline == pytest.approx(FOOT - (PAGE.line_pt - SIZE_4) / 2 - 0.12 * SIZE_4, abs=0.05)


# ------------------------------------------------------------------ attendance

PRESENT = Attendance("出席", tuple(f"{organ}张三" for organ in ORGANS))
EXCUSED = Attendance("请假", ("市财政局李四",))


def test_attendance_stands_one_blank_line_below_the_text_and_hangs_at_the_first_name() -> None:
    pdf = pdf_of(ended(attendance=(PRESENT, EXCUSED), signers=(), imprint=None))
    text = line_with(pdf, "96.5%")
    first, excused = line_with(pdf, "出席："), line_with(pdf, "请假：")
    wrapped = next(line for line in pages(pdf)[-1] if "检察院" in line.text)
    assert first.baseline - text.baseline == pytest.approx(2 * PAGE.line_pt, abs=0.05)
    assert first.lefts[0] == pytest.approx(LEFT + 2 * PAGE.character_pt, abs=0.1)
    assert wrapped.lefts[0] == pytest.approx(first.lefts[3], abs=0.1)
    assert excused.text == "请假：市财政局李四"
    assert all(map(on_grid, (first, wrapped, excused)))


def test_only_the_label_of_attendance_is_stressed() -> None:
    with pdfplumber.open(BytesIO(pdf_of(ended("文", attendance=(EXCUSED,), signers=(), imprint=None)))) as opened:
        faces = {character["text"]: character["fontname"] for character in opened.pages[-1].chars}
    assert faces["请"] != faces["李"] == faces["文"]


@pytest.mark.parametrize("lines", range(8, 22, 2))
def test_a_signature_below_attendance_has_a_line_of_it_on_its_page(lines: int) -> None:
    pdf = pdf_of(ended("\n\n".join(["国" * 26] * lines), attendance=(PRESENT, EXCUSED), imprint=None))
    (page,) = [page for page in pages(pdf) if any("2023年6月8日" in line.text for line in page)]
    assert any("请假：" in line.text for line in page)


@pytest.mark.parametrize("lines", range(8, 22, 2))
def test_attendance_without_signature_fills_the_page_before_the_imprint(lines: int) -> None:
    pdf = pdf_of(ended("\n\n".join(["国" * 26] * lines), attendance=(EXCUSED,) * 3, signers=()))
    *others, last = pages(pdf)
    for page in others:
        assert FOOT - max(line.baseline for line in page if line.size > 15) < 3 * PAGE.line_pt  # 版记 takes three
    assert any("印发" in line.text for line in last)
