"""Title marks and quotation marks (书名号、引号): in pairs, the inner ones single, none between that do not belong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builders.checks.prose.pairs import CLOSING, scans
from builders.checks.prose.patterns import by_pattern
from builders.checks.prose.rulebook import Hit, ProseRule, hit_at
from builders.checks.text import Text
from builders.core.rule import Rule

_DOUBLE = {"《": "〈", "“": "‘"}
_SINGLE = {single: double for double, single in _DOUBLE.items()}
_OTHER = _DOUBLE | _SINGLE
_OTHER |= {CLOSING[sign]: CLOSING[other] for sign, other in _OTHER.items()}

_OF_NUMBER = re.compile(r".{0,6}[〔［\[(（【]\s*\d{2,4}年?\s*[〕］\])）】]\s*第?\s*\d+\s*号")
_COUPLED = re.compile("[》”][与和及][《“][^《》“”\\n]*[》”]$")
_WORKS = (
    "通知|意见|方案|办法|规定|条例|法|规划|标准|导则|指南|细则|决定|报告|函|纪要|要点|计划|措施|公告|公报|批复|规范"
)
_ASCII_TITLE = re.compile(
    rf"(?P<open>[<＜]{{1,2}})(?=关于|印发|[^<>＜＞\n]{{0,60}}(?:{_WORKS})(?:（[^（）\n]*）)?[>＞])"
    r"(?P<in>[\u4e00-\u9fff《〈“][^<>＜＞\n]{1,80})(?P<close>[>＞]{1,2})"
)


def _depth(around: str, signs: str) -> int:
    return sum(sign in signs for sign in around)


def _nested(outer: str) -> Callable[[Text], Iterator[Hit]]:
    """Find pairs that are double where they should be single inside others, or single inside single ones."""
    inner = _DOUBLE[outer]

    def find(text: Text) -> Iterator[Hit]:
        for scan in scans(text):
            if any(text.body[at] in f"{outer}{inner}{CLOSING[outer]}{CLOSING[inner]}" for at in scan.alone):
                continue  # what is nested is not known before what stands alone has its partner
            for start, end in scan.pairs:
                sign, depth = text.body[start], _depth(scan.around[start], outer + inner)
                if sign in (outer, inner) and depth and sign != (inner if depth % 2 else outer):
                    for at in (start, end):
                        yield hit_at(text, at, at + 1, _OTHER[text.body[at]])

    return find


def _outer_single(text: Text) -> Iterator[Hit]:
    for scan in scans(text):
        for start, end in scan.pairs:
            sign = text.body[start]
            if sign in _SINGLE and end - start > 1 and not _depth(scan.around[start], sign + _SINGLE[sign]):
                for at in (start, end):
                    yield hit_at(text, at, at + 1, None if scan.alone else _OTHER[text.body[at]])


def _alone(text: Text) -> Iterator[Hit]:
    for scan in scans(text):
        for at in scan.alone:
            sign = text.body[at]
            if _OF_NUMBER.match(text.body, max(0, at - 6)) and sign in "〔〕【】（）()":
                continue  # told as the wrong brackets of a document's number
            opening = sign in CLOSING
            partner = CLOSING[sign] if opening else next(k for k, v in CLOSING.items() if v == sign)
            hit = hit_at(text, at, at + 1)
            message = (
                f"“{sign}”没有对应的“{partner}”" if sign not in "“”" else f"{'左' if opening else '右'}引号没有配对"
            )
            yield Hit(hit.line, hit.start, hit.end, message)


def _ascii_titles(text: Text) -> Iterator[Hit]:
    for match in _ASCII_TITLE.finditer(text.body):
        before = text.body[text.body.rfind("\n", 0, match.start()) + 1 : match.start()]
        inside = before.count("《") > before.count("》")
        yield hit_at(text, *match.span("open"), "〈" if inside else "《")
        yield hit_at(text, *match.span("close"), "〉" if inside else "》")


RULES = (
    ProseRule(
        Rule(
            "P108",
            "书名号里又用双书名号",
            "书名号里还要用书名号时，外层用双的，里层用单的，读者才分得清哪一个是文件名。",
            "里层改成〈〉",
            clause="GB/T 15834—2011 4.15",
            wrong=(
                "按照《关于印发《试点方案》的通知》办理。",
                "《转发〈关于〈完整社区〉的意见〉的函》收悉。",
                "依据《关于执行《标准》有关问题的复函》执行。",
            ),
            right=(
                "按照《关于印发〈试点方案〉的通知》办理。",
                "《转发〈关于《完整社区》的意见〉的函》收悉。",
                "依据《关于执行〈标准〉有关问题的复函》执行。",
                "按照《标准》和《规范》执行。",
            ),
            safe=True,
            excusable=True,
        ),
        _nested("《"),
        "[《〈]",
    ),
    ProseRule(
        Rule(
            "P109",
            "用小于号、大于号当书名号",
            "“<”“>”是数学符号，不是书名号。",
            "外层改成《》，书名号里层改成〈〉",
            clause="GB/T 15834—2011 4.15",
            wrong=(
                "《省政府印发<关于推动绿色发展的意见>的通知》",
                "根据<完整居住社区建设标准>开展自查。",
                "印发＜实施方案＞的函",
            ),
            right=(
                "《省政府印发〈关于推动绿色发展的意见〉的通知》",
                "根据《完整居住社区建设标准》开展自查。",
                "印发《实施方案》的函",
                "收入<支出的月份有三个。",
            ),
            safe=True,
            excusable=True,
        ),
        _ascii_titles,
        "[<＜]",
    ),
    by_pattern(
        Rule(
            "P110",
            "并列的书名号或引号之间加了顿号",
            "标有书名号或引号的并列成分，符号本身已经隔开，之间通常不用顿号；中间插有括注时才用。",
            "删去顿号",
            "warning",
            "GB/T 15834—2011 4.5.3.5",
            wrong=("落实《标准》、《指南》要求。", "做好“一老”、“一小”服务。", "按《条例》、《办法》、《细则》办理。"),
            right=(
                "落实《标准》《指南》要求。",
                "做好“一老”“一小”服务。",
                "按《条例》《办法》《细则》办理。",
                "落实《标准》（试行）、《指南》要求。",
                "“建”与“管”、“治”与“防”并重。",
            ),
            safe=True,
            excusable=True,
        ),
        "(?<=[》”])、(?=[《“])",
        "",
        unless=lambda match: bool(_COUPLED.search(match.string[max(0, match.start() - 60) : match.start()])),
        needs="[》”]、",
    ),
    ProseRule(
        Rule(
            "P111",
            "引号里又用双引号",
            "引号里还要用引号时，外层用双的，里层用单的，否则读者会把里层的后引号当成外层的。",
            "里层改成‘’",
            clause="GB/T 15834—2011 4.8",
            wrong=(
                "“半数社区建成“绿色完整”社区”的要求",
                "会议提出“推广“一站式”服务”。",
                "“坚持“先地下、后地上””的做法",
            ),
            right=(
                "“半数社区建成‘绿色完整’社区”的要求",
                "会议提出“推广‘一站式’服务”。",
                "“坚持‘先地下、后地上’”的做法",
                "关注“一老”和“一小”。",
            ),
            safe=True,
            excusable=True,
        ),
        _nested("“"),
        "[“‘]",
    ),
    ProseRule(
        Rule(
            "P112",
            "成对的符号少了一半",
            "引号、括号、书名号成对使用，缺了一个，读者不知道引到哪里、注到哪里。",
            "补上缺的一半，或删去多余的一半",
            clause="GB/T 15834—2011 4.8、4.9、4.15",
            wrong=(
                "《实施方案已经印发。",
                "试点社区（含新建社区共七个。",
                "聚焦“一老一幼设施建设。",
                "按要求）执行。",
                "《甲（乙》丙）",
            ),
            right=("《实施方案》已经印发。", "试点社区（含新建社区）共七个。", "要求如下：1）摸清底数；2）列出清单。"),
            excusable=True,
        ),
        _alone,
        "[（(《〈“‘〔【）)》〉”’〕】]",
    ),
    by_pattern(
        Rule(
            "P118",
            "书名号用在不是作品、文件的名称上",
            "书名号只标书、文件、报刊、作品的名称；课题、奖项、活动、会议、展览等名称不用书名号，需要时用引号。",
            "改成引号，或去掉书名号",
            "warning",
            "GB/T 15834—2011 附录A.13",
            wrong=(
                "获得《人居环境范例奖》。",
                "开展《邻里节》主题活动后又办《社区书画大赛》。",
                "举办《完整社区建设研讨会》。",
            ),
            right=("获得“人居环境范例奖”。", "印发《邻里节活动方案》。"),
            excusable=True,
        ),
        r"《[^《》\n]{1,40}(?:课题|奖|大赛|竞赛|论坛|研讨会|座谈会|培训班|展览会?|博览会|活动|活动周|活动月)》",
        needs="《",
    ),
    ProseRule(
        Rule(
            "P119",
            "单引号、单书名号单独使用",
            "单引号和单书名号只用在双的里面；单独使用时应当用双的。",
            "改成“”或《》",
            "warning",
            "GB/T 15834—2011 4.8、4.15",
            wrong=("聚焦‘一老一幼’设施。", "按照〈实施方案〉要求推进。", "推行‘一站式’服务。"),
            right=("聚焦“一老一幼”设施。", "按照《实施方案》要求推进。", "推行“一站式”服务。"),
            safe=True,
            excusable=True,
        ),
        _outer_single,
        "[‘〈]",
    ),
)
