"""A typo gets an answer: the nearest known name, or the list of names when none is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.suggest import nearest, unknown

COUNTIES = ["双塔区", "龙城区", "朝阳县", "建平县", "北票市", "凌源市", "喀喇沁左翼蒙古族自治县"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("双搭区", "双塔区"),
        ("双塔", "双塔区"),
        ("龙成区", "龙城区"),
        ("朝阳", "朝阳县"),
        ("凌原市", "凌源市"),
        ("北票县", "北票市"),
        ("喀喇沁左翼自治县", "喀喇沁左翼蒙古族自治县"),
    ],
)
def test_one_wrong_or_missing_character_still_finds_the_name(typed: str, meant: str) -> None:
    assert nearest(typed, COUNTIES) == meant


@pytest.mark.parametrize("typed", ["沈阳", "", "xyz"])
def test_a_name_like_none_finds_none(typed: str) -> None:
    assert nearest(typed, COUNTIES) is None


def test_nothing_known_finds_none() -> None:
    assert nearest("双塔区", []) is None


@given(st.permutations(COUNTIES), st.text(max_size=6))
def test_the_answer_does_not_hang_on_the_order_of_the_names(names: list[str], typed: str) -> None:
    assert nearest(typed, names) == nearest(typed, COUNTIES)


def test_an_unknown_name_is_answered_with_a_question() -> None:
    assert unknown("双搭区", COUNTIES) == "没有“双搭区”，是否指“双塔区”？"


def test_without_a_near_name_the_names_are_listed_as_given() -> None:
    assert unknown("沈阳", ["双塔区", "建平县"]) == "没有“沈阳”。可用的有：双塔区、建平县。"


def test_a_long_list_is_cut() -> None:
    names = [f"第{number}号" for number in range(20)]

    assert unknown("沈阳", names).endswith("第11号等。")


def test_names_may_come_from_an_iterator() -> None:
    assert unknown("双搭区", iter(COUNTIES)) == "没有“双搭区”，是否指“双塔区”？"


def test_where_nothing_is_known_nothing_is_offered() -> None:
    assert unknown("双塔区", []) == "没有“双塔区”。"
