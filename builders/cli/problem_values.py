"""Problems for programs (JSON) and for GitHub's annotations; the shape of the JSON is published in the handbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builders import __version__
from builders.core.diagnostics import Diagnostic
from builders.core.rule import Rule
from builders.engine.gate.inspection import Inspection

SCHEMA = "make-report.check.v1"
_ESCAPES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_ESCAPES_OF_PROPERTIES = (*_ESCAPES, (":", "%3A"), (",", "%2C"))


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


def to_annotations(inspection: Inspection, rules: Mapping[str, Rule], most: int) -> Iterator[str]:
    """Yield the problems as workflow commands of GitHub, at most so many; the rest in one notice."""
    for problem in inspection.problems[:most]:
        place, rule = problem.place, rules.get(problem.code)
        properties = {"file": place.file, "line": place.line, "col": place.character}
        title = f"{problem.code} {rule.title if rule else problem.message}"
        written = [f"{key}={_escaped(str(value), True)}" for key, value in properties.items() if value]
        said = str(problem).removeprefix(f"{place}: ")
        where = f"{place.letter}列“{place.column}” " if place.letter else ""
        yield f"::{problem.severity} {','.join([*written, f'title={_escaped(title, True)}'])}::{_escaped(where + said)}"
    rest = len(inspection.problems) - most
    if rest > 0:
        yield f"::notice::{_escaped(f'还有{rest}处没有列出')}"


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


def _escaped(text: str, property: bool = False) -> str:
    for character, escape in _ESCAPES_OF_PROPERTIES if property else _ESCAPES:
        text = text.replace(character, escape)
    return text
