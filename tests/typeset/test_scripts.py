"""Stretches of a text by what Word must be told to print them: the style's font, a font of rare Han, one of signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.typeset.scripts import EMOJI, EXTENSION_B, EXTENSION_G, SYMBOL, Stretch, stretches


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.text, part.word_font) for part in stretches(text)]


@pytest.mark.parametrize(
    "text",
    [
        "镕堃喆玥祎旸㎡㎥℃‰①⑳㈠Ⅻ★☆●○■□▲△◆◇→←↑↓√×÷≤≥≈∞",
        "“十四五”‘一老一小’《〈办法〉》——……·～",
        "2140.25万元，GB/T 9704-2012，15#楼，5*3",
        "㙍䴙",
    ],
)
def test_what_chinese_faces_hold_is_one_stretch(text: str) -> None:
    assert stretches(text) == (Stretch(text),)


def test_an_empty_text_has_no_stretch() -> None:
    assert stretches("") == ()


@pytest.mark.parametrize("name", ["𠮷", "𡐓", "𪨰", "𫄧", "𬭚", "\U0002f800"])
def test_a_rare_character_of_plane_2_is_printed_by_the_second_half_of_simsun(name: str) -> None:
    assert parts(f"李{name}同志") == [("李", ""), (name, EXTENSION_B), ("同志", "")]
    assert stretches(name)[0].kind == "rare"


def test_a_rare_character_of_plane_3_has_a_font_of_its_own() -> None:
    assert parts("𠮷\U00030000\U00031350") == [("𠮷", EXTENSION_B), ("\U00030000\U00031350", EXTENSION_G)]


def test_a_variation_stays_with_its_character() -> None:
    assert parts("𠮷\U000e0100田") == [("𠮷\U000e0100", EXTENSION_B), ("田", "")]


def test_rare_characters_side_by_side_are_one_stretch() -> None:
    assert parts("𠮷𡐓") == [("𠮷𡐓", EXTENSION_B)]


@pytest.mark.parametrize("sign", ["✔", "✘", "☑", "⚠", "☎", "✅", "⭐", "⌚"])
def test_an_old_sign_is_printed_in_one_colour(sign: str) -> None:
    assert parts(f"已完成{sign}。") == [("已完成", ""), (sign, SYMBOL), ("。", "")]
    assert stretches(sign)[0].kind == "symbol"


@pytest.mark.parametrize(
    "emoji", ["👍", "🎉", "⚠️", "1️⃣", "#️⃣", "👍🏻", "👨‍👩‍👧", "🇨🇳", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️‍🔥", "👩‍⚕️", "🟢", "🫡", "👍🎉"]
)
def test_an_emoji_of_many_code_points_is_one_stretch(emoji: str) -> None:
    assert parts(f"群众{emoji}满意") == [("群众", ""), (emoji, EMOJI), ("满意", "")]


def test_digits_without_a_keycap_are_no_emoji() -> None:
    assert parts("1️⃣2个") == [("1️⃣", EMOJI), ("2个", "")]


@given(st.text(alphabet="公文2A“”𠮷\U00030000★✔⚠️👍🏻‍⃣\U0002f800\U000e0100", max_size=30))
def test_stretches_lose_nothing_and_differ_from_their_neighbours(text: str) -> None:
    found = stretches(text)
    assert "".join(part.text for part in found) == text
    assert all(part.text for part in found)
    assert all(one.word_font != other.word_font for one, other in zip(found, found[1:], strict=False))
    assert all((part.kind == "ordinary") == (not part.word_font) for part in found)
