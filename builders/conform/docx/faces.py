"""Faces (字体): which of the five faces of official documents a font's name stands for, whoever made the font."""

from __future__ import annotations

import re
from functools import cache

FANGSONG, KAI, HEI, TITLE, SONG = "仿宋", "楷体", "黑体", "小标宋", "宋体"

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_GENRES = (
    (re.compile(r"小标宋|xiaobiaosong|fzxbs", re.IGNORECASE), TITLE),
    (re.compile(r"仿宋|fang\s?song|fandolfang|fzfs|stfangso|simfang", re.IGNORECASE), FANGSONG),
    (re.compile(r"楷|kai(?:ti|_gb|$)|fandolkai|fzkt|stkai|simkai", re.IGNORECASE), KAI),
    (re.compile(r"雅黑|yahei|等线|dengxian|圆|幼圆|隶书|行楷|魏碑|舒体|琥珀|彩云", re.IGNORECASE), "其他"),
    (re.compile(r"黑体|simhei|fandolhei|fzhei|fzht|stheiti|^hei", re.IGNORECASE), HEI),
    (re.compile(r"中宋|zhongsong", re.IGNORECASE), "中宋"),
    (re.compile(r"宋|simsun|fandolsong|stsong|^song", re.IGNORECASE), SONG),
    (re.compile(r"calibri|cambria|arial|times|helvetica|verdana|georgia|tahoma|courier|liberation", re.I), "西文"),
)
_CLOSE = {TITLE: ("中宋",)}
"""Faces that offices use where the wanted one is not installed: not wrong, and not right."""
_OURS = {TITLE: re.compile(r"fandolsong", re.IGNORECASE)}


@cache
def genre(name: str) -> str:
    """Return the face that a font is one of; empty for a font that is not known."""
    name = _SUBSET.sub("", name.strip())
    return next((found for pattern, found in _GENRES if pattern.search(name)), "")


@cache
def is_face(name: str, wanted: str) -> bool | None:
    """Whether a font is of a face; None for no font, an unknown one, or one that stands in for another."""
    found = genre(name)
    if found == wanted or (wanted in _OURS and _OURS[wanted].search(name)):
        return True
    return None if not found or found in _CLOSE.get(wanted, ()) else False


def shown(name: str) -> str:
    """Return a font's name as a finding prints it."""
    return name or "未指定中文字体"
