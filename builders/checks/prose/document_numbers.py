"""Numbers of documents in prose (发文字号): organ code, year in 〔〕, number, 号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from builders.checks.prose.patterns import by_pattern
from builders.checks.prose.rulebook import Hit, ProseRule, hits
from builders.checks.text import PRINTED, Text
from builders.core.rule import Rule

_YEAR = re.compile(
    rf"(?P<bracket>\0?[〔［\[(（【]\s*(?P<year>\d{{2,4}}|{PRINTED}+)年?\s*\0?[〕］\])）】]\s*)第?\s*(?:\d+|{PRINTED}+)\s*号"
    r"(?P<place>[楼院线桥机井]|地块|宗地)?"
)
_OPENS = re.compile("[\\s\0。；：，、和及与]$")
_NUMBERED = r"〔(?:\d{4}|\ufffc+)〕"


def _years(text: Text) -> Iterator[Hit]:
    for hit, match in hits(text, _YEAR, "bracket"):
        bracket, year = match["bracket"], match["year"]
        if (bracket == f"〔{year}〕" and (len(year) == 4 or PRINTED in year)) or (
            PRINTED in year and bracket[0] in "(（"
        ):
            continue
        if _OPENS.search(text.body[max(0, match.start() - 3) : match.start()] or "\n") and bracket[0] in "(（":
            continue  # the ordinal of an entry, and a road or a house behind it
        raw = text.raw[match.start("bracket") : match.end("bracket")]
        sure = len(year) == 4 and not match["place"] and "%" not in raw and "{" not in raw
        yield replace(hit, replacement=f"〔{year}〕" if sure else None)


RULES = (
    ProseRule(
        Rule(
            "P105",
            "发文字号的年份没有用六角括号",
            "发文字号的年份写全四位，用六角括号“〔〕”括入，不用方括号、圆括号，不写“年”字，不留空格。",
            "改成“〔2023〕”这样的写法",
            clause="GB/T 9704—2012 7.2.5；GB/T 15834—2011 4.9",
            wrong=(
                "示例办[2022]48号",
                "示例建发（2022）44号文件",
                "示例政办发【2022】58号",
                "示例办发〔 2022 〕35号",
            ),
            right=(
                "示例办〔2022〕48号",
                "示例建发〔2022〕44号文件",
                "示例政办发〔2022〕58号",
                "示例办发〔2022〕35号",
            ),
            safe=True,
            excusable=True,
        ),
        _years,
        "号",
    ),
    by_pattern(
        Rule(
            "P106",
            "发文顺序号加了“第”字或虚位",
            "发文顺序号不加“第”字，不编虚位（1不写成01）。早年文件原本就这样编号的，照原文引用。",
            "去掉“第”字和前面的0；照原文引用的不改",
            "warning",
            "GB/T 9704—2012 7.2.5",
            wrong=("示例规〔2020〕第7号", "示例发〔2023〕08号", "示例发〔2023〕第010号"),
            right=("示例规〔2020〕7号", "示例发〔2023〕8号", "示例发〔2023〕10号"),
            excusable=True,
        ),
        r"[〔［\[(（【]\d{4}年?\0?[〕］\])）】]" + r"(?P<number>第\s*\d+|0\d+)\s*号",
        lambda match: match["number"].removeprefix("第").strip().lstrip("0"),
        needs=r"[〕］\])）】]\s*[第0]",
        group="number",
    ),
    by_pattern(
        Rule(
            "P107",
            "发文字号没有“号”字",
            "发文字号由发文机关代字、年份、发文顺序号和“号”字组成，缺“号”字就不完整。",
            "在发文顺序号后加“号”",
            "warning",
            "GB/T 9704—2012 7.2.5",
            wrong=("按示例办〔2022〕48要求", "（示例规〔2020〕7）", "见示例发〔2023〕15。"),
            right=(
                "按示例办〔2022〕48号要求",
                "（示例规〔2020〕7号）",
                "见示例发〔2023〕15号、16号。",
                "见示例发〔2023〕15、16号。",
            ),
            excusable=True,
        ),
        _NUMBERED + r"(?P<number>\d+)(?![\d\s]*[号、和—至-]|\d|\s*\ufffc)",
        lambda match: match["number"] + "号",
        needs="〔",
        group="number",
    ),
)
