"""The first page: what the clauses fix is kept to the point, and the text below stands on the grid again."""

from __future__ import annotations

import pytest

from builders.model.manuscript import Manuscript, Masthead, MastheadKind
from builders.typeset.gongwen import (
    LETTER,
    MASTHEAD,
    PAGE,
    POINTS_PER_MM,
    RULE_PT,
    SMALLEST_ISSUER_PT,
    TITLE_GAP_LINES,
    issuer_size_pt,
)
from builders.typeset.opening import Opening, opening
from tests.typeset.samples import COUNTY, manuscript

ROW = PAGE.line_pt
BUREAU = "双塔区住房和城乡建设局"
HEADS = [
    Masthead((BUREAU,)),
    Masthead((BUREAU, "双塔区民政局")),
    Masthead((f"{COUNTY}住房和城乡建设局", f"{COUNTY}民政局", f"{COUNTY}财政局")),
    Masthead((BUREAU,), signatories=("甲", "乙", "丙")),
    Masthead((BUREAU,), upward=False),
    Masthead((BUREAU,), kind="letter", upward=False, copy_number="000001", classification="秘密★1年", urgency="加急"),
    Masthead((BUREAU,), kind="minutes", upward=False, letterhead="完整社区建设试点专题会议纪要"),
]
TITLES = ["报告", "关于双塔区完整社区建设\n试点工作情况的报告", "关于印发\n双塔区完整社区建设试点\n工作实施方案的通知"]


def placed(head: Masthead | None, title: str = "报告") -> tuple[Manuscript, Opening]:
    subject = manuscript("国", masthead=head, title=title)
    return subject, opening(subject)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("title", TITLES)
def test_one_blank_line_below_the_title_the_text_begins_on_a_line_of_the_grid(head: Masthead, title: str) -> None:
    _, place = placed(head, title)
    share = place.title_pitch - ROW
    height = place.title_lines * place.title_pitch

    assert place.title_top + height + ROW == pytest.approx(place.text_line * ROW)
    assert place.title_lines == title.count("\n") + 1
    assert -0.35 / (place.title_lines + 1) * ROW - 0.01 <= share <= 0.65 / (place.title_lines + 1) * ROW + 0.01


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("title", TITLES)
def test_two_blank_lines_stand_between_the_head_and_the_title_to_less_than_half_a_line(
    head: Masthead, title: str
) -> None:
    _, place = placed(head, title)
    below_elements = place.number_top + 3 * ROW - (ROW - 16) / 2
    foot = below_elements if head.kind == "letter" else place.rule_top + RULE_PT

    assert place.title_top - foot == pytest.approx(TITLE_GAP_LINES * ROW, abs=0.4 * ROW)


@pytest.mark.parametrize("kind", ["document", "minutes"])
def test_the_issuers_stand_35_mm_below_the_type_areas_edge(kind: MastheadKind) -> None:
    _, place = placed(Masthead((BUREAU,), kind=kind))

    assert place.issuers_top == pytest.approx(MASTHEAD.issuer_top_mm * POINTS_PER_MM)


def test_a_letters_issuer_stands_30_mm_below_the_papers_edge() -> None:
    _, place = placed(HEADS[5])

    assert place.issuers_top / POINTS_PER_MM + PAGE.top_mm == pytest.approx(LETTER.issuer_top_mm)


def test_the_red_rule_stands_4_mm_below_the_numbers_characters() -> None:
    _, place = placed(HEADS[3])
    characters_foot = place.number_top + place.number_lines * ROW - (ROW - 16) / 2

    assert place.number_lines == 2
    assert place.rule_top - characters_foot == pytest.approx(MASTHEAD.rule_gap_mm * POINTS_PER_MM)


def test_two_blank_lines_stand_between_the_issuers_and_the_number() -> None:
    _, place = placed(HEADS[2])
    characters_foot = place.issuers_top + 2 * place.issuer_pitch + place.issuer_pt

    assert place.number_top - characters_foot == pytest.approx(MASTHEAD.number_gap_lines * ROW)


def test_minutes_without_a_number_keep_no_line_for_it() -> None:
    _, place = placed(HEADS[6])

    assert place.number_lines == 0


def test_without_masthead_the_title_begins_on_the_second_line() -> None:
    _, place = placed(None)

    assert (place.title_top, place.text_line) == (ROW, 3)


@pytest.mark.parametrize(("issuers", "upward"), [(5, False), (8, False), (4, True), (6, True)])
def test_many_issuers_become_smaller_so_that_the_first_page_carries_text(issuers: int, upward: bool) -> None:
    names = tuple(f"双塔区第{number}个机关" for number in range(issuers))
    head = Masthead(names, signatories=names, upward=upward)
    place = opening(manuscript("国", masthead=head, addressees=("朝阳市住房和城乡建设局", "朝阳市民政局")))

    assert place.text_line <= PAGE.lines - 1 - 2
    assert SMALLEST_ISSUER_PT <= place.issuer_pt <= issuer_size_pt(names, "文件")


def test_few_issuers_keep_their_size() -> None:
    names = (BUREAU, "双塔区民政局")
    assert placed(Masthead(names))[1].issuer_pt == issuer_size_pt(names, "文件")
