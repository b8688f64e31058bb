"""Figures side by side, remarks below figures, and decimal points of a column, in the PDF."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from builders.model.manuscript import Asset, Manuscript
from builders.typeset.gongwen import SIZE_5, SPACE_BETWEEN_FIGURES_MM
from tests.judges.verapdf import Flavour, judge
from tests.typeset.printed import MM, Line, body_texts, on_grid, pages, pdf_of
from tests.typeset.samples import manuscript

LINE = "国" * 26
LEFT, RIGHT, FOOT = 28 * MM, 184 * MM, 262 * MM
SIZES = {"a": (400, 300), "b": (300, 400), "c": (300, 300)}
WORDS = {"a": "改造前", "b": "改造后", "c": "使用中"}


def drawn(name: str) -> Asset:
    wide, high = SIZES[name]
    rectangle = f'<rect width="{wide}" height="{high}" fill="silver"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">{rectangle}</svg>'
    return Asset(name, (("svg", svg.encode()),))


def beside(names: str, lines: int = 1) -> Manuscript:
    """Return a document with these pictures side by side below so many lines, and a line after them."""
    figures = "\n\n".join(f'![{WORDS[name]}](assets/{name}.svg){{#fig-{name} alt="照片{name}"}}' for name in names)
    group = f'::: {{.side-by-side #fig-all caption="改造对比"}}\n{figures}\n:::'
    return manuscript("\n\n".join([*[LINE] * lines, group, LINE]), assets=tuple(map(drawn, names)))


@cache
def boxes(names: str) -> list[dict[str, Any]]:
    """Return the pictures' boxes from left to right."""
    with pdfplumber.open(BytesIO(pdf_of(beside(names)))) as opened:
        return sorted((box for page in opened.pages for box in page.rects if box["fill"]), key=lambda box: box["x0"])


def line_of(pdf: bytes, words: str) -> Line:
    (line,) = [line for page in pages(pdf) for line in page if words in line.text]
    return line


@pytest.mark.parametrize("names", ["ab", "ba", "abc"])
def test_figures_side_by_side_are_equally_high_and_keep_their_shape(names: str) -> None:
    found = boxes(names)
    heights = [box["bottom"] - box["top"] for box in found]
    assert max(heights) - min(heights) < 0.01
    assert max(box["top"] for box in found) - min(box["top"] for box in found) < 0.01
    for name, box in zip(names, found, strict=True):
        wide, high = SIZES[name]
        assert (box["x1"] - box["x0"]) / (box["bottom"] - box["top"]) == pytest.approx(wide / high, rel=0.001)


@pytest.mark.parametrize("names", ["ab", "abc"])
def test_they_fill_the_width_with_the_gap_of_the_page_description_between_them(names: str) -> None:
    found = boxes(names)
    assert found[0]["x0"] == pytest.approx(LEFT, abs=0.1)
    assert found[-1]["x1"] == pytest.approx(RIGHT, abs=0.1)
    gaps = [right["x0"] - left["x1"] for left, right in zip(found, found[1:], strict=False)]
    assert gaps == pytest.approx([SPACE_BETWEEN_FIGURES_MM * MM] * (len(names) - 1), abs=0.01)


def test_each_has_its_words_in_the_middle_below_and_all_share_one_numbered_caption() -> None:
    pdf = pdf_of(beside("ab"))
    words = line_of(pdf, "改造前")
    assert words.text == "改造前改造后"
    assert words.size == pytest.approx(SIZE_5, abs=0.01)
    for at, box in zip((0, 3), boxes("ab"), strict=True):
        assert (words.lefts[at] + words.lefts[at + 2] + SIZE_5) / 2 == pytest.approx(
            (box["x0"] + box["x1"]) / 2, abs=0.5
        )
    caption = line_of(pdf, "图1")
    assert caption.text == "图1　改造对比"
    assert caption.baseline > words.baseline


@pytest.mark.parametrize("lines", range(0, 23, 3))
def test_the_group_is_never_divided_and_the_text_below_is_on_the_grid(lines: int) -> None:
    pdf = pdf_of(beside("ab", lines))
    printed = pages(pdf)
    (page,) = [page for page in printed if any("改造前" in line.text for line in page)]
    assert any("图1" in line.text for line in page)
    assert all(line.baseline < FOOT for line in page[:-1])
    assert all(on_grid(line) for each in printed for line in each if line.text == LINE)


def test_words_are_read_right_after_their_picture() -> None:
    (found,) = body_texts(pdf_of(beside("ab", 0)))
    assert "改造前改造后图1改造对比" in found


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_figures_side_by_side_keep_the_standards(flavour: Flavour) -> None:
    assert judge(pdf_of(beside("abc")), flavour) == []


def test_a_remark_stays_below_its_figure_and_the_text_below_is_on_the_grid() -> None:
    text = f'![图](assets/a.svg){{#fig-a alt="略"}}\n\n::: remark\n注：略。\n:::\n\n{LINE}\n'
    pdf = pdf_of(manuscript(text, assets=(drawn("a"),)))
    assert line_of(pdf, "注：略").baseline > line_of(pdf, "图1").baseline
    assert on_grid(line_of(pdf, LINE))


# ------------------------------------------------------------------ decimal points


def column(*numbers: str, head: str = "金额") -> list[Line]:
    """Return the printed lines of a column's numbers."""
    rows = "\n".join(f"| 行 | {number} |" for number in numbers)
    printed = pages(pdf_of(manuscript(f"| 项 | {head} |\n|---|---:|\n{rows}\n\n: 表\n")))
    return [line for page in printed for line in page if line.text.startswith("行")]


def end_of_whole(line: Line) -> float:
    """Return where the whole part of a line's number ends: the left edge of its point, or its own right edge."""
    return line.lefts[line.text.index(".")] if "." in line.text else line.right


def test_decimal_points_of_a_column_stand_below_one_another() -> None:
    # The ones of Noto Serif are narrower than its other digits.
    ends = [end_of_whole(line) for line in column("22.5", "1,200.25", "3", "0.325", "-2.5")]
    assert max(ends) - min(ends) < 0.05


def test_the_number_with_the_most_places_stands_at_the_edge_and_words_do_too() -> None:
    longest, dash, whole = column("0.125", "—", "3")
    assert longest.right == pytest.approx(dash.right, abs=0.3)
    assert whole.right < longest.right - 10


def test_a_column_of_whole_numbers_stands_at_the_edge() -> None:
    ends = [line.right for line in column("12", "1,200", "3")]
    assert max(ends) - min(ends) < 0.05


def test_a_column_is_wide_enough_for_digits_that_a_number_lacks() -> None:
    lines = column("123,456,789", "0.125", head="额")
    assert [line.text for line in lines] == ["行123,456,789", "行0.125"]
    assert lines[0].lefts[1] > lines[0].lefts[0] + SIZE_5
