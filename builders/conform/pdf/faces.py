"""Faces (字体): which genre a font of any vendor belongs to, by its name, and what stands in for another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from builders.conform.pdf.sheet import Font, Glyph

Genre = Literal["仿宋", "楷体", "黑体", "小标宋", "宋体", ""]
Match = Literal["same", "other", "stand-in", "nameless"]

_NAMES: tuple[tuple[Genre, str], ...] = (
    ("小标宋", r"小标宋|xiaobiaosong|xbs|fzxiaobs"),
    ("仿宋", r"仿宋|fangsong|fandolfang|simfang|fzfs|zhuque|stfangso|^fang$"),
    ("楷体", r"楷|kaiti|fandolkai|simkai|fzkt|stkai|wenkai|ukai|kaitim|^kai$"),
    ("黑体", r"黑体|simhei|heiti|fandolhei|fzht|stxihei|fzhei|notosans|sourcehansans|思源黑体"
             r"|wenquanyi|wqy|droidsansfallback"),
    ("宋体", r"宋体|simsun|nsimsun|songti|stsong|stzhongsong|fandolsong|fzss|fzshusong|uming|sungtil"
             r"|notoserif|sourcehanserif|思源宋体|mingliu"),
)  # fmt: skip
_PATTERNS = tuple((genre, re.compile(pattern)) for genre, pattern in _NAMES)
_OPEN = re.compile(r"fandol|noto|sourcehan|思源|wenquanyi|wqy|droidsans|arpl|uming|ukai|dejavu|liberation")
"""Open fonts, which stand in where those of the standard are not installed."""
_LACKING: tuple[tuple[str, frozenset[str]], ...] = (
    (r"fandol", frozenset({"小标宋"})),
    (r".", frozenset({"小标宋", "仿宋", "楷体"})),
)
"""Which genres a family of open fonts does not have."""
_BOLD = re.compile(r"bold|black|heavy|semibold|粗")
_NAMELESS = re.compile(r"^(?:|f\d+|tt\d+|ft\d+|t\d+(_\d+)?|cidfont\+?f\d+|c\d+_\d+|[a-z]{1,2}\d*)$")


def _plain(name: str) -> str:
    return re.sub(r"[\s_,.\-]+", "", name).lower()


@lru_cache(maxsize=1024)
def genre(font: Font) -> Genre:
    """Return the genre of a font: 仿宋 for FangSong, 仿宋_GB2312, 方正仿宋 …; empty for one that is of none."""
    name = _plain(font.name)
    for found, pattern in _PATTERNS:
        if pattern.search(name):
            # A bold Song is what an open font has for 小标宋.
            if found == "宋体" and _OPEN.search(name) and _BOLD.search(name):
                return "小标宋"
            return found
    return ""


@lru_cache(maxsize=1024)
def match(font: Font, asked: Genre) -> Match:
    """Return how a font answers to the genre asked for.

    ``stand-in``: an open font of a family that lacks the genre; ``nameless``: a font whose name says nothing.
    """
    if genre(font) == asked:
        return "same"
    name = _plain(font.name)
    if _NAMELESS.match(name):
        return "nameless"
    if _OPEN.search(name):
        for family, lacking in _LACKING:
            if re.search(family, name):
                song = genre(font) in ("宋体", "小标宋", "")
                return "stand-in" if asked in lacking and (asked != "小标宋" or song) else "other"
    return "other"


def main_font(glyphs: Iterable[Glyph]) -> Font | None:
    """Return the font of most Chinese characters, or None where there are none."""
    counts = Counter(glyph.font for glyph in glyphs if glyph.is_han)
    return counts.most_common(1)[0][0] if counts else None


def shown(font: Font) -> str:
    """Return a font's name for a reader."""
    return f"{genre(font)}（{font.name}）" if genre(font) and genre(font) not in font.name else font.name or "无名字体"
