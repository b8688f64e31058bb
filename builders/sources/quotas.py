"""Quotas (数量要求) of a notice: totals with the parts that should make them."""

from __future__ import annotations

from decimal import Decimal

from builders.core.suggest import nearest
from builders.model.fact import CellRef
from builders.model.notice import Unit
from builders.model.quota import AT_LEAST, BOUNDS, Quota, QuotaPart
from builders.sources.sections import Section

_MOST_TIMES = 1000


def read_quota(section: Section) -> Quota:
    """Return one quota; each part names itself, or the unit that owes it."""
    name, total = section.text("name"), _number(section, "total")
    quota = Quota(
        name=name,
        total=total,
        unit=section.text("unit"),
        bound=section.choice("bound", BOUNDS, AT_LEAST),
        clause=section.text("clause"),
        text=section.text("text"),
        parts=tuple(_part(part) for part in section.sections("parts", needed=True)),
        source=CellRef(section.shown, section.line_of("total"), "", name, section.text("total", "")),
        reason=section.text("reason", ""),
    )
    section.close()
    return quota


def check_owners(sections: tuple[Section, ...], units: tuple[Unit, ...]) -> None:
    """Find parts of units that the notice does not have."""
    codes = {unit.code: unit.name for unit in units}
    for part in (part for section in sections for part in section.sections("parts")):
        code = part.text("unit", "")
        if code and code not in codes:
            near = nearest(code, codes)
            cure = f"是否指“{near}”（{codes[near]}）？" if near else "请对照 units 改正"
            part.report("unit", "N016", "通知中没有这个报送单位", code, cure)


def _part(section: Section) -> QuotaPart:
    owner = section.text("unit", "")
    name = section.text("name", owner or None)
    value, times = _number(section, "value"), section.whole("times", 1, _MOST_TIMES)
    part = QuotaPart(
        name, value, times, CellRef(section.shown, section.line_of("value"), "", name, section.text("value", ""))
    )
    section.close()
    return part


def _number(section: Section, key: str) -> Decimal:
    """Return a number that must be there."""
    return (section.number(key) if section.text(key) else None) or Decimal(0)
