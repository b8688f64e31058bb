"""Rules read from ``data/<notice>/facts.yaml``: views, facts and assertions as declared, formulas still as text."""

from __future__ import annotations

from decimal import Decimal

from builders.core.diagnostics import Diagnostic
from builders.core.errors import UsageError
from builders.model.rules import AssertionRule, ColumnRule, FactRule, FactRules, JoinRule, ViewRule
from builders.sources.workspace import Workspace
from builders.sources.yaml_nodes import Section, read_section

PERIODS = ("本期", "上期")


def read_rules(workspace: Workspace, notice: str) -> FactRules:
    """Return the rules of a notice. Raises UsageError with every problem of the file."""
    path = workspace.facts_file(notice)
    shown = workspace.shown(path)
    problems: list[Diagnostic] = []
    top = read_section(path, shown, problems)
    views = _named(top, "views")
    facts = _named(top, "facts")
    rules = FactRules(
        shown,
        tuple(_view(name, section) for name, section in views),
        tuple(_fact(name, section) for name, section in facts),
        tuple(_assertion(section) for section in top.sections("assertions")),
    )
    for name, section in views + facts:
        section.close()
        if [other for other, _ in views + facts].count(name) > 1:
            section.report("", "F001", f"“{name}”既是视图又是数据", cure="请改用不同的名称")
        if not name.isidentifier():
            cure = "名称只能用汉字、字母、数字，不能以数字开头"
            section.report("", "F002", f"名称“{name}”不能在模板中使用", cure=cure)
    top.close()
    if problems:
        raise UsageError(f"口径文件 {shown} 有{len(problems)}处问题", problems)
    return rules


def _named(top: Section, key: str) -> list[tuple[str, Section]]:
    group = top.section(key)
    found = [(name, group.section(name)) for name in group.keys] if group else []
    return [(name, section) for name, section in found if section is not None]


def _view(name: str, section: Section) -> ViewRule:
    return ViewRule(
        name=name,
        source=section.text("from"),
        line=section.line,
        period=section.choice("period", PERIODS, ""),
        joins=tuple(_join(alias, part) for alias, part in _named(section, "join")),
        where=section.text("where", ""),
        computed=tuple(_column(column, part) for column, part in _named(section, "compute")),
        order=section.texts("order", ()),
    )


def _join(alias: str, section: Section) -> JoinRule:
    join = JoinRule(alias, section.text("table"), section.choice("period", PERIODS))
    section.close()
    return join


def _column(name: str, section: Section) -> ColumnRule:
    column = ColumnRule(name, section.text("formula"), section.text("unit", ""), _places(section), section.line)
    section.close()
    return column


def _fact(name: str, section: Section) -> FactRule:
    return FactRule(
        name=name,
        formula=section.text("formula"),
        line=section.line,
        unit=section.text("unit", ""),
        places=_places(section),
        by=section.text("by", ""),
        shares=section.flag("shares"),
    )


def _assertion(section: Section) -> AssertionRule:
    assertion = AssertionRule(section.text("name"), section.text("formula"), section.line)
    section.close()
    return assertion


def _places(section: Section) -> int:
    places = section.number("places", Decimal(2))
    return int(places) if places is not None else 2
