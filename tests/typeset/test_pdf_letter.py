"""Letters and minutes in the PDF: head, double rules, number and title where clauses 10.1 and 10.3 put them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from builders.model.manuscript import Masthead
from builders.model.standard import LETTER, MASTHEAD, PAGE, SIZE_3
from builders.typeset.gongwen import DOUBLE_RULE_PT, THICK_RULE_PT, THIN_RULE_PT
from tests.judges.verapdf import Flavour, judge
from tests.typeset.printed import MM, Line, on_grid, pages, pdf_of
from tests.typeset.samples import SENTENCE, manuscript

LEFT, RIGHT, TOP = 28 * MM, 184 * MM, 37 * MM
RED = (1, 0, 0)
NAME = "朝阳市住房和城乡建设局"
NUMBER = "朝住建函〔2024〕8号"
LETTER_HEAD = Masthead((NAME,), NUMBER, upward=False, kind="letter")
SECRET = replace(LETTER_HEAD, copy_number="000001", classification="秘密★1年", urgency="特急")
TITLE = "完整社区建设试点工作专题会议纪要"
MINUTES_HEAD = Masthead((NAME,), "第3期", upward=False, kind="minutes", letterhead=TITLE)


@cache
def printed(head: Masthead) -> bytes:
    return pdf_of(manuscript(SENTENCE * 8, title="关于商请支持的函", masthead=head, addressees=("朝阳市财政局",)))


def first(head: Masthead) -> list[Line]:
    return pages(printed(head))[0]


def line_of(head: Masthead, words: str) -> Line:
    (line,) = [line for line in first(head) if words in line.text]
    return line


def ink_top(line: Line) -> float:
    return line.baseline - 0.85 * line.size


@cache
def rules(head: Masthead, page: int = 0) -> list[dict[str, Any]]:
    """Return the red rules of a page from top to bottom."""
    with pdfplumber.open(BytesIO(printed(head))) as opened:
        found = [line for line in opened.pages[page].lines if line["stroking_color"] == RED]
    return sorted(found, key=lambda line: line["top"])


def upper_edge(rule: dict[str, Any]) -> float:
    return float(rule["top"] - rule["linewidth"] / 2)


def lower_edge(rule: dict[str, Any]) -> float:
    return float(rule["top"] + rule["linewidth"] / 2)


# ------------------------------------------------------------------ letter


def test_the_issuer_of_a_letter_stands_30_millimetres_from_the_upper_edge_of_the_paper_without_the_word_document() -> (
    None
):
    line = line_of(LETTER_HEAD, NAME)
    assert line.text == NAME
    assert ink_top(line) == pytest.approx(LETTER.issuer_top_mm * MM, abs=0.5 * MM)
    assert (line.lefts[0] + line.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


def test_a_letter_has_a_thick_and_a_thin_rule_above_and_a_thin_and_a_thick_one_below() -> None:
    assert [rule["linewidth"] for rule in rules(LETTER_HEAD)] == pytest.approx(
        [THICK_RULE_PT, THIN_RULE_PT, THIN_RULE_PT, THICK_RULE_PT], abs=0.01
    )


def test_double_rules_are_170_millimetres_long_in_the_middle_of_the_paper() -> None:
    for rule in rules(LETTER_HEAD):
        assert rule["x1"] - rule["x0"] == pytest.approx(LETTER.rule_length_mm * MM, abs=0.05)
        assert (rule["x0"] + rule["x1"]) / 2 == pytest.approx(PAGE.width_mm / 2 * MM, abs=0.05)


def test_the_upper_rule_is_four_millimetres_below_the_name_and_the_lower_one_20_above_the_foot_of_the_paper() -> None:
    thick, thin, _, last = rules(LETTER_HEAD)
    name = line_of(LETTER_HEAD, NAME)
    foot_of_name = name.baseline + 0.12 * name.size
    assert upper_edge(thick) - foot_of_name == pytest.approx(LETTER.rule_gap_mm * MM, abs=1 * MM)
    assert lower_edge(thin) - upper_edge(thick) == pytest.approx(DOUBLE_RULE_PT, abs=0.02)
    assert PAGE.height_mm * MM - lower_edge(last) == pytest.approx(LETTER.foot_rule_mm * MM, abs=0.05)


def test_only_the_first_page_of_a_letter_has_rules_and_only_the_others_have_page_numbers() -> None:
    printed_pages = pages(printed(LETTER_HEAD))
    assert len(printed_pages) > 1
    assert rules(LETTER_HEAD, 1) == []
    numbers = [[line.text for line in page if line.text.startswith("— ")] for page in printed_pages]
    assert numbers == [[], *[[f"— {number} —"] for number in range(2, len(numbers) + 1)]]


def test_the_number_of_a_letter_stands_at_the_right_edge_seven_eighths_of_a_character_below_the_rule() -> None:
    number = line_of(LETTER_HEAD, NUMBER)
    assert number.right == pytest.approx(RIGHT, abs=0.5)
    gap = number.baseline - 0.88 * SIZE_3 - lower_edge(rules(LETTER_HEAD)[1])
    assert gap == pytest.approx(LETTER.element_gap_chars * SIZE_3, abs=0.1)


def test_copy_number_classification_and_urgency_of_a_letter_stand_at_the_left_edge_from_the_number_down() -> None:
    line = line_of(SECRET, NUMBER)
    assert line.text == f"000001{NUMBER}"
    following = [line_of(SECRET, words) for words in ("秘密★1年", "特急")]
    for index, each in enumerate([line, *following]):
        assert each.lefts[0] == pytest.approx(LEFT, abs=0.5)
        assert each.baseline - line.baseline == pytest.approx(index * PAGE.line_pt, abs=0.05)


@pytest.mark.parametrize(("head", "last"), [(LETTER_HEAD, NUMBER), (SECRET, "特急")])
def test_two_blank_lines_separate_the_title_of_a_letter_from_what_is_above_it(head: Masthead, last: str) -> None:
    above = line_of(head, last).baseline + 0.12 * SIZE_3
    title = line_of(head, "关于商请支持的函")
    blank = (title.baseline - 0.88 * title.size - above) / PAGE.line_pt
    assert blank == pytest.approx(LETTER.title_gap_lines + 0.25, abs=0.5)


@pytest.mark.parametrize("head", [LETTER_HEAD, SECRET, MINUTES_HEAD, replace(MINUTES_HEAD, number="")])
def test_the_text_below_the_title_is_on_the_grid(head: Masthead) -> None:
    lines = first(head)
    begin = next(index for index, line in enumerate(lines) if line.text == "朝阳市财政局：")
    body = [line for line in lines[begin:] if line.size == pytest.approx(SIZE_3, abs=0.01)]
    assert len(body) > 8
    assert all(map(on_grid, body))


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
@pytest.mark.parametrize("head", [SECRET, MINUTES_HEAD], ids=["letter", "minutes"])
def test_letters_and_minutes_keep_the_standards(head: Masthead, flavour: Flavour) -> None:
    assert judge(printed(head), flavour) == []


# ------------------------------------------------------------------ minutes


def test_the_letterhead_of_minutes_is_red_and_35_millimetres_below_the_top_of_the_type_area() -> None:
    line = line_of(MINUTES_HEAD, TITLE)
    assert ink_top(line) == pytest.approx(TOP + MASTHEAD.issuer_top_mm * MM, abs=1)
    with pdfplumber.open(BytesIO(printed(MINUTES_HEAD))) as opened:
        red = "".join(each["text"] for each in opened.pages[0].chars if each["non_stroking_color"] == RED)
    assert red == TITLE


def test_minutes_have_one_red_rule_and_their_number_in_the_middle_above_it() -> None:
    (rule,) = rules(MINUTES_HEAD)
    number = line_of(MINUTES_HEAD, "第3期")
    assert (number.lefts[0] + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    gap = upper_edge(rule) - (number.baseline + 0.12 * SIZE_3)
    assert gap == pytest.approx(MASTHEAD.rule_gap_mm * MM, abs=0.1)


def test_minutes_without_number_have_the_rule_below_the_letterhead() -> None:
    head = replace(MINUTES_HEAD, number="")
    (rule,) = rules(head)
    name = line_of(head, TITLE)
    assert upper_edge(rule) - (name.baseline + 0.12 * name.size) == pytest.approx(MASTHEAD.rule_gap_mm * MM, abs=2)
