"""Headings, titles and captions (标题、题注): they end without a stop, for they are names and no sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.prose.patterns import HAN, by_pattern
from builders.checks.prose.rulebook import Hit, ProseRule, hits
from builders.checks.text import PRINTED, Text
from builders.core.rule import Rule

_STOPS = "。，、：；,:;"
_LAST = re.compile(rf"(?P<mark>[{_STOPS}]+)(?=[ \0]*$)")
_BRANCH_END = re.compile(r"(?P<mark>。)(?=\{%-?\s*(?:else|elif|endif))")
_CAPTION_END = re.compile(r'。(?=\s*(?:\]\(|\{[#.a-z:]|$)|"[^{}]*\})')
_ALT_BEFORE = re.compile(r'\balt="[^"]*$')
_TITLE = re.compile(r"title:\s*\S")
_TITLE_MARKS = re.compile("[，。；：！？,;:!?]")
_NO_WORK = re.compile(r"《[^《》〈〉\n]*(?:要点|方案|计划|安排|打算|总结|报告)》")
_BOUND = re.compile(rf"(?P<n>(?:{PRINTED}+|\d+(?:\.\d+)?)\s?[{HAN}%％㎡]{{0,3}}?)以(?P<way>[上下内])(?![{HAN}]?述)")
_ARTICLE = re.compile(r"(?:^|\n)[\0 \u3000*]*第[一二三四五六七八九十百]+条")
_INCLUDED = re.compile("不?(?:含|包括|包含)本[数级]|均?含本数|(?<=[（，])含\\d|不含\\d")


def _heading_ends(text: Text) -> Iterator[Hit]:
    for line in text.lines:
        if line.kind == "heading":
            match = _LAST.search(line.prose)
            if match:
                yield Hit(line.number, *match.span("mark"), replacement="")
            for each in _BRANCH_END.finditer(line.text):
                if line.prose[each.start()] == "。" and not (match and match.start() == each.start()):
                    yield Hit(line.number, *each.span("mark"), replacement="")


def _caption_ends(text: Text) -> Iterator[Hit]:
    for line in text.lines:
        if line.kind == "caption":
            for match in _CAPTION_END.finditer(line.text):
                if line.prose[match.start()] == "。" and not _ALT_BEFORE.search(
                    line.text[max(0, match.start() - 200) : match.start()]
                ):
                    yield Hit(line.number, match.start(), match.start() + 1, replacement="")


def _titles(text: Text) -> Iterator[Hit]:
    for line in text.lines:
        if line.kind == "front" and _TITLE.match(line.text):
            for match in _TITLE_MARKS.finditer(line.prose):
                yield Hit(line.number, *match.span())
            for match in _NO_WORK.finditer(line.prose):
                cure = "要点、方案、计划等一般文件的名称在公文标题里不加书名号；名称里另有书名的除外"
                yield Hit(line.number, *match.span(), "公文标题里给一般文件加了书名号", cure=cure)


def _bounds(text: Text) -> Iterator[Hit]:
    """The same number is a bound from above and from below, or the text is one of articles, and nothing is said."""
    if _INCLUDED.search(text.body):
        return
    found = list(hits(text, _BOUND))
    ways: dict[str, set[str]] = {}
    for _, match in found:
        if PRINTED not in match["n"]:
            ways.setdefault(match["n"].strip(), set()).add("上" if match["way"] == "上" else "下")
    both = [hit for hit, match in found if len(ways.get(match["n"].strip(), ())) == 2]
    if both:
        yield both[0]
    elif found and _ARTICLE.search(text.body):
        yield found[0][0]


RULES = (
    ProseRule(
        Rule(
            "P306",
            "标题末尾有标点",
            "独占一行的标题末尾不加句号、逗号、冒号、分号和顿号。",
            "删去标题末尾的标点",
            clause="GB/T 15834—2011 附录B.4",
            wrong=(
                "# 主要做法。",
                "## 先问需求，再定清单：",
                "## {% if 差距 %}尚有差距。{% else %}已经达标{% endif %}",
            ),
            right=(
                "# 主要做法",
                "## 先问需求，再定清单",
                "## {% if 差距 %}尚有差距{% else %}已经达标{% endif %}",
                "## 钱从哪里来？",
            ),
            safe=True,
            excusable=True,
        ),
        _heading_ends,
        f"[{_STOPS}]",
    ),
    by_pattern(
        Rule(
            "P307",
            "附件名称后有标点",
            "附件说明里附件名称后不加标点；附件正文左上角的“附件1”后也不加冒号、句点。",
            "删去末尾的标点",
            "warning",
            "GB/T 9704—2012 7.3.4、7.3.7",
            wrong=("附件：试点项目清单。", "附件：1. 试点项目清单；", "附件2：", "附件：《社区服务设施对照表》。"),
            right=(
                "附件：试点项目清单",
                "附件：1. 试点项目清单",
                "附件2",
                "附件：《社区服务设施对照表》",
                "附件所列项目均已开工。",
            ),
            safe=True,
            excusable=True,
        ),
        r"^[\0 \u3000]*附件(?:(?:\d{1,2})?[:：][^。；，\n]{1,60}|[ ]?\d{1,2})"
        r"(?P<mark>(?<=\d)[:：.．、]|[。；，])[ \0]*$",
        "",
        needs="附件",
        group="mark",
    ),
    ProseRule(
        Rule(
            "P308",
            "图题、表题末尾有句号",
            "图和表的说明文字末尾不加句号；中间有句号的，最后也不加。附件标题同样不加。",
            "删去末尾的句号",
            clause="GB/T 15834—2011 附录A.1",
            wrong=(
                ": 试点项目表。 {#tbl-items}",
                '![改造后的活动区。](assets/a.png){alt="沙池边有滑梯"}',
                '::: {.annex title="项目实施台账。" #annex-ledger}',
            ),
            right=(
                ": 试点项目表 {#tbl-items}",
                '![改造后的活动区](assets/a.png){alt="沙池边有滑梯"}',
                '::: {.annex title="项目实施台账" #annex-ledger}',
                '![改造后的活动区](assets/a.png){alt="沙池边有滑梯。"}',
            ),
            safe=True,
            excusable=True,
        ),
        _caption_ends,
        "。",
    ),
    ProseRule(
        Rule(
            "P309",
            "公文标题里有标点",
            "公文标题除书名号、引号、括号和必要的顿号外，一般不用标点。",
            "改写标题，去掉标点",
            "warning",
            "GB/T 9704—2012 7.3.1",
            wrong=(
                "---\ntitle: 关于补短板，建设完整社区的报告\n---",
                "---\ntitle: 关于开展试点工作的报告。\n---",
                "---\ntitle: 关于印发《2023年工作要点》的通知\n---",
            ),
            right=(
                "---\ntitle: 关于建设完整社区的报告\n---",
                "---\ntitle: 关于贯彻《城市居住区规划设计标准》的通知\n---",
                "---\ntitle: 关于市区、县城试点情况的报告\n---",
            ),
            excusable=True,
        ),
        _titles,
        "[，。；：！？,;:!?》]",
    ),
    ProseRule(
        Rule(
            "P310",
            "没有说明“以上”“以下”是否含本数",
            "同一个数既说“以上”又说“以下”，或者在分条的办法、细则里用了界限，都要说明含不含本数，否则刚好等于这个数时两边都能算。",
            "写明一次，如“本办法所称‘以上’含本数，‘以下’不含本数”",
            "warning",
            wrong=(
                "300户以上的补助10万元，300户以下的补助5万元。",
                "第一条 面积380平方米以上的，予以奖励。",
                "60岁以上老人免费，60岁以下居民半价。",
            ),
            right=(
                "300户以上（含本数）的补助10万元，300户以下的补助5万元。",
                "60岁以上老人占三成。",
                "60%以上用于居民活动。",
            ),
            excusable=True,
        ),
        _bounds,
        "以[上下内]",
    ),
)
