"""Notices read from ``data/<notice>/notice.yaml``."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import UsageError
from builders.core.names import fault_of_name
from builders.core.suggest import nearest
from builders.model.fact import CellRef
from builders.model.notice import Artifact, Level, Notice, Phase, Threshold, Unit
from builders.sources.workspace import Workspace
from builders.sources.yaml_nodes import Section, read_section

CADENCES = ("half-year", "once")
PATTERN_WORDS = ("name", "full_name", "period")
_NO_DAY = date.min


def read_notice(workspace: Workspace, notice: str) -> Notice:
    """Return a notice with all its rules. Raises UsageError with every problem of the file."""
    path = workspace.notice_file(notice)
    shown = workspace.shown(path)
    problems: list[Diagnostic] = []
    section = read_section(path, shown, problems)
    read = _notice(section)
    section.close()
    problems += _cross_check(read, notice, shown)
    if problems:
        raise UsageError(f"通知文件 {shown} 有{len(problems)}处问题", problems)
    return read


def _notice(top: Section) -> Notice:
    return Notice(
        id=top.text("id"),
        title=top.text("title"),
        number=top.text("number"),
        date=top.day("date"),
        issuers=top.texts("issuers"),
        source=top.text("source"),
        programme=top.text("programme"),
        sample=top.flag("sample"),
        plan=top.text("plan", ""),
        tables=top.texts("tables"),
        levels=_levels(top.section("levels")),
        units=tuple(_unit(section) for section in top.sections("units")),
        artifacts=tuple(_artifact(section) for section in top.sections("artifacts")),
        phases=tuple(_phase(section) for section in top.sections("phases")),
        tasks=top.texts("tasks", ()),
        thresholds=tuple(_threshold(section) for section in top.sections("thresholds")),
        terms=top.texts("terms", ()),
    )


def _levels(levels: Section | None) -> tuple[Level, ...]:
    found = []
    for name in levels.keys if levels else ():
        section = levels.section(name) if levels else None
        if section is not None:
            found.append(Level(name, section.text("title"), section.text("option")))
            section.close()
    return tuple(found)


def _unit(section: Section) -> Unit:
    name = section.text("name")
    unit = Unit(section.text("code", name), name, section.text("full_name", name), section.text("level"))
    fault = fault_of_name(name) if name else None
    if fault:
        section.report("name", "N002", f"名称{fault}", name, "请改用可作文件名的名称")
    section.close()
    return unit


def _phase(section: Section) -> Phase:
    phase = Phase(section.text("title"), section.day("start") or _NO_DAY, section.day("end") or _NO_DAY)
    section.close()
    return phase


def _threshold(section: Section) -> Threshold:
    name = section.text("name")
    cell = CellRef(section.shown, section.line_of("value"), "", name, section.text("value"))
    threshold = Threshold(
        name=name,
        value=section.number("value", Decimal(0)) or Decimal(0),
        unit=section.text("unit"),
        places=int(section.number("places", Decimal(2)) or 0),
        clause=section.text("clause"),
        text=section.text("text"),
        source=cell,
    )
    section.close()
    return threshold


def _artifact(section: Section) -> Artifact:
    artifact = Artifact(
        id=section.text("id"),
        title=section.text("title"),
        level=section.text("level"),
        cadence=section.choice("cadence", CADENCES),
        document_title=section.text("document_title"),
        template=section.text("template"),
        masthead=section.flag("masthead"),
        issuers=section.texts("issuers", ()),
        addressees=section.texts("addressees", ()),
        passages=section.texts("passages", ()),
        due=section.texts("due", ()),
        first_due=section.day("first_due"),
    )
    section.close()
    return artifact


def _pattern_faults(artifact: Artifact, shown: str) -> list[Diagnostic]:
    """Find words in braces that no document can fill in."""
    words = [word for text in (artifact.document_title, *artifact.issuers) for word in re.findall(r"\{([^}]*)\}", text)]
    faults = []
    for word in words:
        if word not in PATTERN_WORDS:
            near = nearest(word, PATTERN_WORDS)
            cure = f"是否指“{{{near}}}”？" if near else f"可用的有：{'、'.join(PATTERN_WORDS)}"
            faults.append(_problem(shown, "N006", f"“{artifact.id}”的标题或机关名称中不认识", f"{{{word}}}", cure))
    return faults


def _cross_check(notice: Notice, folder: str, shown: str) -> list[Diagnostic]:
    """Check what one entry alone cannot show: the folder's name, unknown levels, names used twice."""
    problems = []
    if notice.id != folder:
        problems.append(_problem(shown, "N001", f"id 应与文件夹同名（{folder}）", notice.id))
    levels = [level.id for level in notice.levels]
    for owner, level in [(u.name, u.level) for u in notice.units] + [(a.id, a.level) for a in notice.artifacts]:
        if level not in levels:
            near = nearest(level, levels)
            problems.append(_problem(shown, "N003", f"“{owner}”的层级没有定义", level, near and f"是否指“{near}”？"))
    for artifact in notice.artifacts:
        problems += _pattern_faults(artifact, shown)
    seen: dict[str, str] = {}
    for unit in notice.units:
        for name in dict.fromkeys(unit.names):
            if seen.setdefault(name, unit.code) != unit.code:
                problems.append(_problem(shown, "N004", "两个报送单位使用同一名称或代码", name))
    ids = [artifact.id for artifact in notice.artifacts]
    problems += [_problem(shown, "N005", "报送文件的 id 重复", id) for id in sorted(set(ids)) if ids.count(id) > 1]
    return problems


def _problem(shown: str, code: str, message: str, value: str, cure: str | None = None) -> Diagnostic:
    return Diagnostic(Place(shown), code, message, value, cure or "请改正后重试")
