"""What keeps together and what repeats: headings, tables, figures, the signature, annexes; wherever the page ends."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from random import Random

import pdfplumber
import pytest

from builders.model.manuscript import Manuscript
from builders.typeset.gongwen import PAGE
from tests.typeset.printed import MM, Line, body_texts, on_grid, pages, pdf_of
from tests.typeset.samples import SENTENCE, chart, everything, manuscript, table

LINE = "国" * 26
EVERY_PLACE = range(0, 23, 2)
"""Lines of text above the thing in question, so that the page ends before, in and after it."""


def above(lines: int) -> str:
    """Return paragraphs of one line each."""
    return "\n\n".join([LINE] * lines)


def page_with(found: list[str], text: str) -> int:
    (page,) = [number for number, each in enumerate(found) if text in each]
    return page


@pytest.mark.parametrize(("characters", "lines"), [(25, 1), (26, 1), (27, 2), (54, 2), (55, 3)])
def test_a_paragraph_takes_as_many_lines_as_it_has_characters_for(characters: int, lines: int) -> None:
    (page,) = pages(pdf_of(manuscript("国" * characters)))
    assert len([line for line in page if "国" in line.text]) == lines


@pytest.mark.parametrize("lines", EVERY_PLACE)
def test_a_heading_never_ends_a_page(lines: int) -> None:
    found = body_texts(pdf_of(manuscript(f"{above(lines)}\n\n# 上级标题\n\n## 下级标题\n\n下文开始。\n")))
    assert page_with(found, "上级标题") == page_with(found, "下级标题") == page_with(found, "下文开始")


@pytest.mark.parametrize("lines", EVERY_PLACE)
@pytest.mark.parametrize("last", ["特此报告。", SENTENCE * 3], ids=["short", "long"])
def test_a_signature_never_stands_without_body_text(lines: int, last: str) -> None:
    text = f"{above(lines)}\n\n{last}\n"
    found = body_texts(pdf_of(manuscript(text, signers=("双塔区住房和城乡建设局", "双塔区民政局"))))
    signed = page_with(found, "双塔区住房和城乡建设局")
    assert signed == page_with(found, "2023年6月8日") == len(found) - 1
    before = found[signed].partition("双塔区住房和城乡建设局")[0]
    assert len(before) >= 3


@pytest.mark.parametrize("lines", EVERY_PLACE)
@pytest.mark.parametrize(
    ("last", "words"),
    [
        (table(4, 3, caption="终表"), "终表"),
        (f"{table(4, 3, caption='终表')}\n\n::: remark\n注：略。\n:::", "终表"),
        ('![终图](assets/fig.svg){#fig alt="略"}', "终图"),
        (f"- {LINE}\n- 终项", "终项"),
    ],
    ids=["table", "remark", "figure", "list"],
)
def test_a_signature_keeps_the_last_table_figure_or_item_of_the_text(lines: int, last: str, words: str) -> None:
    text = f"{above(lines)}\n\n{last}\n"
    found = body_texts(pdf_of(manuscript(text, signers=("双塔区民政局",), assets=(chart("fig"),))))
    assert page_with(found, "双塔区民政局") == page_with(found, words)


@pytest.mark.parametrize("lines", EVERY_PLACE)
def test_a_figure_and_its_caption_are_never_parted(lines: int) -> None:
    text = f'{above(lines)}\n\n![完成投资](assets/fig.svg){{#fig alt="略"}}\n\n下文\n'
    lines_of = pages(pdf_of(manuscript(text, assets=(chart("fig"),))))
    # A chart's words are paths, so the only thing of the figure that is text is its caption.
    (page,) = [number for number, each in enumerate(lines_of) if any("图1" in line.text for line in each)]
    caption = next(line for line in lines_of[page] if "图1" in line.text)
    higher = [line.baseline for line in lines_of[page] if 37 * MM < line.baseline < caption.baseline]
    room = caption.baseline - (max(higher) if higher else 37 * MM)
    assert room > 150


@pytest.mark.parametrize("lines", EVERY_PLACE)
def test_a_caption_stays_with_the_head_of_its_table(lines: int) -> None:
    found = body_texts(pdf_of(manuscript(f"{above(lines)}\n\n{table(5, 12, caption='项目明细')}\n")))
    page = page_with(found, "表1项目明细")
    after = found[page].partition("表1项目明细")[2]
    assert after.startswith("序号项目名称任务")
    assert "示例社区第1号" in after


def test_a_long_table_repeats_its_head_and_divides_no_row() -> None:
    text = f'文\n\n::: {{.annex title="台账"}}\n\n{table(9, 30)}\n:::\n'
    found = body_texts(pdf_of(manuscript(text)))[1:]
    assert len(found) >= 3
    assert all("序号项目名称" in page for page in found)
    for number in range(1, 31):
        (page,) = [each for each in found if f"第{number}号" in each]
        assert f"{number * 37.5:.2f}" in page
        assert f"{number * 12.25:.2f}" in page


@pytest.mark.parametrize("rows", range(13, 40, 2))
def test_the_last_rows_of_a_long_table_are_never_alone(rows: int) -> None:
    text = f'文\n\n::: {{.annex title="台账"}}\n\n{table(5, rows)}\n:::\n'
    last = body_texts(pdf_of(manuscript(text)))[-1]
    assert all(f"第{number}号" in last for number in range(rows - 2, rows + 1))


@pytest.mark.parametrize("lines", EVERY_PLACE)
def test_the_first_rows_of_a_long_table_are_never_alone(lines: int) -> None:
    found = body_texts(pdf_of(manuscript(f"{above(lines)}\n\n{table(5, 30, caption='台账')}\n")))
    begun = page_with(found, "表1")
    assert all(f"第{number}号" in found[begun] for number in (1, 2, 3))


def test_numbers_stand_at_the_right_of_their_cells_and_heads_in_the_middle() -> None:
    (lines,) = pages(pdf_of(manuscript(table(5, 3, caption="表"))))
    ends = [line.right for line in lines if re.search(r"\d\.\d\d$", line.text)]
    assert len(ends) == 3
    assert max(ends) - min(ends) < 0.5


def test_a_total_row_is_set_in_another_face() -> None:
    with_total = pdf_of(manuscript(table(5, 3, caption='表 {total="true"}')))
    without = pdf_of(manuscript(table(5, 3, caption="表")))
    assert with_total != without


@pytest.mark.parametrize(
    "between", [table(4, 3, caption="表"), '![图](assets/fig.svg){#fig alt="略"}'], ids=["table", "figure"]
)
def test_text_returns_to_the_grid_below_a_table_or_figure(between: str) -> None:
    printed = pages(pdf_of(manuscript(f"{LINE}\n\n{between}\n\n{LINE}\n", assets=(chart("fig"),))))
    lines = [line for page in printed for line in page if line.text == LINE]
    assert [on_grid(line) for line in lines] == [True, True]


@pytest.mark.parametrize("rows", [13, 17, 24, 40])
@pytest.mark.parametrize("lines", [0, 3, 11])
def test_text_returns_to_the_grid_below_a_table_that_runs_over_pages(lines: int, rows: int) -> None:
    text = f"{above(lines)}\n\n{table(5, rows, caption='台账')}\n\n终{LINE}\n"
    (line,) = [line for page in pages(pdf_of(manuscript(text))) for line in page if line.text.startswith("终")]
    assert on_grid(line)


def test_text_returns_to_the_grid_between_more_long_tables_than_typst_settles_in_one_round() -> None:
    choice = Random(1045)
    count = choice.randint(8, 25)
    parts = []
    for number in range(count):
        words = "国" * choice.randint(1, 60)
        parts += [words, table(choice.randint(3, 9), choice.randint(13, 45), caption=f"表{number}")]
    lines = [line for page in pages(pdf_of(manuscript("\n\n".join([*parts, "国国"])))) for line in page]
    body = [line for line in lines if set(line.text) == {"国"}]
    assert len(body) > count
    assert all(map(on_grid, body))


def test_a_remark_that_stands_alone_takes_whole_lines() -> None:
    text = f"{LINE}\n\n::: remark\n注：{SENTENCE}\n:::\n\n{LINE}\n"
    lines = [line for page in pages(pdf_of(manuscript(text))) for line in page if line.text == LINE]
    assert [on_grid(line) for line in lines] == [True, True]


def test_the_unit_and_the_remark_keep_two_points_away_from_the_edges_of_the_table() -> None:
    text = table(4, 3, caption='表 {#tbl unit="万元"}') + "\n\n::: remark\n注：略。\n:::\n"
    pdf = pdf_of(manuscript(text))
    unit, remark = (next(line for line in pages(pdf)[0] if word in line.text) for word in ("单位", "注：略"))
    with pdfplumber.open(BytesIO(pdf)) as opened:
        heights = [line["top"] for line in opened.pages[0].lines]
    room = (15 - 10.5) / 2
    assert min(heights) - (unit.baseline + 0.12 * 10.5) == pytest.approx(room + 2, abs=0.6)
    assert (remark.baseline - 0.88 * 10.5) - max(heights) == pytest.approx(room + 2, abs=0.6)


def test_annexes_begin_their_pages_with_label_and_title() -> None:
    text = '文\n\n::: {.annex title="项目台账"}\n甲\n:::\n\n::: {.annex title="对照表"}\n乙\n:::\n'
    printed = pages(pdf_of(manuscript(text, signers=("甲局",))))
    for number, title in ((1, "项目台账"), (2, "对照表")):
        label, heading = printed[number][:2]
        assert (label.text, heading.text) == (f"附件{number}", title)
        assert label.lefts[0] == pytest.approx(28 * MM, abs=0.5)
        assert heading.baseline - label.baseline == pytest.approx(2 * PAGE.line_pt, abs=0.2)
        assert (heading.lefts[0] + heading.right) / 2 == pytest.approx((28 + 78) * MM, abs=1)


def test_the_list_of_annexes_hangs_at_the_names() -> None:
    title = "喀喇沁左翼蒙古族自治县完整社区建设试点项目实施台账"
    text = f'文\n\n::: {{.annex title="{title}"}}\n甲\n:::\n\n::: {{.annex title="对照表"}}\n乙\n:::\n'
    first = pages(pdf_of(manuscript(text, signers=("甲局",))))[0]
    head = next(line for line in first if line.text.startswith("附件：1."))
    wrapped, second = first[first.index(head) + 1 : first.index(head) + 3]
    name = head.lefts[head.text.index("喀")]
    assert head.lefts[0] == pytest.approx(28 * MM + 2 * PAGE.character_pt, abs=0.5)
    assert wrapped.lefts[0] == pytest.approx(name, abs=0.5)
    assert second.text == "2.对照表"
    assert second.lefts[0] == pytest.approx(head.lefts[head.text.index("1")], abs=0.5)


def test_a_single_annex_has_no_number() -> None:
    text = '文\n\n::: {.annex title="项目台账"}\n甲\n:::\n'
    found = body_texts(pdf_of(manuscript(text, signers=("甲局",))))
    assert "附件：项目台账" in found[0]
    assert found[1].startswith("附件项目台账")


def signed(signers: tuple[str, ...], day: date, *, sealed: bool = False) -> dict[str, Line]:
    printed = pages(pdf_of(manuscript("文", signers=signers, date=day, sealed=sealed)))[0]
    dated = f"{day.year}年{day.month}月{day.day}日"
    return {line.text: line for line in printed if line.text in (*signers, dated)}


JUNE = "2023年6月8日"


def test_a_signer_stands_two_characters_in_and_the_date_two_characters_right_of_its_beginning() -> None:
    found = signed(("双塔区住房和城乡建设局",), date(2023, 6, 8))
    name, day = found["双塔区住房和城乡建设局"], found[JUNE]
    assert name.right == pytest.approx(184 * MM - 2 * PAGE.character_pt, abs=0.5)
    assert day.lefts[0] == pytest.approx(name.lefts[0] + 2 * PAGE.character_pt, abs=0.1)
    assert day.baseline - name.baseline == pytest.approx(PAGE.line_pt, abs=0.05)


def test_a_date_longer_than_the_name_stands_two_characters_in() -> None:
    found = signed(("甲局",), date(2023, 12, 18))
    name, day = found["甲局"], found["2023年12月18日"]
    assert day.right == pytest.approx(184 * MM - 2 * PAGE.character_pt, abs=1)
    assert day.lefts[0] == pytest.approx(name.lefts[0] + 2 * PAGE.character_pt, abs=0.1)


def test_joint_signers_stand_below_one_another_two_characters_in() -> None:
    found = signed(("双塔区住房和城乡建设局", "双塔区民政局"), date(2023, 6, 8))
    first, second, day = found["双塔区住房和城乡建设局"], found["双塔区民政局"], found[JUNE]
    for name in (first, second):
        assert name.right == pytest.approx(184 * MM - 2 * PAGE.character_pt, abs=0.5)
    assert second.baseline - first.baseline == pytest.approx(PAGE.line_pt, abs=0.05)
    assert day.lefts[0] == pytest.approx(first.lefts[0] + 2 * PAGE.character_pt, abs=0.1)


def test_a_sealed_date_stands_four_characters_in_with_the_name_in_its_middle() -> None:
    found = signed(("双塔区民政局",), date(2023, 6, 8), sealed=True)
    name, day = found["双塔区民政局"], found[JUNE]
    assert day.right == pytest.approx(184 * MM - 4 * PAGE.character_pt, abs=1)
    assert (name.lefts[0] + name.right) / 2 == pytest.approx((day.lefts[0] + day.right) / 2, abs=2)


def test_the_seals_of_three_organs_stand_in_one_row_and_do_not_touch() -> None:
    organs = ("双塔区住建局", "双塔区民政局", "双塔区财政局")
    (line,) = [
        line
        for line in pages(pdf_of(manuscript("文", signers=organs, sealed=True)))[0]
        if line.text == "".join(organs)
    ]
    middles = [(line.lefts[at] + line.lefts[at + 5] + 16) / 2 for at in (0, 6, 12)]
    assert middles[0] - 28 * MM >= 21 * MM
    assert all(right - left > 42 * MM for left, right in zip(middles, middles[1:], strict=False))


def test_a_footnote_stands_at_the_foot_of_the_page_of_its_mark() -> None:
    found = pages(pdf_of(manuscript(f"{above(10)}\n\n词[^1]。\n\n{above(15)}\n\n[^1]: 注文在此。\n")))
    (line,) = [line for line in found[0] if "注文在此" in line.text]
    assert line.baseline > 255 * MM
    assert not any("注文在此" in line.text for page in found[1:] for line in page)


@pytest.mark.parametrize("lines", EVERY_PLACE)
def test_a_footnote_stands_whole_on_the_page_of_its_mark(lines: int) -> None:
    text = f"{above(lines)}\n\n词[^1]。{LINE * 2}\n\n{above(12)}\n\n[^1]: {'注' * 300}\n"
    found = body_texts(pdf_of(manuscript(text)))
    page = page_with(found, "词1。")
    assert [each.count("注") for each in found] == [300 if number == page else 0 for number in range(len(found))]


def test_a_footnote_longer_than_a_page_loses_nothing() -> None:
    found = body_texts(pdf_of(manuscript(f"词[^1]。\n\n[^1]: {'注' * 5000}\n")))
    assert sum(each.count("注") for each in found) == 5000


@pytest.mark.parametrize("padding", range(24, 29))
def test_the_mark_of_a_footnote_never_begins_a_line(padding: int) -> None:
    found = pages(pdf_of(manuscript("国" * padding + "㎡[^1]。下文\n\n[^1]: 注。\n")))[0]
    lines = [line.text for line in found if "国" in line.text or "下文" in line.text]
    assert not any(text.startswith(("1", "。")) for text in lines)


def test_nothing_of_a_large_document_leaves_the_type_area() -> None:
    large: Manuscript = everything()
    for lines in pages(pdf_of(large))[1:]:
        for line in lines[1:-1]:
            assert line.lefts[0] >= 28 * MM - 0.5
            # The right half of a mark at the end of a line is empty and stands outside.
            overhang = 8 if line.text[-1] in "，。；：、”）》？！" else 0
            assert line.right <= 184 * MM + 0.6 + overhang
            assert line.baseline < 262 * MM
