"""Spaces inside Chinese text (汉字之间的空格): what copying from web pages and PDF leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from builders.checks.prose.patterns import FULL, HAN
from builders.checks.prose.rulebook import Hit, ProseRule, hits
from builders.checks.text import Text
from builders.core.rule import Rule

_CLOSE = HAN + re.sub("[…—～·％]", "", FULL) + "()"
_SPACE = re.compile(f"(?<=[{_CLOSE}]) {{1,2}}(?=[{_CLOSE}])")
_BOTH_HAN = re.compile(f"[{HAN}] +[{HAN}]")
_ORGAN = "部厅局委会府办院署处室社行司区县市省"
_NUMBERED = re.compile(
    "(?:第[一二三四五六七八九十百]+(?:条|章|节|款|编|篇|部分|期|季度)|[图表][一二三四五六七八九十]+)$"
)
_LABEL = re.compile(f"[{HAN}]{{2,4}}[：:]|第[一二三四五六七八九十百]+[条章节款]")
_LOOSE = re.compile(f"(?<![{HAN}])[{HAN}] +[{HAN}] +[{HAN}]")
"""Three characters, each by itself: letters spaced out, no name of two characters."""
_WINDOW = 120
"""So far to both sides it is looked whether a line is one of sentences."""
_SENTENCE = re.compile("[，。；、：,;]")


def _spaces(text: Text) -> Iterator[Hit]:
    body = text.body
    for hit, match in hits(text, _SPACE):
        line = text.lines[hit.line - text.lines[0].number]
        if line.kind in ("row", "front"):
            continue  # laid out by hand, or names
        between = _BOTH_HAN.match(body, match.start() - 1)
        if between and _LOOSE.search(line.prose, max(0, hit.start - 3), hit.end + 3) and _SENTENCE.search(line.prose):
            yield hit  # without a mend: it may be a row of names
        elif not between or not _meant(line.prose, hit.start, hit.end):
            yield replace(hit, replacement="")


def _meant(prose: str, start: int, end: int) -> bool:
    """Say whether the space is one of layout.

    Between organs that issue together, behind the number of an article, before a clause or the label of a line of
    data, in a name set to width, or in a line of names.
    """
    prose = prose[max(0, start - _WINDOW) : end + _WINDOW]
    start, end = min(start, _WINDOW), min(start, _WINDOW) + end - start
    if prose[start - 1] in _ORGAN or _NUMBERED.search(prose[:start]) or _LABEL.match(prose, end):
        return True
    name = not re.match(f"[{HAN}]", prose[start - 2 : start - 1]) and not re.match(f"[{HAN}]", prose[end + 1 : end + 2])
    return name or not _SENTENCE.search(prose)


RULES = (
    ProseRule(
        Rule(
            "P120",
            "汉字之间有空格",
            "汉字之间、汉字与全角标点之间不留空格，空格多半是复制网页、PDF时带来的。"
            "联合发文的机关名称之间、对齐人名用的空格不算。",
            "删去空格",
            "warning",
            "GB/T 15834—2011 5.1",
            wrong=("组织居民学习和授 课积分。", "业主参与、 企业服务。", "建立健全制度。 倡导文明新风。"),
            right=(
                "组织居民学习和授课积分。",
                "业主参与、企业服务。",
                "建立健全制度。倡导文明新风。",
                "使用 GIS 平台。",
                "第3版 · 2023年6月",
                "第一条 为规范管理，制定本办法。",
                "《住房和城乡建设部办公厅 民政部办公厅关于开展试点工作的通知》，请贯彻执行。",
            ),
            safe=True,
            excusable=True,
        ),
        _spaces,
        " ",
    ),
)
