"""Parameters (参数): the facts and views that a notebook asks for as JSON, exact; and the way back by reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from builders.compose.faults import NotebookFault
from builders.compose.notebooks.reading import METADATA, Notebook
from builders.compose.stated import Stated, fact_of
from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import unknown

SETTING = ("通知", "单位", "报告期", "任务列表")


def parameters_of(notebook: Notebook, names: Mapping[str, Any], absent: Mapping[str, str]) -> dict[str, Any]:
    """Return what a notebook is given: ``names`` are those of the template. Raises NotebookFault for unknown names."""
    facts = {name: value for name, value in names.items() if _is_fact(value)}
    views = {name: value for name, value in names.items() if _is_view(value)}
    for asked, known, what in ((notebook.facts, [*facts, *absent], "数据"), (notebook.views, [*views], "视图")):
        for name in asked:
            if name not in known:
                place = Place(notebook.shown, column=METADATA)
                cure = "请核对笔记本元数据里的名称"
                raise NotebookFault(Diagnostic(place, "C062", f"{what}{unknown(name, known)}", cure=cure))
    return {
        "facts": {name: _told(facts[name]) for name in notebook.facts if name in facts},
        "views": {name: _told(views[name]) for name in notebook.views},
        "absent": {name: absent[name] for name in notebook.facts if name not in facts},
        "setting": {name: names[name] for name in SETTING},
    }


def at(reference: Sequence[str | int], names: Mapping[str, Any]) -> Stated:
    """Return the stated fact that a reference of a notebook means; raises LookupError for one that means none."""
    kind, name, *path = reference
    place: Any = names[str(name)]
    for step in path:
        place = place[step]
    if kind not in ("facts", "views") or not isinstance(place, Stated):
        raise LookupError(reference)
    return place


def _is_fact(value: object) -> bool:
    """Tell a fact or a group of facts; an empty group is one as well."""
    if isinstance(value, Mapping):
        return all(isinstance(member, Stated) for member in value.values())
    return isinstance(value, Stated)


def _is_view(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, Mapping) for row in value)


def _told(value: object) -> Any:  # noqa: ANN401 - JSON
    """Return a fact, a group, a row or rows as JSON; a number as the exact text of its value."""
    if isinstance(value, list):
        return [_told(each) for each in value]
    if isinstance(value, Mapping):
        return {"kind": "members", "members": {name: _told(each) for name, each in value.items()}}
    fact = fact_of(value)
    if fact is None:
        return None
    match fact.value:
        case Decimal():
            return {"kind": "number", "value": str(fact.value), "unit": fact.unit, "places": fact.places}
        case date():
            return {"kind": "date", "value": fact.value.isoformat()}
        case text:
            return {"kind": "text", "value": text}
