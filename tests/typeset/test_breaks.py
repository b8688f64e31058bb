"""Long words: broken after their marks, never altered, and inside the type area when a writer breaks them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from builders.typeset.breaks import LONGEST_WORD, is_breakable, pieces, split
from builders.typeset.typefaces.folders import machine_folders

ADDRESS = "www.mohurd.gov.cn/gongkai/zhengce/zhengcefilelib/202210/20221031_768602.html"
CODE = "LlanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochLlanfairpwllgwyngyll"


@pytest.mark.parametrize("text", ["", "完整社区", "2140.25万元，GB/T 9704-2012", "a" * LONGEST_WORD])
def test_a_text_without_a_long_word_is_one_piece(text: str) -> None:
    assert pieces(text) == (text,)


def test_an_address_is_broken_after_its_marks() -> None:
    assert pieces("见www.mohurd.gov.cn/gk/zc/index.html，欢迎") == (
        *("见www.", "mohurd.", "gov.", "cn/", "gk/", "zc/", "index.", "html，欢迎"),
    )


def test_a_word_without_marks_is_broken_every_few_letters_and_not_at_its_ends() -> None:
    found = pieces(f"见{CODE}。")
    assert {len(piece) for piece in found[1:-1]} == {4}
    assert len(found[0]) > 2 and len(found[-1]) > 2


@pytest.mark.parametrize("text", [ADDRESS, "https://" + ADDRESS, "1" * 60, "a/" * 30])
def test_no_piece_begins_with_a_mark(text: str) -> None:
    assert not any(re.match(r"[^A-Za-z0-9]", piece) for piece in pieces(text)[1:])


def test_a_line_of_marks_is_broken_too() -> None:
    assert {len(piece) for piece in pieces("_" * 80)} == {4}


@given(st.text(alphabet="公，。/a1.-", max_size=80))
def test_pieces_and_parts_lose_nothing(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert "".join(part for part, _ in split(text)) == text


def test_long_words_are_told_from_the_text_around_them() -> None:
    assert split(f"见{ADDRESS}，2023年") == (("见", False), (ADDRESS, True), ("，2023年", False))


def test_a_paragraph_with_a_sum_of_money_is_not_broken_at_every_character() -> None:
    assert is_breakable(f"材料见{ADDRESS}，欢迎监督。")
    assert not is_breakable(f"投资2140.25万元，材料见{ADDRESS}。")
    assert not is_breakable("投资2140.25万元。")


@pytest.mark.parametrize("word", [ADDRESS, "https://" + ADDRESS, CODE, "1" * 90])
def test_typst_breaks_between_pieces_with_an_empty_box_and_keeps_the_text(word: str, tmp_path: Path) -> None:
    text = f"本次公示的材料全文请见{word}，欢迎监督。"
    noto = machine_folders().noto
    assert noto is not None
    code = "; box(width: 0pt); ".join(f'"{piece}"' for piece in pieces(text))
    source = (
        '#set document(title: "x")\n#set page(width: 210mm, height: 99mm, margin: 27mm)\n'
        '#set text(font: "Noto Serif SC", size: 16pt, lang: "zh", hyphenate: false, cjk-latin-spacing: none)\n'
        '#set par(justify: true, linebreaks: "simple")\n' + f"#{{{code}}}"
    )
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(noto)])
    pdf = typst.Compiler(font_paths=fonts).compile(
        input=source.encode(), root=str(tmp_path), format="pdf", pdf_standards=["a-2a", "ua-1"]
    )
    assert isinstance(pdf, bytes)
    with pdfplumber.open(BytesIO(pdf)) as opened:
        characters = opened.pages[0].chars
    assert max(character["x1"] for character in characters) <= 183.2 / 25.4 * 72
    assert "".join(character["text"] for character in characters) == text
