"""Notices read from ``data/<notice>/notice.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import cast, get_args

from builders.core.diagnostics import Diagnostic
from builders.core.errors import UsageError
from builders.core.names import fault_of_name
from builders.core.suggest import nearest
from builders.model.fact import CellRef
from builders.model.manuscript import MastheadKind
from builders.model.notice import Artifact, ImprintRule, Level, MastheadRule, Notice, Phase, Threshold, Unit
from builders.sources.files import read_text
from builders.sources.schemas import MOST_PLACES
from builders.sources.sections import Section, parse_section
from builders.sources.workspace import Workspace
from builders.sources.yaml_nodes import LARGEST_FILE

CADENCES = ("half-year", "once")
PATTERN_WORDS = ("name", "full_name", "period")
_NO_DAY = date.min
_CODE = re.compile(r"[a-z][a-z0-9_-]*")


def read_notice(workspace: Workspace, notice: str) -> Notice:
    """Return a notice with all its rules. Raises UsageError with every problem of the file."""
    path = workspace.notice_file(notice)
    shown = workspace.shown(path)
    return parse_notice(read_text(path, shown, LARGEST_FILE), notice, shown)


def parse_notice(text: str, folder: str, shown: str) -> Notice:
    """Return the notice that YAML ``text`` in ``folder`` declares, like ``read_notice``."""
    problems: list[Diagnostic] = []
    section = parse_section(text, shown, problems)
    read = _notice(section)
    section.close()
    if read.id and read.id != folder:
        section.report("id", "N001", f"id 应与文件夹同名（{folder}）", read.id, "请改正")
    if problems:
        raise UsageError(f"通知文件 {shown} 有{len(problems)}处问题", problems)
    return read


def _notice(top: Section) -> Notice:
    levels = _levels(top.section("levels", needed=True))
    units = top.sections("units", needed=True)
    artifacts = top.sections("artifacts", needed=True)
    thresholds = top.sections("thresholds")
    read = Notice(
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
        levels=levels,
        units=tuple(_unit(section, levels) for section in units),
        artifacts=tuple(_artifact(section, levels) for section in artifacts),
        phases=tuple(_phase(section) for section in top.sections("phases")),
        tasks=top.texts("tasks", ()),
        thresholds=tuple(_threshold(section) for section in thresholds),
        terms=top.texts("terms", ()),
    )
    for table in read.tables:
        _check_code(top, "tables", table)
    _check_twice(units, [unit.names for unit in read.units], "N004", "报送单位的名称或代码")
    _check_parents(units, read.units)
    _check_twice(artifacts, [(artifact.id,) for artifact in read.artifacts], "N005", "报送文件的 id ")
    _check_twice(thresholds, [(threshold.name,) for threshold in read.thresholds], "N007", "指标名称")
    return read


def _levels(levels: Section | None) -> tuple[Level, ...]:
    found = []
    for name in levels.keys if levels else ():
        section = levels.section(name) if levels else None
        if section is not None:
            found.append(Level(name, section.text("title"), section.text("option")))
            _check_code(section, "option", found[-1].option)
            section.close()
    return tuple(found)


def _unit(section: Section, levels: tuple[Level, ...]) -> Unit:
    name = section.text("name")
    code, full_name = section.text("code", "") or name, section.text("full_name", "") or name
    unit = Unit(code, name, full_name, _level(section, name, levels), section.text("parent", ""))
    fault = fault_of_name(name) if name else None
    if fault:
        section.report("name", "N002", f"名称{fault}", name, "请改用可作文件名的名称")
    section.close()
    return unit


def _check_parents(sections: tuple[Section, ...], units: tuple[Unit, ...]) -> None:
    """Find parents that are no unit, and units that lie in themselves."""
    by_code = {unit.code: unit for unit in units}
    named = {name: unit.code for unit in units for name in unit.names}
    for section, unit in zip(sections, units, strict=True):
        if unit.parent and unit.parent not in by_code:
            near = nearest(unit.parent, named)
            cure = f"是否指“{named[near]}”？" if near else "请写上级单位的代码"
            section.report("parent", "N011", f"“{unit.name}”的上级单位没有定义", unit.parent, cure)
        elif unit.parent and unit.code in _above(unit, by_code):
            section.report("parent", "N012", f"“{unit.name}”的上级绕回了自己", unit.parent, "请改正")


def _above(unit: Unit, by_code: Mapping[str, Unit]) -> tuple[str, ...]:
    """Return the codes of the units that ``unit`` lies in, the nearest first, each once however they turn."""
    found: dict[str, None] = {}
    while unit.parent in by_code and unit.parent not in found:
        unit = by_code[unit.parent]
        found[unit.code] = None
    return tuple(found)


def _level(section: Section, owner: str, levels: tuple[Level, ...]) -> str:
    wanted = section.text("level")
    ids = [level.id for level in levels]
    if wanted and wanted not in ids:
        near = nearest(wanted, ids)
        cure = f"是否指“{near}”？" if near else "请在 levels 中定义"
        section.report("level", "N003", f"“{owner}”的层级没有定义", wanted, cure)
    return wanted


def _phase(section: Section) -> Phase:
    start, end = section.day("start", needed=True), section.day("end", needed=True)
    if start and end and end < start:
        section.report("end", "N008", "结束日期早于开始日期", end.isoformat(), "请核对")
    phase = Phase(section.text("title"), start or _NO_DAY, end or _NO_DAY)
    section.close()
    return phase


def _threshold(section: Section) -> Threshold:
    name = section.text("name")
    text = section.text("value")
    threshold = Threshold(
        name=name,
        value=(section.number("value") if text else None) or Decimal(0),
        unit=section.text("unit"),
        places=section.whole("places", 2, MOST_PLACES),
        clause=section.text("clause"),
        text=section.text("text"),
        source=CellRef(section.shown, section.line_of("value"), "", name, text),
    )
    section.close()
    return threshold


def _artifact(section: Section, levels: tuple[Level, ...]) -> Artifact:
    artifact = Artifact(
        id=section.text("id"),
        title=section.text("title"),
        level=_level(section, section.text("id", ""), levels),
        cadence=section.choice("cadence", CADENCES),
        document_title=section.text("document_title"),
        template=section.text("template"),
        masthead=_masthead(section.section("masthead")),
        imprint=_imprint(section.section("imprint")),
        signed=section.flag("signed", True),
        sealed=section.flag("sealed"),
        issuers=section.texts("issuers", ()),
        addressees=section.texts("addressees", ()),
        passages=section.texts("passages", ()),
        due=section.texts("due", ()),
        first_due=section.day("first_due"),
    )
    _check_code(section, "id", artifact.id)
    _check_patterns(section, "document_title", [artifact.document_title], PATTERN_WORDS)
    _check_patterns(section, "issuers", artifact.issuers, PATTERN_WORDS)
    _check_patterns(section, "addressees", artifact.addressees, ())
    for day in artifact.due:
        if not _is_day_of_year(day):
            section.report("due", "N009", "不是月日", day, "请写成 '06-10' 的形式")
    section.close()
    return artifact


def _masthead(section: Section | None) -> MastheadRule | None:
    if section is None:
        return None
    kind = cast("MastheadKind", section.choice("kind", get_args(MastheadKind), "document"))
    rule = MastheadRule(kind, section.flag("upward", kind == "document"), section.text("letterhead", ""))
    _check_patterns(section, "letterhead", [rule.letterhead], PATTERN_WORDS)
    section.close()
    return rule


def _imprint(section: Section | None) -> ImprintRule | None:
    if section is None:
        return None
    rule = ImprintRule(section.text("printer"), section.texts("copies", ()))
    _check_patterns(section, "printer", [rule.printer], PATTERN_WORDS)
    _check_patterns(section, "copies", rule.copies, PATTERN_WORDS)
    section.close()
    return rule


def _check_patterns(section: Section, key: str, patterns: Iterable[str], allowed: tuple[str, ...]) -> None:
    """Find words in braces that no document can fill in, and braces without a partner."""
    for pattern in patterns:
        for word in re.findall(r"\{([^{}]*)\}", pattern):
            if word not in allowed:
                near = nearest(word, allowed)
                listed = "、".join(f"{{{each}}}" for each in allowed)
                others = f"可用的有：{listed}" if allowed else "这里只能写固定的文字"
                cure = f"是否指“{{{near}}}”？" if near else others
                section.report(key, "N006", f"“{key}”中有不认识的", f"{{{word}}}", cure)
        if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", pattern)):
            section.report(key, "N006", f"“{key}”的花括号没有配对", pattern, "请写成“{name}”的形式")


def _check_twice(sections: tuple[Section, ...], names: list[tuple[str, ...]], code: str, what: str) -> None:
    """Find names that two entries share."""
    owners: dict[str, Section] = {}
    for section, own in zip(sections, names, strict=True):
        for name in dict.fromkeys(own):
            first = owners.setdefault(name, section)
            if name and first is not section:
                section.report("", code, f"{what}与第{first.line}行重复", name, "请改正其中一处")


def _check_code(section: Section, key: str, value: str) -> None:
    if value and not _CODE.fullmatch(value):
        cure = "只能用小写字母、数字、减号和下划线，以字母开头"
        section.report(key, "N010", f"“{key}”不能用作代号", value, cure)


def _is_day_of_year(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(f"2023-{text}")
    except ValueError:
        return False
    return True
