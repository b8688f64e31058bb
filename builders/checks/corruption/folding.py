"""Full-width punctuation folded to ASCII in a whole file (全文标点变成半角), as a converter does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.checks.corruption.characters import HAN, at, thickest
from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.text import Text
from builders.core.rule import Rule

_FULL = frozenset("，：；（）？！～")
_HALF = re.compile(
    rf"(?<=[{HAN}”》〉〕、。])[,:;()?!](?=[{HAN}“《〈A-Za-z0-9\n]|$)|(?<=[A-Za-z0-9%])[,:;()](?=[{HAN}])"
)
_FEWEST_MARKS, _FEWEST_HAN = 8, 100


def _folded(text: Text) -> Iterator[Hit]:
    if text.characters & _FULL or not text.characters & frozenset(",:;()?!"):
        return
    marks = list(_HALF.finditer(text.body))
    if len(marks) >= _FEWEST_MARKS and len(re.findall(f"[{HAN}]", text.body)) >= _FEWEST_HAN:
        message = f"全文没有一个全角的逗号、冒号、括号，半角的有{len(marks)}处"
        yield at(text, *thickest(text, marks).span(), message=message)


_EXAMPLE = (
    "为做好完整社区建设试点工作,按照上级部署,结合我市实际,制定本方案。坚持以人民为中心,聚焦群众关切,补齐设施短板(以下简称补短板),"
    "完善服务功能。工作分为三个阶段:动员部署、组织实施、总结评估。各县(市)区要加强领导,落实责任,确保如期完成任务,取得实效。"
    "要及时总结经验,推广典型做法。"
)

RULES = (
    ProseRule(
        Rule(
            "R140",
            "全文标点都变成了半角",
            "整篇没有一个全角逗号、冒号和括号，是转换程序（如 NFKC）改的，不是个别手误。",
            "请用原件重新复制；或逐处确认后使用自动修正",
            clause="GB/T 15834—2011",
            wrong=(_EXAMPLE,),
            right=(_EXAMPLE.replace(",", "，").replace(":", "：").replace("(", "（").replace(")", "）"),),
        ),
        _folded,
        whole=True,
    ),
)
