"""How names differ (名称比对): by a slip of the hand, or because they are names of different things."""

from __future__ import annotations

from difflib import SequenceMatcher

_OF_PLACES = "省市县区州盟旗镇乡"
_OF_ORDER = "0123456789一二三四五六七八九十上下甲乙丙丁"
_LISTED = "通知 意见 办法 规定 方案 决定 批复 公告 条例 指南 标准 规划 计划 报告 细则 导则"
_KINDS = tuple(_LISTED.split())
_FEW = 2


def changes(wrong: str, right: str) -> list[tuple[str, str, int]]:
    """Return what to change to make ``right`` of ``wrong``: what stands there, what should, and where in ``right``."""
    matcher = SequenceMatcher(None, wrong, right, autojunk=False)
    return [(wrong[a:b], right[c:d], c) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def distance(wrong: str, right: str) -> int:
    """Return how many characters differ."""
    return sum(max(len(was), len(should)) for was, should, _ in changes(wrong, right))


def is_slip(wrong: str, right: str) -> bool:
    """Return whether ``wrong`` is ``right`` with a slip of one or two characters.

    A difference in place, number or kind makes the name of something else: 朝阳市…方案 and 凌源市…方案 are both right.
    """
    differ = changes(wrong, right)
    if not differ or sum(max(len(was), len(should)) for was, should, _ in differ) > _FEW:
        return False
    if any(set(was + should) & set(_OF_ORDER) for was, should, _ in differ):
        return False
    if any(_in_place(should, right, start) or _in_place(was, wrong, start) for was, should, start in differ):
        return False
    kind = next((kind for kind in _KINDS if right.endswith(kind)), "")
    return not kind or wrong.endswith(kind) or not any(wrong.endswith(other) for other in _KINDS)


def _in_place(changed: str, name: str, start: int) -> bool:
    """Return whether a change lies in the name of a place: in it or just before the character that ends one."""
    return any(character in _OF_PLACES for character in name[start : start + len(changed) + 2])
