"""Faces (字体): fonts of any vendor by their names, subsets and stand-ins."""

from __future__ import annotations

import pytest

from builders.conform.pdf.faces import Genre, genre, match
from builders.conform.pdf.sheet import Font

NAMES: dict[Genre, tuple[str, ...]] = {
    "仿宋": ("仿宋", "仿宋_GB2312", "FangSong", "FangSong_GB2312", "STFangsong", "FZFSK--GBK1-0", "FandolFang-Regular"),
    "楷体": ("楷体", "楷体_GB2312", "KaiTi", "STKaiti", "FZKTK--GBK1-0", "FandolKai-Regular", "LXGWWenKai-Regular"),
    "黑体": ("黑体", "SimHei", "STHeiti", "FZHTK--GBK1-0", "FandolHei-Regular", "NotoSansCJKsc-Regular"),
    "小标宋": ("方正小标宋简体", "FZXBSJW--GB1-0", "FZXiaoBiaoSong-B05S", "FandolSong-Bold", "NotoSerifCJKsc-Black"),
    "宋体": ("宋体", "SimSun", "NSimSun", "STSong", "FandolSong-Regular", "NotoSerifSC-Regular"),
    "": ("MicrosoftYaHei", "Calibri", "ArialMT", "TimesNewRomanPSMT"),
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in NAMES.items() for name in names])
def test_a_font_belongs_to_its_genre_whoever_made_it(kind: Genre, name: str) -> None:
    assert genre(Font(name, True)) == kind


@pytest.mark.parametrize(
    ("name", "asked", "answer"),
    [
        ("FangSong_GB2312", "仿宋", "same"),
        ("MicrosoftYaHei", "仿宋", "other"),
        ("SimSun", "仿宋", "other"),
        ("NotoSerifSC-Regular", "仿宋", "stand-in"),
        ("NotoSansSC-Regular", "楷体", "stand-in"),
        ("NotoSerifSC-Regular", "小标宋", "stand-in"),
        ("NotoSansSC-Regular", "小标宋", "other"),
        ("NotoSerifSC-Regular", "黑体", "other"),
        ("FandolHei-Regular", "仿宋", "other"),
        ("FandolSong-Regular", "小标宋", "stand-in"),
        ("FandolFang-Regular", "小标宋", "other"),
        ("TT2", "仿宋", "nameless"),
        ("", "仿宋", "nameless"),
    ],
)
def test_a_stand_in_answers_only_for_what_its_family_lacks(name: str, asked: Genre, answer: str) -> None:
    assert match(Font(name, True), asked) == answer
