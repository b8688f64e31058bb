"""The tables of characters are whole and agree with one another."""

from __future__ import annotations

from builders.checks.corruption.characters import common, in_simplified, simplified, standard, words


def test_the_standard_table_has_its_8105_characters() -> None:
    assert len(standard() - {"〇"}) == 8105
    assert {"喆", "堃", "淼", "镕", "䶮", "犇", "於", "昇"} < standard(), "what names are made of is in the table"


def test_every_other_form_lies_outside_the_table_and_stands_for_a_character_inside() -> None:
    assert not simplified().keys() & standard()
    assert set(simplified().values()) <= standard()
    assert len(simplified()) > 3000


def test_what_has_several_characters_to_stand_for_stands_for_the_usual_one() -> None:
    assert in_simplified("締造周邊裡後麵製髮發臺係復鍾") == "缔造周边里后面制发发台系复钟"
    assert in_simplified("區設務點進動標聯環實準") == "区设务点进动标联环实准"


def test_common_characters_are_the_first_level() -> None:
    assert len(common()) == 3752
    assert "啊" in common() and "座" in common() and "亍" not in common()


def test_words_are_in_the_order_of_their_use() -> None:
    assert len(words()) == 16000
    assert words()["中国"] < words()["燃气"]
