"""Ordinals of the levels (结构层次序数): 一、 （一） 1. （1）, each with its own mark, in order and without gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.prose.patterns import by_pattern
from builders.checks.prose.rulebook import Hit, ProseRule, hit_at
from builders.checks.text import Text
from builders.core.rule import Rule

_HAN = "一二三四五六七八九十"
_START = r"(?:^|(?<=\n))[\0 \u3000]*"
_BROKEN_OFF = re.compile(r"[^\n]{30,}(?<![。！？：；”）\s\0])\n\Z")
_LEVELS = (
    re.compile(rf"(?P<n>[{_HAN}]{{1,3}})、(?![{_HAN}])"),
    re.compile(rf"[（(](?P<n>[{_HAN}]{{1,3}})[）)]"),
    re.compile(r"(?P<n>\d{1,2})[.．、](?!\d)"),
    re.compile(r"[（(](?P<n>\d{1,2})[）)]"),
    re.compile("(?P<n>[①-⑳])"),
)
_TYPED = re.compile(
    rf"[{_HAN}]{{1,3}}、(?![{_HAN}])|[（(][{_HAN}]{{1,3}}[）)]|\d{{1,2}}[.．、](?!\d)"
    rf"|[（(]\d{{1,2}}[）)]|第[{_HAN}]{{1,3}}[部章节](?:分)?[、，：\s]"
)


def _value(ordinal: str) -> int:
    """Return the number of an ordinal: 十二, 12 or ⑫."""
    if ordinal.isdecimal():
        return int(ordinal)
    if ordinal >= "①" and ordinal <= "⑳":
        return ord(ordinal) - ord("①") + 1
    tens, _, ones = ordinal.rpartition("十")
    many = _HAN.index(tens[-1]) + 1 if tens else int("十" in ordinal)
    return many * 10 + (_HAN.index(ones[-1]) + 1 if ones else 0)


def _openings(text: Text) -> Iterator[tuple[int, int, int]]:
    """Yield level, number and place of each ordinal that opens a paragraph; headings have theirs from the program."""
    for group in text.paragraphs:
        line = group[0]
        if line.kind != "paragraph" or "{%" in line.text:
            continue
        at = text.starts[line.number - text.lines[0].number] + len(line.prose) - len(line.prose.lstrip("\0 \u3000"))
        for level, pattern in enumerate(_LEVELS):
            match = pattern.match(text.body, at)
            if match:
                yield level, _value(match["n"]), at


def _sequence(text: Text) -> Iterator[Hit]:
    """An ordinal is the first of its level or the one after the last; a lower level starts anew under a higher."""
    last: dict[int, int] = {}
    for level, number, at in _openings(text):
        before = last.get(level, 0)
        if number not in (1, before + 1):
            hit = hit_at(text, at, at + 1)
            told = f"序号不连续：上一个是第{before}，这里是第{number}" if before else f"序号从第{number}开始，缺前面的"
            yield Hit(hit.line, hit.start, hit.end, told)
        last = {each: value for each, value in last.items() if each < level} | {level: number}


def _skipped(text: Text) -> Iterator[Hit]:
    """A level is entered from the one above, never from below; of two levels the second may be 1. at once."""
    used: list[int] = []
    for level, number, at in _openings(text):
        if number == 1 and used and used[-1] > level > used[0] and level not in used:
            yield hit_at(text, at, at + 1, None)
        used = [each for each in used if each < level]
        if (
            number == 1
            and used
            and level - used[-1] > 1
            and not _in_sentence(text.body, at)
            and (used[-1], level) != (0, 2)
        ):
            yield hit_at(text, at, at + 1)
        used.append(level)


def _in_sentence(body: str, at: int) -> bool:
    """Say whether a list that a colon opens begins here: its ordinals are none of the levels."""
    return body[:at].rstrip("\0 \u3000\n").endswith("：")


def _goes_on(match: re.Match[str]) -> bool:
    """Say whether the line before breaks off in mid-sentence: then the number is none of a paragraph, but of a page."""
    start = match.string.rfind("\n", 0, max(0, match.start() - 1)) + 1
    return bool(_BROKEN_OFF.match(match.string, start, match.start()))


def _typed(text: Text) -> Iterator[Hit]:
    for line in text.lines:
        if line.kind == "heading":
            bare = len(line.prose) - len(line.prose.lstrip("\0 \u3000"))
            match = _TYPED.match(line.prose, bare)
            if match:
                yield Hit(line.number, bare, match.end())


RULES = (
    by_pattern(
        Rule(
            "P301",
            "序号“1”后用了顿号",
            "阿拉伯数字的序号后用下脚点（1.），顿号只跟在“一”“二”等汉字序号后面。",
            "改成“1.”",
            clause="GB/T 15834—2011 附录B.3",
            wrong=("1、完善服务设施", "　　1、打造宜居环境。", "1、一张网管到底"),
            right=("1.完善服务设施", "　　1.打造宜居环境。", "1.一张网管到底", "1、2号楼同时改造。"),
            safe=True,
            excusable=True,
        ),
        _START + r"\d{1,2}(?P<mark>、)(?![\d\s、])",
        ".",
        needs=r"\d、",
        group="mark",
        unless=_goes_on,
    ),
    by_pattern(
        Rule(
            "P302",
            "带括号的序号后又加了标点",
            "序号有括号或圆圈时，括号、圆圈已经隔开，后面不再加点号。",
            "删去序号后的标点",
            clause="GB/T 15834—2011 附录B.3",
            wrong=("（一）、坚持党建引领", "（1）、完善机制。", "①、摸清底数；", "（1）.列出清单"),
            right=("（一）坚持党建引领", "（1）完善机制。", "①摸清底数；", "（1）列出清单"),
            safe=True,
            excusable=True,
        ),
        _START + rf"(?:[（(](?:[{_HAN}]{{1,3}}|\d{{1,2}})[）)]|[①-⑳])(?P<mark>[、，.．,])",
        "",
        needs="[）)①-⑳][、，.．,]",
        group="mark",
        unless=_goes_on,
    ),
    by_pattern(
        Rule(
            "P303",
            "序号“一”后没有用顿号",
            "汉字序号“一”“二”后用顿号（一、），不用下脚点或逗号。",
            "改成“一、”",
            clause="GB/T 15834—2011 附录B.3",
            wrong=("一.总体要求", "一．重点任务", "　　一，保障措施"),
            right=("一、总体要求", "一、重点任务", "　　一、保障措施"),
            safe=True,
            excusable=True,
        ),
        _START + rf"[{_HAN}]{{1,3}}(?P<mark>[.．,，])(?=[^\s.])",
        "、",
        needs=f"[{_HAN}][.．,，]",
        group="mark",
        unless=_goes_on,
    ),
    by_pattern(
        Rule(
            "P304",
            "“第一”“首先”后用了顿号",
            "“第一”“首先”“其次”“最后”等次序词语后用逗号。",
            "改成逗号",
            "warning",
            "GB/T 15834—2011 附录B.3",
            wrong=("第一、摸清底数。", "首先、要找准问题；其次、要列出清单。", "重点如下：第二、补齐短板。"),
            right=(
                "第一，摸清底数。",
                "首先，要找准问题；其次，要列出清单。",
                "重点如下：第二，补齐短板。",
                "第一、第二季度",
                "第一、三产业",
            ),
            safe=True,
            excusable=True,
        ),
        rf"(?:^|[。；：，]|\n)[\0 \u3000]*(?:第[{_HAN}]|首先|其次|再次|最后)(?P<mark>、)(?![第其最再次首{_HAN}])",
        "，",
        needs=f"(?:第[{_HAN}]|先|次|后)、",
        group="mark",
    ),
    ProseRule(
        Rule(
            "P305",
            "序号不连续",
            "同一层次的序号依次编排，不缺号、不重号；进入新的上一层后，下一层从头编起。",
            "补上缺的一条，或改对序号",
            "warning",
            "GB/T 9704—2012 7.3.3",
            wrong=(
                "一、总体要求\n\n三、保障措施",
                "（一）目标\n\n（二）任务\n\n（二）措施",
                "（2）建机制",
                "1.甲\n\n2.乙\n\n4.丙",
            ),
            right=("一、总体要求\n\n（一）目标\n\n（二）任务\n\n二、保障措施\n\n（一）组织", "1.甲\n\n2.乙\n\n3.丙"),
            excusable=True,
        ),
        _sequence,
        rf"[{_HAN}\d][、.．）)]|[①-⑳]",
    ),
    ProseRule(
        Rule(
            "P312",
            "层次跳级",
            "结构层次依次为“一、”“（一）”“1.”“（1）”，由上一层进入下一层；只有两层时可以用“一、”和“1.”。",
            "改用紧接的下一层序号",
            "warning",
            "GB/T 9704—2012 7.3.3",
            wrong=("一、总体要求\n\n（1）目标", "（一）目标\n\n①任务", "一、总体要求\n\n1.目标\n\n（一）任务"),
            right=("一、总体要求\n\n1.目标\n\n（1）任务", "一、总体要求\n\n（一）目标\n\n1.任务"),
            excusable=True,
        ),
        _skipped,
        rf"[（(][{_HAN}\d]{{1,3}}[）)]|[①-⑳]",
    ),
    ProseRule(
        Rule(
            "P311",
            "标题里手写了序号",
            "标题的序号由程序统一编排，手写的会印出两个序号，增删标题后还会编错。",
            "删去手写的序号",
            wrong=("# 一、主要做法", "## （二）先做地下再做地上", "### 1.查管线", "# 第一部分 总体情况"),
            right=("# 主要做法", "## 先做地下再做地上", "## 一张图管到底", "## 15分钟生活圈"),
            excusable=True,
        ),
        _typed,
        rf"[{_HAN}\d]",
    ),
)
