"""The check report (检查报告) as values of JSON; its shape is published in the handbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builders import __version__
from builders.core.diagnostics import Diagnostic
from builders.core.rule import Rule
from builders.engine.gate.inspection import Inspection

SCHEMA = "make-report.check.v1"


def to_values(inspection: Inspection, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return an inspection as values of JSON, as ``content/handbook/检查结果.schema.json`` describes them."""
    return {
        "schema": SCHEMA,
        "tool": f"make-report {__version__}",
        "seen": dict(inspection.seen),
        "counts": {
            "error": inspection.errors, "warning": inspection.warnings, "excused": len(inspection.excused)
        },
        "problems": [_values(problem, rules) for problem in inspection.problems],
        "excused": [
            {"problem": _values(each.problem, rules), "reason": each.excuse.reason, "line": each.excuse.place.line,
             "file": each.excuse.place.file}
            for each in inspection.excused
        ],
    }  # fmt: skip


def _values(problem: Diagnostic, rules: Mapping[str, Rule]) -> dict[str, Any]:
    place, mend, rule = problem.place, problem.mend, rules.get(problem.code)
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "value": problem.value,
        "cure": problem.cure,
        "file": place.file,
        "sheet": place.sheet,
        "line": place.line or None,
        "character": place.character or None,
        "column": {"letter": place.letter, "title": place.column} if place.column else None,
        "clause": rule.clause if rule else "",
        "mend": {"start": mend.start, "end": mend.end, "text": mend.text} if mend else None,
    }
