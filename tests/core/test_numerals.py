from __future__ import annotations

import pytest

from builders.core.numerals import chinese_ordinal


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "100")],
)
def test_an_ordinal_is_said_in_chinese_as_far_as_titles_number(number: int, words: str) -> None:
    assert chinese_ordinal(number) == words
