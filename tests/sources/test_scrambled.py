"""Scrambled text is recognised by what it was, and sound text never is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.sources.scrambled import unscrambled

HANZI = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12)
COMMON = [bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)]


def misread(text: str, right: str, wrong: str) -> str:
    """Return what is saved when bytes of ``text`` are read in the wrong encoding by a program that forgives."""
    return text.encode(right).decode(wrong, "replace")


def says(found: str, text: str) -> bool:
    """Say whether ``found`` is ``text``, with … for what was lost."""
    return re.fullmatch(re.escape(found).replace("…", ".+"), text) is not None


@pytest.mark.parametrize(
    ("scrambled", "was"),
    [
        ("鍖哄幙", "区县"),
        ("椤圭洰缂栧彿", "项目编号"),
        ("鎬绘姇璧�", "总投…"),
        ("鎬绘姇璧?", "总投…"),
        ("211302-鍖哄幙", "211302-区县"),
        (misread("双塔区", "gb18030", "latin-1"), "双塔区"),
        (misread("双塔区", "utf-8", "latin-1"), "双塔区"),
        (misread("区县", "utf-8", "cp1252"), "区县"),
    ],
)
def test_scrambled_text_is_put_right(scrambled: str, was: str | None) -> None:
    assert unscrambled(scrambled) == was


@pytest.mark.parametrize(
    "text",
    ["", "211302-P01", "区县", "双塔区", "镕堃玥𠮷", "龘靐齉", "溧阳市", "é", "café", "Ⅳ", "①", "㎡", "（一）", "约800",
     "浣熊", "鍖", "涓涓细流", "鐵路", "臺灣", "淮北濉溪", "瀍河回族区", "鄄城", "亳州", "歙县", "盱眙", "郫都区",
     "“引号”", "——", "…", "·", "αβγ", "МВД", "Ñandú", "Ærø", "¥12", "±5", "×3"],
)  # fmt: skip
def test_sound_text_is_left_alone(text: str) -> None:
    assert unscrambled(text) is None


@given(HANZI)
def test_utf_8_read_as_gbk_is_recognised_by_most_of_its_characters(text: str) -> None:
    scrambled = text.encode().decode("gbk", "replace")
    found = unscrambled(scrambled)
    assert found is None or says(found, text)


def test_the_headers_of_an_office_are_recognised(workspace_root: Path) -> None:
    words = set()
    for path in (workspace_root / "data" / "schemas").glob("*.yaml"):
        words |= set(re.findall(r"title: ([\u4e00-\u9fff]{3,})", path.read_text(encoding="utf-8")))
    assert len(words) > 50
    for wrong in ("gb18030", "gbk"):
        found = {word: unscrambled(misread(word, "utf-8", wrong)) for word in words}
        missed = [word for word, right in found.items() if right is None or not says(right, word)]
        assert len(missed) <= len(words) // 20, missed


@settings(max_examples=300)
@given(st.text(alphabet=st.sampled_from(COMMON), min_size=1, max_size=12))
def test_common_chinese_is_never_taken_for_scrambled(text: str) -> None:
    assert unscrambled(text) is None


def test_nothing_in_the_sample_workspace_is_taken_for_scrambled(workspace_root: Path) -> None:
    cells = set()
    for path in (workspace_root / "data").glob("*/*.csv"):
        cells |= set(path.read_text(encoding="utf-8-sig").replace("\n", ",").split(","))
    assert len(cells) > 1000
    assert [cell for cell in cells if unscrambled(cell)] == []
