"""Lines of a title (标题回行): where a long title is broken, for both writers, clause 7.3.1.

A title is broken where its meaning allows it and its lines are of about the same length. What may never be torn apart
(numbers, dates, 《》) costs more than a line too many; words known to belong together cost a little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from math import ceil, inf
from unicodedata import east_asian_width

LONGEST_LINE = 19.0
"""Characters of size 2 in a line: 156 mm hold twenty, and a title should not touch both edges."""

_NEVER = 1e6
_BRACKET = 1e4
_WORD = 12.0
_PLAIN = 6.0
_BALANCE = 0.4
_MOST_EXTRA_LINES = 3

_OPENING = "《〈（〔【“‘「(["
_CLOSING = "》〉）〕】”’」)]，。、；：？！…—·,.;:?!%％‰"
_CLOSED = dict(zip("《（〔【“", "》）〕】”", strict=True))
_PERIOD = re.compile(
    r"[\d〇一二三四五六七八九十]+年(?:度|[上下]半年|第[一二三四1-4]季度|\d+月(?:\d+日)?)?|[\d〇一二三四五六七八九十]+月(?:\d+日)?|[上下]半年"
    r"|第?\d[\d.,，]*[%％]?[\u4e00-\u9fff]?|[A-Za-z][A-Za-z0-9.-]*"
)
_WORDS = re.compile(
    "社区|试点|建设|工作|情况|报告|总结|通知|方案|典型|案例|项目|台账|住房|城乡|民政|自治|街道|示范|推进|进展|改造|设施|服务|联动|推动"
    "|治理|资金|落实|年度|半年|问题|整改|城市|城镇|老旧|小区|联合|印发|意见|要点|计划|实施|开展|有关|做好|关于|实践|达标|对照"
)
_PHRASES = re.compile(
    "完整社区建设(?:试点工作|试点)?|住房和?城乡建设[厅局委]|民政[厅局]|老旧小区改造|[^局厅委于的年]{1,8}族自治[县州旗]|.{2}(?:市|县|区|省|旗|街道|社区)"
)
_GOOD_PLACE = re.compile("(?=关于|《|（)|(?<=[局厅委会办府：》])|(?<=半年)|(?<=年度)")


def lines(title: str) -> tuple[str, ...]:
    """Return the title in lines of at most ``LONGEST_LINE`` characters; joined they are the title again.

    Latin letters and digits count half a character. A title of one unbreakable piece is cut where it must be.
    """
    return fold(title, LONGEST_LINE)


@lru_cache(maxsize=4096)
def fold(text: str, longest: float) -> tuple[str, ...]:
    """Return a text in as few balanced lines of at most ``longest`` characters as its meaning allows.

    A line is longer only where it is a single character.
    """
    total = width(text)
    if total <= longest:
        return (text,)
    fewest = ceil(total / longest)
    found = [_broken(text, count, longest) for count in range(fewest, fewest + _MOST_EXTRA_LINES)]
    cost, ends = next((each for each in found if each[0] < _BRACKET), min(found))
    if cost == inf:
        return _cut(text, longest)
    return tuple(text[start:end] for start, end in zip((0, *ends), ends, strict=False))


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """Return the width of a text in characters: 1 for a Han character, 0.5 for a letter or digit."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def _broken(title: str, count: int, longest: float) -> tuple[float, tuple[int, ...]]:
    """Return the least cost of ``count`` lines and where they end; infinite when that many cannot hold the title."""
    costs = _break_costs(title)
    ideal = width(title) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        stops = (len(title),) if left == 1 else range(start + 1, len(title))
        options = []
        for end in stops:
            wide = width(title[start:end])
            if wide > longest:
                break
            rest, ends = best(end, left - 1) if left > 1 else (0.0, ())
            lone = _NEVER if end - start < 2 else 0.0
            options.append((rest + _BALANCE * (wide - ideal) ** 2 + lone + costs[end], (end, *ends)))
        return min(options, default=(inf, ()))

    return best(0, count)


def _break_costs(title: str) -> list[float]:
    """Return what it costs to break before each index of the title; the end is free."""
    good = {match.start() for match in _GOOD_PLACE.finditer(title)}
    costs = [0.0 if index in good else _PLAIN for index in range(len(title) + 1)]
    for index in range(1, len(title)):
        before, after = title[index - 1], title[index]
        if before in _OPENING or after in _CLOSING or after in "年月日号的":
            costs[index] = _NEVER
    for opening, closing in _CLOSED.items():
        _charge(costs, re.finditer(f"{opening}[^{closing}]*{closing}", title), _BRACKET)
    _charge(costs, _PERIOD.finditer(title), _NEVER)
    _charge(costs, _WORDS.finditer(title), _WORD)
    _charge(costs, _PHRASES.finditer(title), _WORD)
    for match in re.finditer("关于|的", title):
        costs[match.end()] += _WORD
    return costs


def _charge(costs: list[float], matches: Iterable[re.Match[str]], price: float) -> None:
    """Make every break inside a match dearer."""
    for match in matches:
        for index in range(match.start() + 1, match.end()):
            costs[index] += price


def _cut(title: str, longest: float) -> tuple[str, ...]:
    """Return the title cut at the edge of the line, as the last resort."""
    cut: list[str] = [""]
    for character in title:
        if cut[-1] and width(cut[-1] + character) > longest:
            cut.append("")
        cut[-1] += character
    return tuple(cut)
