"""提级: a passage printed without a heading of its own begins on the highest level."""

from __future__ import annotations

from tests.compose.desk import Desk

TEMPLATE = '{{ 正文("主要做法") | 提级 }}\n'


def test_headings_of_the_passage_rise_by_one(desk: Desk) -> None:
    made = desk.text(TEMPLATE, passages={"主要做法": "## 范围\n\n一段话 ## 不动。\n\n### 细项\n\n又一段。"})

    assert made == "# 范围\n\n一段话 ## 不动。\n\n## 细项\n\n又一段。"
