"""About, more than, at least (概数和界限): said once, in the right place."""

from __future__ import annotations

import re

from builders.checks.prose.patterns import NUMBER, ONE_TO_NINE, QUANTITY, by_pattern
from builders.core.rule import Rule

_UNIT = r"[^，。；：、！？（）《》“”\n\0\d]"
_ABOUT = (
    "(?<![节预合公条契违制集签履特相邀誓盟失续简])约|大约|大概|(?<![附最远邻接将临靠相就新亲贴])近|将近|接近|逾|超过"
)
_LEAST = "不少于|不低于|至少|最少|起码|不小于|多于|大于|高于|超过|达到|(?<![传表到发直抵下送通])达"
_MOST = "不超过|不多于|至多|最多|不高于|低于|少于|小于|不大于|不得超过|不得多于"


def _follows(match: re.Match[str]) -> bool:
    """Say whether the two numerals are no neighbours, or the first is an ordinal: 三、五 are two numbers."""
    return (
        match.string[max(0, match.start() - 1) : match.start()] in ("", "\n", "\0", "\u3000", " ")
        or ONE_TO_NINE.index(match["b"]) != ONE_TO_NINE.index(match["a"]) + 1
    )


RULES = (
    by_pattern(
        Rule(
            "P210",
            "相邻数字表示概数时加了顿号",
            "两个相邻的数字连用表示概数，中间不加顿号；加了就成了并列的两个数。",
            "删去顿号",
            clause="GB/T 15834—2011 4.5；GB/T 15835—2011 5.2.1",
            wrong=("每栋有三、四个单元", "等候五、六天", "组织七、八十人参加", "往返一、二次"),
            right=("每栋有三四个单元", "等候五六天", "组织七八十人参加", "往返一二次", "一、二年级", "高一、二年级"),
            safe=True,
            excusable=True,
        ),
        rf"(?<![第初高大{ONE_TO_NINE}、])(?P<a>[{ONE_TO_NINE}])(?P<mark>、)(?P<b>[{ONE_TO_NINE}])"
        r"(?=[十百千万]?[个名户次天岁倍遍辆人](?![级、]))",
        "",
        needs=f"[{ONE_TO_NINE}]、[{ONE_TO_NINE}]",
        group="mark",
        unless=_follows,
    ),
    by_pattern(
        Rule(
            "P211",
            "概数说了两遍",
            "“约”“近”“左右”“余”“多”都表示概数，一个数只用一个。",
            "只留一个",
            "warning",
            "GB/T 15835—2011 5.2.1",
            wrong=("约30户左右", "大约需要2年左右", "近300余户居民", "接近百分之六十左右", "约{{ 投资 }}左右"),
            right=("约30户", "2年左右", "300余户居民", "节约30万元左右", "预约10人左右", "约三成道路，左右两侧"),
            excusable=True,
        ),
        rf"(?:{_ABOUT})(?:[占为有需计用]|需要|投入)?(?:百分之)?{QUANTITY}"
        rf"(?:{_UNIT}{{0,5}}?(?:左右|上下)(?![两手侧摇开游水楼班级功层结车文联同])|(?<=\d)[余多](?![功样层元种媒方少]))",
        needs="左右|上下|余|多",
    ),
    by_pattern(
        Rule(
            "P212",
            "界限说了两遍",
            "“不少于”与“以上”、“不超过”与“以内”意思相同，连用就说不清数本身算不算在内。",
            "只留一个",
            "warning",
            wrong=("不少于25个以上", "达到90%以上", "超过100户以上", "不超过3天以内", "不低于{{ 面积 }}以上"),
            right=(
                "不少于25个",
                "90%以上达标",
                "超过100户",
                "不超过3天",
                "超过60%的60岁以上老人",
                "低于标准的2项以上",
                "达到60%以上的要求",
            ),
            excusable=True,
        ),
        rf"(?:{_LEAST})(?:百分之)?{QUANTITY}{_UNIT}{{0,5}}?以上(?![{ONE_TO_NINE}各述所]|的?(?:要求|标准|目标|规定))"
        rf"|(?:{_MOST})(?:百分之)?{QUANTITY}{_UNIT}{{0,5}}?(?:以下|以内|之内)",
        needs="以[上下内]|之内",
        unless=lambda match: "的" in match[0],
    ),
    by_pattern(
        Rule(
            "P213",
            "“余”“多”放错了位置",
            "整数后的零头放在量词前：30余个、30多户。",
            "移到量词前",
            "warning",
            wrong=("走访30户余，收集意见", "建成20个多。", "参加的有50名余"),
            right=("走访30余户，收集意见", "建成20多个。", "用了3个多月", "完成12项多功能改造"),
            excusable=True,
        ),
        rf"(?P<number>{NUMBER})(?P<unit>[个名户人项处辆次家栋株棵])(?P<more>[余多])(?=[，。；、：）\n]|\Z)",
        lambda match: match["number"] + match["more"] + match["unit"],
        needs="[个名户人项处辆次家栋株棵][余多]",
    ),
)
