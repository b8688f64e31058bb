"""Rules read from ``data/<notice>/facts.yaml``: views, facts and assertions as declared, formulas still as text."""

from __future__ import annotations

import keyword
import unicodedata

from builders.core.diagnostics import Diagnostic
from builders.core.errors import UsageError
from builders.model.period import ONE_OCCASION, parse_period
from builders.model.rules import (
    AbsenceRule,
    AssertionRule,
    ColumnRule,
    FactRule,
    FactRules,
    JoinRule,
    RecordRule,
    ViewRule,
)
from builders.sources.files import read_text
from builders.sources.schemas import MOST_PLACES
from builders.sources.sections import Section, parse_section
from builders.sources.workspace import Workspace
from builders.sources.yaml_nodes import LARGEST_FILE

PERIODS = ("本期", "上期")

_Named = list[tuple[str, Section]]


def read_rules(workspace: Workspace, notice: str) -> FactRules:
    """Return the rules of a notice. Raises UsageError with every problem of the file."""
    path = workspace.facts_file(notice)
    shown = workspace.shown(path)
    return parse_rules(read_text(path, shown, LARGEST_FILE), shown)


def parse_rules(text: str, shown: str) -> FactRules:
    """Return the rules that YAML ``text`` declares, like ``read_rules``."""
    problems: list[Diagnostic] = []
    top = parse_section(text, shown, problems)
    views, facts, assertions = _named(top, "views"), _named(top, "facts"), top.sections("assertions")
    rules = FactRules(
        shown,
        tuple(_view(name, section) for name, section in views),
        tuple(_fact(name, section) for name, section in facts),
        tuple(_assertion(section) for section in assertions),
        _recorded(top.section("recorded")),
        tuple(_absence(section) for section in top.sections("absent")),
    )
    both = {name for name, _ in views} & {name for name, _ in facts}
    for name, section in facts:
        if name in both:
            section.report("", "F001", f"“{name}”既是视图又是数据", cure="请改用不同的名称")
    top.close()
    if problems:
        raise UsageError(f"口径文件 {shown} 有{len(problems)}处问题", problems)
    return rules


def _named(owner: Section, key: str) -> _Named:
    """Return the sections under ``key`` by name, every name one that formulas and templates can use."""
    group = owner.section(key)
    found = [(name, group.section(name)) for name in group.keys] if group else []
    for name, section in found:
        if section is not None and not _is_usable(name):
            cure = "名称只能用汉字、字母、数字，不能以数字开头"
            section.report("", "F002", f"名称“{name}”不能在算法和模板中使用", cure=cure)
    return [(name, section) for name, section in found if section is not None]


def _is_usable(name: str) -> bool:
    """Return whether ``name`` can stand in a formula, whose parser knows only the composed form of a character."""
    return name.isidentifier() and not keyword.iskeyword(name) and unicodedata.normalize("NFKC", name) == name


def _view(name: str, section: Section) -> ViewRule:
    view = ViewRule(
        name=name,
        source=section.text("from"),
        line=section.line,
        period=section.choice("period", PERIODS, ""),
        joins=tuple(_join(alias, part) for alias, part in _named(section, "join")),
        where=section.text("where", ""),
        computed=tuple(_column(column, part) for column, part in _named(section, "compute")),
        order=section.texts("order", ()),
    )
    section.close()
    return view


def _join(alias: str, section: Section) -> JoinRule:
    pairs = section.section("on")
    on = tuple((column, pairs.text(column)) for column in pairs.keys) if pairs else ()
    join = JoinRule(alias, section.text("table"), section.choice("period", PERIODS), on)
    section.close()
    return join


def _column(name: str, section: Section) -> ColumnRule:
    places = section.whole("places", 2, MOST_PLACES)
    column = ColumnRule(name, section.text("formula"), section.text("unit", ""), places, section.line)
    section.close()
    return column


def _fact(name: str, section: Section) -> FactRule:
    fact = FactRule(
        name=name,
        formula=section.text("formula"),
        line=section.line,
        unit=section.text("unit", ""),
        places=section.whole("places", 2, MOST_PLACES),
        by=section.text("by", ""),
        shares=section.flag("shares"),
    )
    if fact.shares and not fact.by:
        section.report("shares", "F005", "shares 要与 by 一起用", cure="请补上“by: …”，或删除 shares")
    section.close()
    return fact


def _assertion(section: Section) -> AssertionRule:
    assertion = AssertionRule(
        name=section.text("name"),
        formula=section.text("formula"),
        line=section.line,
        by=section.text("by", ""),
        each=section.text("each", ""),
        where=section.text("where", ""),
    )
    if assertion.by and assertion.each:
        section.report("by", "F007", "by 和 each 只能用一个", cure="逐组核对用 by，逐行核对用 each")
    if assertion.where and not assertion.each:
        section.report("where", "F007", "where 要与 each 一起用", cure="请补上“each: 视图”，或把条件写进 formula")
    section.close()
    return assertion


def _recorded(section: Section | None) -> RecordRule | None:
    if section is None:
        return None
    rule = RecordRule(section.text("table"), section.texts("facts"), section.line)
    section.close()
    return rule


def _absence(section: Section) -> AbsenceRule:
    period = section.text("period", "")
    rule = AbsenceRule(section.text("unit"), section.text("table"), period, section.text("reason"), section.line)
    if period and (parse_period(period) in (None, ONE_OCCASION)):
        section.report("period", "F007", "看不懂报告期", period, "请写成 2023H1 或 2023年上半年")
    section.close()
    return rule
