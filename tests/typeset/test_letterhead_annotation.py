"""附注: one pair of round brackets around it, whoever typed them."""

from __future__ import annotations

import pytest

from builders.typeset.letterhead import annotation_text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("此件公开发布", "（此件公开发布）"),
        ("（此件公开发布）", "（此件公开发布）"),
        ("(此件公开发布)", "（此件公开发布）"),
        ("此件公开发布（节选）", "（此件公开发布（节选））"),
        ("（甲）和（乙）公开", "（（甲）和（乙）公开）"),
    ],
)
def test_an_annotation_stands_in_one_pair_of_brackets_and_keeps_those_within(typed: str, printed: str) -> None:
    assert annotation_text(typed) == printed
