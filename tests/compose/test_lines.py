"""Lines of templates: tags and comments that stand alone leave none, everything else keeps its own."""

from __future__ import annotations

import pytest

from tests.compose.desk import Desk


@pytest.mark.parametrize(
    "tag", ["{% if true %}甲{% endif %}", "{% for 字 in ['甲'] %}{{ 字 }}{% endfor %}", "甲{## 注释 ##}"]
)
def test_a_paragraph_that_ends_with_a_tag_is_not_joined_to_the_next(desk: Desk, tag: str) -> None:
    assert desk.text(f"{tag}\n\n乙\n") == "甲\n\n乙"
    assert desk.text(f"{tag}\n乙\n") == "甲\n乙"


def test_a_loop_on_its_own_lines_leaves_no_gap_in_a_table(desk: Desk) -> None:
    rows = "{% for 字 in ['甲', '乙'] %}\n  {% if true %}\n| {{ 字 }} |\n{% endif %}\n{% endfor %}\n"
    assert desk.text(f"| 字 |\n|:--|\n{rows}| 合计 |\n") == "| 字 |\n|:--|\n| 甲 |\n| 乙 |\n| 合计 |"


def test_a_comment_on_its_own_line_leaves_none(desk: Desk) -> None:
    assert desk.text("甲\n{## 注释 ##}\n乙\n") == "甲\n乙"


def test_several_tags_on_one_line_leave_none(desk: Desk) -> None:
    assert desk.text("甲\n{% if true %}{% set 数 = 1 %}\n乙\n{% endif %} {## 完 ##}\n丙\n") == "甲\n乙\n丙"


def test_lines_of_a_passage_keep_their_places_below_lone_tags(desk: Desk) -> None:
    made = desk.compose('{{ 正文("主要做法") }}\n', passages={"主要做法": "{% if true %}\n甲\n{% endif %}\n\n乙"})
    lines = made.markdown.split("\n")
    first, second = (made.origin_of(lines.index(word) + 1) for word in "甲乙")
    assert first is not None
    assert second is not None
    below = second.line + lines.index("乙") - second.first
    assert below - (first.line + lines.index("甲") - first.first) == 3
