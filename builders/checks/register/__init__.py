"""Names in prose against the register (名称核对): documents, numbers, bodies, units."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builders.checks.prose.rulebook import Hit, ProseRule
from builders.checks.register.bodies import bodies, units
from builders.checks.register.catalogue import RULES
from builders.checks.register.citations import numbers, pairs, titles
from builders.checks.register.known import Known
from builders.checks.text import Text
from builders.model.notice import Notice

__all__ = ["RULES", "names_rules"]

Finder = Callable[[Text, Known], Iterator[tuple[str, Hit]]]

_FINDERS: dict[str, tuple[Finder, str]] = {
    "R201": (numbers, r"\d\s?[〕\]］】)）}]\s?(?:第\s?)?\d"),
    "R202": (numbers, r"\d\s?[〕\]］】)）}]\s?(?:第\s?)?\d"),
    "R203": (numbers, r"\d\s?[〕\]］】)）}]\s?(?:第\s?)?\d"),
    "R204": (titles, "《"),
    "R205": (pairs, "》[（(]"),
    "R206": (bodies, ""),
    "R207": (units, ""),
    "R208": (titles, "《"),
}


def names_rules(notice: Notice) -> tuple[ProseRule, ...]:
    """Return the rules that hold prose against what the notice knows by name: for ``check_prose``."""
    known = Known(notice)
    return tuple(
        ProseRule(rule, _told(known, rule.code), _FINDERS[rule.code][1], covers=rule.code == "R201") for rule in RULES
    )


def _told(known: Known, code: str) -> Callable[[Text], Iterator[Hit]]:
    finder = _FINDERS[code][0]
    return lambda text: (hit for said, hit in finder(text, known) if said == code)
