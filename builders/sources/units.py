"""Levels and reporting units (层级和报送单位) of a notice: who reports, and who lies in whom."""

from __future__ import annotations

from collections.abc import Mapping

from builders.core.names import fault_of_name
from builders.core.suggest import nearest
from builders.model.notice import Level, Unit
from builders.sources.codes import check_code
from builders.sources.sections import Section


def read_levels(levels: Section | None) -> tuple[Level, ...]:
    """Return the levels; no two may be picked by one option."""
    found: list[Level] = []
    for name in levels.keys if levels else ():
        section = levels.section(name) if levels else None
        if section is not None:
            level = Level(name, section.text("title"), section.text("option"))
            check_code(section, "option", level.option)
            if level.option in [other.option for other in found]:
                section.report("option", "N014", "几个层级用了同一个选项", level.option, "请改用不同的选项")
            found.append(level)
            section.close()
    return tuple(found)


def read_unit(section: Section, levels: tuple[Level, ...]) -> Unit:
    """Return one unit."""
    name = section.text("name")
    code, full_name = section.text("code", "") or name, section.text("full_name", "") or name
    unit = Unit(code, name, full_name, level_of(section, name, levels), section.text("parent", ""))
    fault = fault_of_name(name) if name else None
    if fault:
        section.report("name", "N002", f"名称{fault}", name, "请改用可作文件名的名称")
    section.close()
    return unit


def check_parents(sections: tuple[Section, ...], units: tuple[Unit, ...]) -> None:
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


def level_of(section: Section, owner: str, levels: tuple[Level, ...]) -> str:
    """Return the id of the level that a unit or an artifact names, which must be declared."""
    wanted = section.text("level")
    ids = [level.id for level in levels]
    if wanted and wanted not in ids:
        near = nearest(wanted, ids)
        cure = f"是否指“{near}”？" if near else "请在 levels 中定义"
        section.report("level", "N003", f"“{owner}”的层级没有定义", wanted, cure)
    return wanted
