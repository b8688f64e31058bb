"""Notices read from ``data/<notice>/notice.yaml``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from builders.core.diagnostics import Diagnostic
from builders.core.errors import UsageError
from builders.model.fact import CellRef
from builders.model.notice import Notice, Phase, Threshold
from builders.sources.artifacts import read_artifact
from builders.sources.codes import check_code
from builders.sources.files import read_text
from builders.sources.quotas import check_owners, read_quota
from builders.sources.register import read_register
from builders.sources.schemas import MOST_PLACES
from builders.sources.sections import Section, parse_section
from builders.sources.units import check_parents, read_levels, read_unit
from builders.sources.workspace import Workspace
from builders.sources.yaml_nodes import LARGEST_FILE

_NO_DAY = date.min


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
    levels = read_levels(top.section("levels", needed=True))
    units = top.sections("units", needed=True)
    artifacts = top.sections("artifacts", needed=True)
    thresholds, quotas = top.sections("thresholds"), top.sections("quotas")
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
        units=tuple(read_unit(section, levels) for section in units),
        artifacts=tuple(read_artifact(section, levels) for section in artifacts),
        phases=tuple(_phase(section) for section in top.sections("phases")),
        tasks=top.texts("tasks", ()),
        thresholds=tuple(_threshold(section) for section in thresholds),
        terms=top.texts("terms", ()),
        register=read_register(top.section("register")),
        quotas=tuple(read_quota(section) for section in quotas),
    )
    for table in read.tables:
        check_code(top, "tables", table)
    _check_twice(units, [unit.names for unit in read.units], "N004", "报送单位的名称或代码")
    check_parents(units, read.units)
    levelled: list[tuple[str, ...]] = [(f"{artifact.id}（{artifact.level}）",) for artifact in read.artifacts]
    _check_twice(artifacts, levelled, "N005", "同一层级报送文件的 id ")
    _check_twice(thresholds, [(threshold.name,) for threshold in read.thresholds], "N007", "指标名称")
    _check_twice(quotas, [(quota.name,) for quota in read.quotas], "N015", "数量要求的名称")
    check_owners(quotas, read.units)
    return read


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


def _check_twice(sections: tuple[Section, ...], names: list[tuple[str, ...]], code: str, what: str) -> None:
    """Find names that two entries share."""
    owners: dict[str, Section] = {}
    for section, own in zip(sections, names, strict=True):
        for name in dict.fromkeys(own):
            first = owners.setdefault(name, section)
            if name and first is not section:
                section.report("", code, f"{what}与第{first.line}行重复", name, "请改正其中一处")
