"""Wrong words of official writing (错别字): those that are wrong wherever they stand, by sound, by shape, by habit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builders.checks.corruption.characters import at, table
from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.text import Text
from builders.core.rule import Rule

_UNTIL = re.compile(
    r"截止(?=(?:到|至)?(?:\d{4}年|\d{1,2}月|今年|去年|本年|上年|[上下]半年|\d{1,2}日)"
    r"(?!.{0,12}(?:报名|申报|受理|投标)))"
)


@cache
def _list(name: str) -> tuple[tuple[str, frozenset[str], str, re.Pattern[str]], ...]:
    """Return the wrong words of a table, each with its characters, the right one, and what knows its neighbours."""
    entries = []
    for line in table(name):
        wrong, right, *around = line.split("\t")
        before, after = around or ("", "")
        entries.append((wrong, frozenset(wrong), right, re.compile(before + re.escape(wrong) + after)))
    return tuple(entries)


def _listed(text: Text, name: str) -> Iterator[Hit]:
    for wrong, characters, right, pattern in _list(name):
        if characters <= text.characters and wrong in text.body:
            for match in pattern.finditer(text.body):
                yield at(text, *match.span(), replacement=right, cure=f"应为“{right}”")


def _habits(text: Text) -> Iterator[Hit]:
    yield from _listed(text, "habits.tsv")
    for match in _UNTIL.finditer(text.body):
        yield at(text, *match.span(), replacement="截至", cure="应为“截至”（截止指停止，截至指到这一天为止）")


def _shapes(text: Text) -> Iterator[Hit]:
    yield from _listed(text, "shapes.tsv")


RULES = (
    ProseRule(
        Rule(
            "R170",
            "常见的错别字",
            "这些写法在公文里没有正确的用处。",
            "请改正",
            severity="warning",
            wrong=("对完成任务的给与支持", "建筑维护结构改造", "截止目前已完成", "截止2023年6月", "减化审批事项"),
            right=(
                "对完成任务的给予支持",
                "外墙围护结构",
                "截至目前已完成",
                "报名截止日期",
                "维护社会稳定",
                "颁布署名文章",
            ),
            excusable=True,
        ),
        _habits,
    ),
    ProseRule(
        Rule(
            "R136",
            "形近字识别错误",
            "扫描识别常把形状相近的字认错。",
            "请与原件核对",
            severity="warning",
            wrong=("提高社区管埋水平", "供暧季前完工", "己经完成", "入民政府"),
            right=("提高社区管理水平", "供暖季前完工", "纳入民生实事", "加入民政系统"),
            excusable=True,
        ),
        _shapes,
    ),
)
