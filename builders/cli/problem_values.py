"""Problems for GitHub's annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builders.core.rule import Rule
from builders.engine.gate.inspection import Inspection

_ESCAPES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_ESCAPES_OF_PROPERTIES = (*_ESCAPES, (":", "%3A"), (",", "%2C"))


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


def _escaped(text: str, property: bool = False) -> str:
    for character, escape in _ESCAPES_OF_PROPERTIES if property else _ESCAPES:
        text = text.replace(character, escape)
    return text
