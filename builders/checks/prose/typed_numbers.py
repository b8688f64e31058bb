"""Rules of prose: a number typed by hand that no table knows is told, because nobody could say where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builders.core.diagnostics import Diagnostic, Place
from builders.core.rule import Rule
from builders.model.notice import Notice
from builders.model.passage import Content

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{##.*?##\}", re.DOTALL)
_KNOWN = (
    r"(?:19|20)\d\d(?=[-—–~～至](?:19|20)\d\d年)",  # the first year of a span
    r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:[上下]半年)?",  # dates and half-years
    r"\d{1,2}月(?:\d{1,2}日)?",
    r"\d{1,2}世纪(?:\d0年代)?",
    r"〔\d{4}〕\d+号",
    r"GB(?:/T)?\s?\d[\d.]*(?:[-—–]\d{4})?",
    r"第\d+[条款项]",
    r"(?<![\d.:：])(?:[01]?\d|2[0-4])[:：][0-5]\d(?![\d.:：])",  # times of the day
    r"(?<![\d.:：])1[:：]\d{2,6}(?![\d.:：])",  # scales of maps
    r"(?<![A-Za-z])(?:DN\s?\d+|PM(?:2\.5|10)(?!\d))",  # sizes of pipes, dust
    r"(?m:^[ \t]*\(?\d+[.)](?=[ \t]))",  # the marks of list entries
    r"\[\^[^\]]+\]",  # footnote marks
    r"\]\([^)\n]*\)",  # targets of links, pictures and cross-references
    r"\{[^{}\n]*\}",  # attributes
    r"https?://[^\s，。；）]+",
)
_NUMBER = re.compile(r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s*(?:[%％‰㎡²\u4e00-\u9fff])?")

RULE = Rule(
    "P001",
    "手工填写的数字，数据表中查不到出处",
    "表改了，手打的数字不会跟着改，也说不清出处；日期、文号和通知里的固定说法除外。",
    "请改用数据名称（如 {{ 本期完成投资 }}），或把数字填进数据表",
    "warning",
    wrong=("完成投资350.5万元。", "完成60%。", "建成3个口袋公园。"),
    right=("完成投资{{ 本期完成投资 }}。", "2023年6月8日印发。"),
    excusable=True,
)


def check_content(content: Content, notice: Notice, stated: Mapping[str, str] | None = None) -> list[Diagnostic]:
    """Return a warning for each number typed by hand in the passages.

    ``stated`` are the facts of the document as they print, with their names: a number that is one of them is told with
    the name to write instead.
    """
    return [
        problem
        for passage in content.passages
        for problem in _typed_numbers(passage.text, passage.line, content, notice, stated or {})
    ]


def _typed_numbers(
    text: str, first: int, content: Content, notice: Notice, stated: Mapping[str, str]
) -> Iterator[Diagnostic]:
    terms = sorted(notice.terms, key=len, reverse=True)  # 15分钟生活圈 before 15分钟
    known = "|".join([*(re.escape(term) for term in terms), *_KNOWN])
    blank = lambda match: re.sub(r"[^\n]", " ", match.group())  # noqa: E731
    bare = re.sub(known, blank, _JINJA.sub(blank, text))
    for offset, line in enumerate(bare.split("\n")):
        for match in _NUMBER.finditer(line):
            place = Place(content.file, first + offset, character=match.start() + 1)
            printed = max((each for each in stated if line.startswith(each, match.start())), key=len, default="")
            if printed:
                name = stated[printed]
                told, cure = f"手工填写的数字，与数据“{name}”相同", f"请写成 {{{{ {name} }}}}，改了表它会跟着改"
            else:
                told, cure = RULE.title, RULE.cure
            yield Diagnostic(place, RULE.code, told, printed or match.group().strip(), cure, RULE.severity)
