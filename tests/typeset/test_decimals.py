"""Decimal points of a column stand below one another."""

from __future__ import annotations

from builders.model.document import Alignment, Cell, Table, Text
from builders.typeset.decimals import tails


def column(*texts: str, alignment: Alignment = "right") -> list[str]:
    rows = tuple((Cell((Text(text),)),) for text in texts)
    return [tail for (tail,) in tails(Table("", (), (alignment,), (Cell((Text("金额"),)),), rows))]


def test_a_number_with_fewer_places_keeps_the_room_of_the_missing_ones() -> None:
    assert column("12.50", "3", "1,024.5") == ["", ".50", "0"]


def test_equal_places_need_no_room() -> None:
    assert column("12.50", "3.00") == ["", ""]
    assert column("12", "3") == ["", ""]


def test_signs_of_per_cent_stay_with_their_number() -> None:
    assert column("12.5%", "3%") == ["", ".5"]


def test_words_and_dashes_stay_at_the_edge() -> None:
    assert column("12.5", "—", "无") == ["", "", ""]


def test_only_columns_set_at_the_right_are_aligned() -> None:
    assert column("12.5", "3", alignment="left") == ["", ""]
