"""Single marks (点号、省略号、破折号、空格): written as the standard writes them, once, and where they belong."""

from __future__ import annotations

import re

from builders.checks.prose.patterns import FULL, HAN, by_pattern
from builders.checks.text import PRINTED
from builders.core.rule import Rule

_PAGE = re.compile(r"(?:^|\n)\s*\d{1,2}$")
_WIDE = str.maketrans(",;:", "，；：")
_TEXT = HAN + FULL + PRINTED


def _one(match: re.Match[str]) -> str | None:
    """Return the one mark of several equal ones; of different ones nobody knows which is meant."""
    if _PAGE.search(match.string[max(0, match.start() - 4) : match.start()] or " "):
        return None  # more likely the number of a page that fell into the text
    marks = set(match[0].translate(_WIDE))
    return marks.pop() if len(marks) == 1 else None


def _half(match: re.Match[str]) -> str:
    return "".join(chr(ord(letter) - 0xFEE0) for letter in match[0])


RULES = (
    by_pattern(
        Rule(
            "P113",
            "省略号写法不对",
            "省略号是六个点，占两个字的位置：“……”。",
            "改成“……”",
            clause="GB/T 15834—2011 4.11",
            wrong=("广场、步道、座椅...都已更新。", "居民说：“以前……现在…”", "先后改造了厨房、食堂。。。"),
            right=("广场、步道、座椅……都已更新。", "居民说：“以前……现在……”", "先后改造了厨房、食堂……"),
            safe=True,
            excusable=True,
        ),
        rf"(?<=[{_TEXT}])\.{{3,}}|(?<!\.)\.{{3,}}(?=[{HAN}])|。{{3,}}|[·・]{{3,}}|(?<=[{_TEXT}])(?<!…)…(?!…)|(?<!…)…(?=[{HAN}])",
        "……",
        needs=r"\.{3}|。。。|[·・]{3}|…",
        passing=("front",),
    ),
    by_pattern(
        Rule(
            "P114",
            "破折号写法不对",
            "破折号是一条占两个字位置的横线：“——”，不能用减号代替。",
            "改成“——”",
            clause="GB/T 15834—2011 4.10",
            wrong=("社区客厅--居民议事的地方", "目标只有一个－－居民满意。", "为了一件事――通暖气。"),
            right=(
                "社区客厅——居民议事的地方",
                "目标只有一个——居民满意。",
                "为了一件事——通暖气。",
                "沈阳—大连铁路",
                "加上--format选项",
            ),
            safe=True,
            excusable=True,
        ),
        rf"(?<=[{HAN}{FULL}])(?:-{{2,}}(?![A-Za-z-])|－{{2,}}|―{{2,}}|─{{2,}}|–{{2,}})|(?:-{{2,}}|－{{2,}}|―{{2,}}|─{{2,}})(?=[{HAN}“《])",
        "——",
        needs="--|－－|――|──|––",
    ),
    by_pattern(
        Rule(
            "P115",
            "标点重复或相连",
            "两个停顿标点不能连用，多半是修改时漏删了一个。",
            "只留一个",
            clause="GB/T 15834—2011 第4章",
            wrong=("居民参与，，企业服务。", "任务全部完成。。", "供热、供水、、供气"),
            right=("居民参与，企业服务。", "任务全部完成。", "供热、供水、供气", "“好吗？”“好！”"),
            safe=True,
            excusable=True,
        ),
        rf"(?<!。)。。(?!。)|(?:(?<=[{HAN}{FULL}])[,;:]|[，、；：])[，、；：,;:]+(?!//)|[，、；：]+。(?!。)|。[，、；：,;:]+",
        _one,
        needs="[，、；：。,;:]{2}",
    ),
    by_pattern(
        Rule(
            "P116",
            "“等”与省略号并用",
            "省略号和“等”都表示没有列完，只用一个。",
            "留“等”，删去省略号",
            "warning",
            "GB/T 15834—2011 4.11",
            wrong=("食堂、浴室、书屋等……", "改造道路、管网……等设施", "配建便利店、药店等……服务网点"),
            right=("食堂、浴室、书屋等", "改造道路、管网等设施", "等待观望的……都报了名"),
            excusable=True,
        ),
        r"等(?:…{1,6}|\.{3,12})|(?:(?<!…)…{1,6}|(?<!\.)\.{3,12})等(?![候待到])",
        "等",
        needs=r"…|\.{3}",
    ),
    by_pattern(
        Rule(
            "P117",
            "句中括号里用了句号",
            "括号注释句子的一部分时，括号里的话末尾不加句号，句号留给全句。",
            "删去括号里末尾的句号",
            "warning",
            "GB/T 15834—2011 4.9",
            wrong=(
                "建成口袋公园（面积见附表。）两处。",
                "居民出资（每户三百元。），其余由财政承担。",
                "分三批实施（详见附件。）。",
            ),
            right=("建成口袋公园（面积见附表）两处。", "全部完成。（数据截至月底。）", "（此件公开发布）"),
            excusable=True,
        ),
        rf"(?<=[{HAN}\d”》％%])（[^（）。！？\n]*(?P<stop>。)）(?=[，。；、：{HAN}{PRINTED}])",
        "",
        needs="。）",
        group="stop",
    ),
    by_pattern(
        Rule(
            "P121",
            "一段以停顿标点开头",
            "点号不出现在一行之首；一段以它开头，前面多半丢了字，或者误敲了回车。",
            "删去标点，或接回上一段",
            "warning",
            "GB/T 15834—2011 5.1",
            wrong=("，并按期完成。", "各项任务已经布置。\n\n。另外三项正在推进。", "、药店、菜店"),
            right=("并按期完成。", "药店、菜店"),
            excusable=True,
        ),
        r"(?:\A|\n\n)[ \u3000]*(?P<mark>[，。；：、？！,;])",
        needs="(?:^|\n)[ \u3000]*[，。；：、？！,;]",
        group="mark",
    ),
    by_pattern(
        Rule(
            "P123",
            "汉字之间用了减号或半角波浪线",
            "汉字之间表示起止、连接用一字线“—”，表示解释、转折用破折号“——”，没有用减号的。",
            "改成“—”或“——”",
            "warning",
            "GB/T 15834—2011 4.10、4.13",
            wrong=("沈阳-大连铁路", "周一~周五开放", "党支部-党小组-中心户"),
            right=("沈阳—大连铁路", "周一至周五开放", "执行GB 50180-2018"),
            excusable=True,
        ),
        rf"(?<=[{HAN}])[-~](?=[{HAN}])",
        needs="[-~]",
        passing=("front", "row"),
    ),
    by_pattern(
        Rule(
            "P122",
            "用了全角字母",
            "西文字母用半角，全角字母查找、替换时都会漏掉。",
            "改成半角字母",
            clause="GB/T 9704—2012 第9章",
            wrong=("5Ｇ网络已覆盖", "开发ＡＰＰ方便居民", "配备ＡＥＤ设备"),
            right=("5G网络已覆盖", "开发APP方便居民", "配备AED设备"),
            safe=True,
            excusable=True,
        ),
        "[Ａ-Ｚａ-ｚ]+",
        _half,
        needs="[Ａ-Ｚａ-ｚ]",
    ),
)
