"""Judging (判定): what a rule says of a document, and the few words in which it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from builders.conform.finding import PROFILES, Finding, Profile, Rule, Verdict
from builders.conform.pdf.anatomy import Anatomy, Row
from builders.conform.pdf.faces import Genre, main_font, match, shown
from builders.conform.pdf.sheet import MM, Glyph

SHOWN = 3
"""So many places are named; of the others only the count."""
SIZE_TOLERANCE_PT = 0.3
LENGTH_TOLERANCE_MM = 1.0
HALF_LINE = 0.55
"""Half a line, and a hair for rounding."""


@dataclass(frozen=True)
class Outcome:
    """What was measured, where, and the verdict."""

    verdict: Verdict
    measured: str
    where: str = ""


Measure = Callable[[Anatomy], Outcome]


@dataclass(frozen=True)
class Check:
    """A rule and the function that measures it; ``profiles`` are the formats that it rules."""

    rule: Rule
    measure: Measure
    profiles: tuple[Profile, ...]

    def find(self, document: Anatomy) -> Finding:
        """Return the finding on a document."""
        outcome = self.measure(document)
        return Finding(self.rule, outcome.verdict, outcome.measured, outcome.where)


def check(
    code: str, clause: str, subject: str, required: str, tolerance: str = "", profiles: Sequence[Profile] = PROFILES
) -> Callable[[Measure], Check]:
    """Make a check of the function below: the rule's data stand above what measures it."""
    return lambda measure: Check(Rule(code, clause, subject, required, tolerance), measure, tuple(profiles))


def conforms(measured: str, where: str = "") -> Outcome:
    """Return that the rule is met."""
    return Outcome(Verdict.CONFORMS, measured, where)


def violates(measured: str, where: str = "") -> Outcome:
    """Return that the rule is broken."""
    return Outcome(Verdict.VIOLATES, measured, where)


def unknown(measured: str, where: str = "") -> Outcome:
    """Return that nothing can be said, and why."""
    return Outcome(Verdict.UNKNOWN, measured, where)


Offence = tuple[object, str]
"""A place (a row, or 第3页) and what was measured there."""


def places(found: Iterable[object]) -> str:
    """Return the first few places and how many there are."""
    named = list(dict.fromkeys(str(place) for place in found))
    rest = f"等{len(named)}处" if len(named) > SHOWN else ""
    return "、".join(named[:SHOWN]) + rest


def judge(offences: Sequence[Offence], good: str) -> Outcome:
    """Return that the rule is broken where it is, with what was measured at the first places; else that it is met."""
    if not offences:
        return conforms(good)
    measured = list(dict.fromkeys(words for _, words in offences))
    rest = "等" if len(measured) > SHOWN else ""
    return violates("、".join(measured[:SHOWN]) + rest, places(place for place, _ in offences))


def near(value: float, wanted: float, tolerance: float) -> bool:
    """Return whether a measure is within its tolerance."""
    return abs(value - wanted) <= tolerance + 1e-6


def mm(points: float) -> str:
    """Return a length in millimetres for a reader."""
    return f"{points / MM:.1f}毫米"


def sizes(rows: Iterable[Row], wanted: float) -> list[Offence]:
    """Return the rows whose size is another than the one wanted."""
    return [(row, f"{row.line.size:.4g}磅") for row in rows if not near(row.line.size, wanted, SIZE_TOLERANCE_PT)]


def faces(groups: Iterable[tuple[Row, Sequence[Glyph]]], asked: Genre) -> Outcome:
    """Return whether the characters of every group are mostly in the genre asked for.

    A font that stands in for a genre its family does not have can be judged neither way.
    """
    wrong: list[Offence] = []
    open_ended: list[Offence] = []
    seen = False
    for row, glyphs in groups:
        font = main_font(glyphs)
        if font is None:
            continue
        seen = True
        answer = match(font, asked)
        if answer == "other":
            wrong.append((row, shown(font)))
        elif answer != "same":
            open_ended.append((row, f"替代字体{font.name}" if answer == "stand-in" else "字体没有名称"))
    if wrong:
        return judge(wrong, "")
    if open_ended:
        return unknown("、".join(list(dict.fromkeys(words for _, words in open_ended))[:SHOWN]))
    return conforms(asked) if seen else unknown("没有汉字")
