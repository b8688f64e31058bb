"""The length of a text: what a receiver counts who asks for three thousand characters."""

from __future__ import annotations

import pytest

from builders.typeset.length import characters
from builders.typeset.markdown import parse
from tests.typeset.samples import manuscript


@pytest.mark.parametrize(
    ("markdown", "count"),
    [
        ("一二三，四。", 6),
        ("一 二\n三", 3),
        ("# 标题\n\n文字。", len("一、标题文字。")),
        ("**重**和*轻*，[链](https://example.com/)。", len("重和轻，链。")),
        ("- 甲项\n- 乙项\n", 4),
        ("文字[^1]。\n\n[^1]: 这条脚注不计。", 3),
        ("文字。\n\n| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n\n: 表题不计\n", 3),
        ("文字。\n\n::: remark\n注：不计。\n:::\n", 3),
        ('文字。\n\n::: {.annex title="台账"}\n\n附件不计。\n\n:::\n', 3),
        ("共完成12.5万元。", 10),
    ],
)
def test_what_counts_is_the_text_of_the_body(markdown: str, count: int) -> None:
    assert characters(parse(manuscript(markdown))) == count
