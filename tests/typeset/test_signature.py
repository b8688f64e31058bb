"""Where names and date stand: without seal, with one, and with several, clause 7.3.5."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest

from builders.model.standard import PAGE, SIGNATURE
from builders.typeset.signature import SEAL_MM, Signature, SignatureLine, signature
from builders.typeset.title import width

DAY = date(2024, 6, 6)
BUREAU, CIVIL = "双塔区住房和城乡建设局", "双塔区民政局"
LONG = "喀喇沁左翼蒙古族自治县住房和城乡建设局"
LINE_MM = PAGE.area_height_mm / PAGE.lines


def placed(subject: Signature) -> list[list[tuple[str, float]]]:
    return [[(part.words, part.left) for part in line.placed] for line in subject.lines]


def middle(words: str, left: float) -> float:
    return left + width(words) / 2


def test_without_seal_the_name_stands_two_characters_in_and_the_date_begins_two_right_of_it() -> None:
    [[(name, left)], [(dated, shifted)]] = placed(signature((BUREAU,), DAY, sealed=False))

    assert left + width(name) == PAGE.characters - SIGNATURE.inset_chars
    assert (dated, shifted) == ("2024年6月6日", left + SIGNATURE.date_shift_chars)


def test_a_date_longer_than_the_name_stands_two_characters_in_and_moves_the_name() -> None:
    [[(_, left)], [(dated, shifted)]] = placed(signature(("民政局",), date(2024, 12, 10), sealed=False))

    assert shifted + width(dated) == PAGE.characters - SIGNATURE.inset_chars
    assert shifted == left + SIGNATURE.date_shift_chars


def test_without_seal_joint_issuers_stand_below_one_another_one_blank_line_below_the_text() -> None:
    subject = signature((BUREAU, CIVIL), DAY, sealed=False)

    assert [line.above for line in subject.lines] == [SIGNATURE.gap_lines, 0, 0]
    assert [line[0][0] for line in placed(subject)] == [BUREAU, CIVIL, "2024年6月6日"]
    assert {left + width(name) for [(name, left)] in placed(subject)[:2]} == {PAGE.characters - SIGNATURE.inset_chars}


def test_with_seal_the_date_stands_four_characters_in_and_the_name_in_the_middle_above() -> None:
    [[(name, left)], [(dated, below)]] = placed(signature((CIVIL,), DAY, sealed=True))

    assert below + width(dated) == PAGE.characters - SIGNATURE.sealed_inset_chars
    assert middle(name, left) == middle(dated, below)


def test_a_long_sealed_name_moves_the_date_and_stays_inside() -> None:
    [[(name, left)], [(dated, below)]] = placed(signature((LONG,), DAY, sealed=True))

    assert left + width(name) < PAGE.characters
    assert middle(name, left) == middle(dated, below)


def test_a_seal_in_the_middle_of_name_and_date_begins_within_one_line_of_the_text_and_has_room_below() -> None:
    subject = signature((BUREAU,), DAY, sealed=True)
    a_little_above_their_middle = (subject.lines[0].above + 1) * LINE_MM - 1
    all_lines = subject.lines[0].above + 2 + subject.below

    assert 0 <= a_little_above_their_middle - SEAL_MM / 2 <= LINE_MM
    assert a_little_above_their_middle + SEAL_MM / 2 <= all_lines * LINE_MM


def test_two_sealed_names_stand_side_by_side_and_the_date_below_the_last() -> None:
    [names, [(dated, below)]] = placed(signature((BUREAU, CIVIL), DAY, sealed=True))
    (first, left), (last, right) = names

    assert (first, last) == (BUREAU, CIVIL)
    assert left + width(first) < right
    assert middle(last, right) == middle(dated, below)
    assert (middle(last, right) - middle(first, left)) * PAGE.area_width_mm / PAGE.characters > SEAL_MM


def test_seals_stand_at_most_three_in_a_row_and_rows_never_touch() -> None:
    subject = signature(("甲市民政局", "乙市民政局", "丙市民政局", "丁市民政局"), DAY, sealed=True)

    assert [len(line.placed) for line in subject.lines] == [3, 1, 1]
    assert (subject.lines[1].above + 1) * LINE_MM > SEAL_MM


@pytest.mark.parametrize("day", [DAY, date(2024, 12, 18)])
@pytest.mark.parametrize("organs", [2, 3, 5])
def test_no_seal_touches_its_neighbour_in_a_row_or_leaves_the_type_area(organs: int, day: date) -> None:
    bureaux = ("甲市民政局", "乙市民政局", "丙市民政局", "丁市民政局", "戊市民政局")[:organs]
    character_mm = PAGE.area_width_mm / PAGE.characters
    for line in placed(signature(bureaux, day, sealed=True)):
        middles = [middle(*each) * character_mm for each in line]
        assert middles[0] >= SEAL_MM / 2
        assert middles[-1] <= PAGE.area_width_mm - SEAL_MM / 2
        assert all(right - left > SEAL_MM for left, right in zip(middles, middles[1:], strict=False))


def test_long_sealed_names_stand_one_below_the_other() -> None:
    subject = signature((LONG, "喀喇沁左翼蒙古族自治县民政局"), DAY, sealed=True)

    assert [len(line.placed) for line in subject.lines] == [1, 1, 1]


@pytest.mark.parametrize("organs", [3, 4, 5, 6, 9])
def test_more_long_sealed_names_stand_two_by_two_in_lines_and_their_seals_never_touch(organs: int) -> None:
    names = tuple(f"{county}蒙古族自治县住房和城乡建设局" for county in "甲乙丙丁戊己庚辛壬"[:organs])
    subject = signature(names, DAY, sealed=True)
    *signed, dated = subject.lines
    lasts = [at for at, line in enumerate(signed) if line.placed[0].words.endswith("局")]
    steps = [sum(1 + line.above for line in signed[above + 1 : below + 1]) for above, below in pairwise(lasts)]

    assert sorted("".join(pair) for pair in _folded_pairs(signed)) == sorted(names)
    assert all(step * LINE_MM > SEAL_MM for step in steps)
    last = signed[-1].placed[-1]
    widest = signed[-2].placed[-1]
    assert middle(last.words, last.left) == middle(widest.words, widest.left)
    assert middle(last.words, last.left) == middle(dated.placed[0].words, dated.placed[0].left)


def _folded_pairs(signed: Sequence[SignatureLine]) -> list[tuple[str, str]]:
    return [
        (upper.words, lower.words)
        for above, below in zip(signed[::2], signed[1::2], strict=True)
        for upper, lower in zip(above.placed, below.placed, strict=True)
    ]


def test_a_date_as_long_as_the_name_ends_at_the_edge_however_wide_its_digits_are() -> None:
    subject = signature((CIVIL,), DAY, sealed=False)
    (name,), (dated,) = (line.placed for line in subject.lines)

    assert width(dated.words) == width(name.words)
    assert dated.left + width(dated.words) == PAGE.characters
    assert name.yields == dated.yields == 1.0


def test_nobody_signs_an_attachment() -> None:
    assert signature((), DAY, sealed=True).lines == ()
