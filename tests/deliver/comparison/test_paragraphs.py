"""Paragraphs: which belong together, which are new, which are gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.deliver.comparison.paragraphs import ParagraphChange, compare_paragraphs

FIRST = "试点社区楼龄长、老年人多、公共用房少。"
SECOND = "投资先保地下，供热管网更新最多。"
THIRD = "下半年有效施工期短，按楼栋排班。"
SECOND_NOW = "投资同样先保地下，供热管网更新最多。"


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ([FIRST, SECOND], [FIRST, SECOND], []),
        ([FIRST, SECOND, THIRD], [FIRST, SECOND_NOW, THIRD], [(2, SECOND, SECOND_NOW)]),
        ([FIRST, THIRD], [FIRST, SECOND, THIRD], [(2, "", SECOND)]),
        ([FIRST, SECOND, THIRD], [FIRST, THIRD], [(2, SECOND, "")]),
        ([FIRST, SECOND], [THIRD, SECOND_NOW], [(1, FIRST, ""), (1, "", THIRD), (2, SECOND, SECOND_NOW)]),
        ([], [FIRST], [(1, "", FIRST)]),
        ([FIRST], [], [(1, FIRST, "")]),
    ],
)
def test_paragraphs_alike_are_one_that_changed(
    old: list[str], new: list[str], changes: list[tuple[int, str, str]]
) -> None:
    found = sorted(compare_paragraphs(old, new), key=lambda each: (each.place, bool(each.new)))

    assert found == [ParagraphChange(*change) for change in changes]


TEXTS = st.lists(st.text(alphabet="甲乙丙丁戊", min_size=1, max_size=6), max_size=8)


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_nothing_is_made_up(old: list[str], new: list[str]) -> None:
    changes = compare_paragraphs(old, new)
    gone = sorted(change.old for change in changes if change.old)
    come = sorted(change.new for change in changes if change.new)

    assert sorted([*old, *come]) == sorted([*new, *gone])
    assert all(change.old != change.new for change in changes)
