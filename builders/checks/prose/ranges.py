"""From here to there (起止和范围): 一字线 for time, 浪纹线 for amounts, and units that are not left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.prose.patterns import NUMBER
from builders.checks.prose.rulebook import Hit, ProseRule, hit_at
from builders.checks.text import Text
from builders.core.rule import Rule

_DASHES = r"\-－—–−‑"
_WAVES = "~～〜∼"
_SIGN = rf"[{_DASHES}{_WAVES}]{{1,2}}"
_BEFORE = rf"(?<![\d.A-Za-z/〔第{_DASHES}{_WAVES}])"
_UNITS = (
    "分钟|小时|百分点|平方米|平方公里|平方千米|立方米|公里|千米|公顷|公斤|千克|千瓦|厘米|毫米|km²|km|kg|m²|cm|mm|㎡|℃"
    "|个|项|户|人|名|元|米|亩|吨|克|度|岁|次|处|天|周|倍|折|辆|台|件|份|张|株|棵|家|所|座|场|套|只|位|升|m|kW|[%％‰]|[万亿]"
)
_AMOUNTS = re.compile(
    rf"{_BEFORE}(?P<a>{NUMBER})(?P<unit>{_UNITS})?\s?(?P<sign>{_SIGN})\s?(?P<b>{NUMBER})(?P<end>{_UNITS}|年)"
)
_TIMES = re.compile(
    "|".join(
        (
            rf"(?<![\d.])(?:19|20)\d\d(?:年|年度)?\s?(?P<y>{_SIGN})\s?(?=(?:19|20)\d\d(?:[年学财度]))",
            rf"年(?:\d{{1,2}}月(?:\d{{1,2}}日)?|[底初]|[上下]半年)?\s?(?P<d>{_SIGN})\s?(?=\d{{1,4}}[年月日])",
            rf"(?<![\d每])\d{{1,2}}月(?:\d{{1,2}}日)?\s?(?P<m>{_SIGN})\s?(?=(?:次年|翌年|当年)?\d{{1,4}}[年月日])",
            rf"(?<![\d.A-Za-z每/{_DASHES}])(?:[1-9]|1[0-2])\s?(?P<n>{_SIGN})\s?(?=(?:[1-9]|1[0-2])月(?![龄内]))",
            rf"月\d{{1,2}}\s?(?P<t>{_SIGN})\s?(?=\d{{1,2}}日)",
            rf"\d{{1,2}}[:：]\d\d\s?(?P<h>{_SIGN})\s?(?=\d{{1,2}}[:：]\d\d)",
            rf"\d{{1,2}}时\s?(?P<o>{_SIGN})\s?(?=\d{{1,2}}时)",
        )
    )
)


def _times(text: Text) -> Iterator[Hit]:
    for match in _TIMES.finditer(text.body):
        group = str(match.lastgroup)
        if match[group] != "—":
            yield hit_at(text, *match.span(group), "—")


def _amounts(text: Text) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each range of amounts, and its sign: two ascending numbers with one unit, no chain and no code."""
    for match in _AMOUNTS.finditer(text.body):
        first, last, unit = float(match["a"]), float(match["b"]), match["unit"]
        years = match["end"] == "年" and last >= 60
        if first < last and unit in (None, match["end"]) and not years:
            yield match, match["sign"]


def _waves(text: Text) -> Iterator[Hit]:
    for match, sign in _amounts(text):
        if sign != "～":
            yield hit_at(text, *match.span("sign"), "～")


def _percents(text: Text) -> Iterator[Hit]:
    for match, _ in _amounts(text):
        if match["end"] in "%％‰" and not match["unit"]:
            yield hit_at(text, *match.span("a"), match["a"] + match["end"])


def _ten_thousands(text: Text) -> Iterator[Hit]:
    for match, _ in _amounts(text):
        if match["end"] in "万亿" and not match["unit"]:
            yield hit_at(text, *match.span("a"), match["a"] + match["end"])


RULES = (
    ProseRule(
        Rule(
            "P204",
            "数值范围没有用浪纹线",
            "数值的起止用浪纹线“～”：减号会被读成减，半角波浪线高低不齐。一字线留给时间和地域（本工具的统一写法）。",
            "改成“～”",
            "warning",
            "GB/T 15834—2011 4.13.3",
            wrong=("步行10-15分钟可达", "每处设3~5个泊位", "气温5℃—10℃", "面积380-400平方米", "3-5年内见效"),
            right=(
                "步行10～15分钟可达",
                "每处设3～5个泊位",
                "气温5℃～10℃",
                "面积380～400平方米",
                "3～5年内见效",
                "按5-10-15分钟生活圈布局",
                "执行GB 50180-2018",
            ),
            safe=True,
            excusable=True,
        ),
        _waves,
        rf"\d\D{{0,4}}[{_DASHES}{_WAVES}]",
    ),
    ProseRule(
        Rule(
            "P205",
            "起止时间没有用一字线",
            "时间的起止用一字线“—”，不用减号、浪纹线，也不用占两格的破折号（本工具的统一写法）。",
            "改成“—”",
            "warning",
            "GB/T 15834—2011 4.13.3",
            wrong=(
                "实施方案（2023-2025年）",
                "2022年10月~2024年9月",
                "每年5-10月施工",
                "6月1日－6月30日",
                "开放时间8:30-17:30",
                "2021——2035年",
            ),
            right=(
                "实施方案（2023—2025年）",
                "2022年10月—2024年9月",
                "每年5—10月施工",
                "6月1日—6月30日",
                "开放时间8:30—17:30",
                "2021—2035年",
                "2023年至2025年",
            ),
            safe=True,
            excusable=True,
        ),
        _times,
        rf"[年月日底初时\d]\s?[{_DASHES}{_WAVES}]",
    ),
    ProseRule(
        Rule(
            "P206",
            "百分数范围的前一个省略了百分号",
            "省略前一个百分号，“15～30%”可以读成从15到0.3；两个都要写。",
            "前一个数也加百分号",
            "warning",
            "GB/T 15835—2011 5.1.3",
            wrong=("占15～30%", "提高5-8%", "约63~68％"),
            right=("占15%～30%", "提高5%～8%", "约63％～68％", "提高5～8个百分点"),
            safe=True,
            excusable=True,
        ),
        _percents,
        "[%％‰]",
    ),
    ProseRule(
        Rule(
            "P207",
            "数值范围的前一个省略了“万”“亿”",
            "省略前一个“万”“亿”，“9～16亿元”可以读成从9元到16亿元；两个都要写。",
            "前一个数也写明“万”或“亿”",
            "warning",
            "GB/T 15835—2011 5.1.3",
            wrong=("投资9～16亿元", "每处补助13-17万元", "惠及2～3万人"),
            right=("投资9亿～16亿元", "每处补助13万元～17万元", "惠及2万～3万人", "惠及200～300人"),
            excusable=True,
        ),
        _ten_thousands,
        "[万亿]",
    ),
)
