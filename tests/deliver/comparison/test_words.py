"""Words: what was taken out and what was put in, character by character, numbers whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.deliver.comparison.words import LONGEST, Piece, marked, pieces

CHINESE = st.text(alphabet="按照要求推进试点，。12.3%ab \n", max_size=40)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("按要求推进", "按计划推进", "按〔-要求-〕〔+计划+〕推进"),
        ("完成投资120.5万元", "完成投资120.8万元", "完成投资〔-120.5-〕〔+120.8+〕万元"),
        ("占21.3%", "占21.1%", "占〔-21.3%-〕〔+21.1%+〕"),
        ("推进试点", "推进试点工作", "推进试点〔+工作+〕"),
        ("推进试点工作", "推进试点", "推进试点〔-工作-〕"),
        ("", "新的一段", "〔+新的一段+〕"),
        ("旧的一段", "", "〔-旧的一段-〕"),
        ("一样", "一样", "一样"),
        ("", "", ""),
        ("甲乙丙丁", "子乙丑丁", "〔-甲乙丙-〕〔+子乙丑+〕丁"),  # one character between two changes
    ],
)
def test_changes_are_marked_where_they_are(old: str, new: str, text: str) -> None:
    assert marked(pieces(old, new)) == text


@given(CHINESE, CHINESE)
def test_the_old_and_the_new_text_can_be_read_from_the_pieces(old: str, new: str) -> None:
    compared = pieces(old, new)

    assert "".join(piece.text for piece in compared if piece.kind != "added") == old
    assert "".join(piece.text for piece in compared if piece.kind != "removed") == new
    assert all(piece.text for piece in compared)


def test_a_text_beyond_all_measure_is_replaced_whole() -> None:
    old, new = "甲" * (LONGEST + 1), "乙"

    assert pieces(old, new) == (Piece("removed", old), Piece("added", new))
