"""Half-width signs in Chinese text (半角标点): GB/T 15834 knows them as full-width ones only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from builders.checks.prose.pairs import scans
from builders.checks.prose.patterns import FULL, HAN, is_chinese, left_of, right_of
from builders.checks.prose.rulebook import Hit, ProseRule, hit_at, hits
from builders.checks.text import SILENT, Text
from builders.core.rule import Rule

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_ASKS = re.compile(r"[吗呢么何谁哪几吧]|多少|怎样|是否|能否|可否")
_NO_PROSE = re.compile("[,;:?!]//|![A-Z]{1,3}\\d")
"""A scheme of an address, a cell of a workbook."""
_STOP = re.compile(rf"(?<=[{HAN}”’）》〕])\.(?!\.)(?=[\0\s]*$|[”’）]| ?[{HAN}])", re.MULTILINE)
_ORDINAL = re.compile(r"(?:^|\n)[\s\0]*(?:第?[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十]{1,3}[）)])$")
_QUOTE = re.compile(r'["“”]')
_LATIN = re.compile("[A-Za-z0-9]")


def _marks(text: Text) -> Iterator[Hit]:
    """, ; : ? ! with Chinese text on a side. Inside numbers, times and codes there is none."""
    body = text.body
    for match in re.finditer(r"[,;:!]|\?+", body):
        at, asking = match.start(), match[0].startswith("?")
        left, right = left_of(body, at, SILENT + " "), right_of(body, match.end(), SILENT + " ")
        beside = is_chinese(left) or (is_chinese(right) and not asking)
        if not beside or _NO_PROSE.match(body, at):
            continue
        start, end = match.span()
        while body[start - 1] == " " and is_chinese(left) and start:
            start -= 1
        while body[end : end + 1] == " ":
            end += 1
        if asking and not _asks(body, at, right):
            cure = "是问句的改成“？”；不是问句的，多半是一个坏字，请查对原文"
            yield replace(hit_at(text, *match.span()), message="汉字之间有半角问号", cure=cure)
        else:
            yield hit_at(text, start, end, match[0].translate(_WIDE))


def _asks(body: str, at: int, right: str) -> bool:
    """Say whether a question mark ends a question: between Han it may be what is left of a damaged character."""
    clause = re.split(r"[，。；！\n]", body[max(0, at - 40) : at])[-1]
    return not is_chinese(right) or bool(_ASKS.search(clause))


def _brackets(text: Text) -> Iterator[Hit]:
    body = text.body
    for scan in scans(text):
        for start, end in scan.pairs:
            if "(" not in body[start] and ")" not in body[end]:
                continue
            left, right = left_of(body, start, SILENT + " "), right_of(body, end + 1, SILENT + " ")
            chinese = re.search(f"[{HAN}{FULL}]", body[start + 1 : end]) or body[start] != "(" or body[end] != ")"
            if chinese or is_chinese(left) or (is_chinese(right) and not _LATIN.match(left)):
                for at in (start, end):
                    if body[at] in "()":
                        yield hit_at(text, at, at + 1, body[at].translate(_WIDE))


def _stops(text: Text) -> Iterator[Hit]:
    for hit, match in hits(text, _STOP):
        before = text.body[max(0, match.start() - 12) : match.start()]
        if _ORDINAL.search(before if match.start() > 12 else "\n" + before):
            continue
        known = not re.match(f"[{HAN}]", right_of(text.body, match.end(), SILENT + " "))
        yield replace(hit, replacement="。" if known else None)


def _quotes(text: Text) -> Iterator[Hit]:
    """Straight quotes in pairs, each paragraph by itself; the number of an odd one is told without a mend."""
    for start, end in text.spans:
        found = list(_QUOTE.finditer(text.body, start, end))
        straight = [match.start() for match in found if match[0] == '"']
        if not straight or not re.search(f"[{HAN}]", text.body[start:end]):
            continue
        curly = [match[0] for match in found if match[0] != '"']
        sure = len(straight) % 2 == 0 and curly.count("“") == curly.count("”")
        depth, opened = 0, False
        for match in found:
            if match[0] != '"':
                depth += 1 if match[0] == "“" else -1
                continue
            opened = not opened
            inner = depth > 0
            sign = ("‘" if inner else "“") if opened else ("’" if inner else "”")
            yield hit_at(text, match.start(), match.end(), sign if sure else None)


RULES = (
    ProseRule(
        Rule(
            "P101",
            "汉字旁用了半角标点",
            "中文行文的逗号、分号、冒号、问号、叹号是全角的，半角的在版面上挤在一起，也会在排版时被当作西文断行。",
            "改成全角标点；数字里的千位分隔、时间、比例和网址不用改",
            clause="GB/T 15834—2011 第4章",
            wrong=(
                "坚持问题导向,补齐短板。",
                "各县区: 请遵照执行。",
                "建设目标;任务内容",
                "为什么要做?一是居民有需求。",
            ),
            right=(
                "坚持问题导向，补齐短板。",
                "各县区：请遵照执行。",
                "建设目标；任务内容",
                "为什么要做？一是居民有需求。",
                "每天8:30开放，图纸比例1:500，共1,350户。",
                "见工作表项目!F12格。",
                "网址为https://example.org/a?b=1,2，请查阅。",
            ),
            safe=True,
            excusable=True,
        ),
        _marks,
        "[,;:?!]",
    ),
    ProseRule(
        Rule(
            "P102",
            "中文里用了半角圆括号",
            "中文行文的括号是全角的；一边全角、一边半角尤其难看。",
            "改成全角括号“（”“）”",
            clause="GB/T 15834—2011 4.9",
            wrong=("居住社区(试点)建设", "面积(m2)不足", "见附件（第二批)。"),
            right=("居住社区（试点）建设", "面积（m2）不足", "见附件（第二批）。", "函数f(x)单调。"),
            safe=True,
            excusable=True,
        ),
        _brackets,
        "[()]",
    ),
    ProseRule(
        Rule(
            "P103",
            "汉字后用了半角句点",
            "中文的句号是“。”，半角句点只用在数字、西文和序号里。",
            "句末改成“。”；外国人名里的改成“·”",
            clause="GB/T 15834—2011 4.1",
            wrong=("建设任务全部完成.", "居民说“这里变好了.”", "做好收尾工作（另行通知）."),
            right=("建设任务全部完成。", "居民说“这里变好了。”", "做好收尾工作（另行通知）。", "面积380.5平方米。"),
            safe=True,
            excusable=True,
        ),
        _stops,
        r"\.",
    ),
    ProseRule(
        Rule(
            "P104",
            "中文里用了直引号",
            "中文的引号分左右，直引号看不出哪边开、哪边关，少一个也难发现。",
            "改成“”；引号内再用引号时，里层用‘’",
            "warning",
            "GB/T 15834—2011 4.8",
            wrong=('聚焦"一老一幼"设施建设。', '建设"完整社区"和"美好家园"。', '提出“全面推行"一站式"服务”。'),
            right=("聚焦“一老一幼”设施建设。", "建设“完整社区”和“美好家园”。", "提出“全面推行‘一站式’服务”。"),
            safe=True,
            excusable=True,
        ),
        _quotes,
        '"',
    ),
)
