"""Excuses (例外) read from prose and weighed against what was found: each is counted, each needs a reason and a use.

In a content file or a template an excuse is a comment, ``{## 例外 P101：引用原文 ##}``, at the end of the line that it
covers or alone on the line before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from builders.core.diagnostics import Diagnostic, Place
from builders.core.rule import Rule
from builders.core.suggest import nearest
from builders.model.excuse import Excuse, Excused

RULES = (
    Rule(
        "K001",
        "例外写的规则代号不存在",
        "写错代号的例外不起作用，问题还会再报。",
        "请改正代号；全部代号见检查规则",
        wrong=("{## 例外 P999：引用原文 ##}",),
        right=("{## 例外 P101：引用原文 ##}",),
    ),
    Rule(
        "K002",
        "这条规则不能例外",
        "读不懂的表、算不出的数不会因为说明了理由就能用。",
        "请改正数据或文字",
        wrong=("{## 例外 T002：暂无数据 ##}",),
    ),
    Rule(
        "K003",
        "例外没有写明理由",
        "例外要让后来的人知道为什么。",
        "请写成“{## 例外 P101：理由 ##}”",
        wrong=("{## 例外 P101 ##}",),
        right=("{## 例外 P101：引用原文 ##}",),
    ),
    Rule(
        "K004",
        "例外没有用上",
        "这里已经没有这个问题，多余的例外会掩盖以后的错误。",
        "请删除这条例外",
        severity="warning",
    ),
)
_COMMENT = re.compile(r"\{##\s*例外(?P<said>.*?)##\}", re.DOTALL)
_CODE = re.compile(r"[A-Z]{1,2}\d+")
_CODES = rf"{_CODE.pattern}(?:[\s、,，]+{_CODE.pattern})*"
_SAID = re.compile(rf"\s*(?P<codes>{_CODES})\s*(?:[:：]\s*(?P<reason>.*?))?\s*", re.DOTALL)


@dataclass(frozen=True)
class Judgement:
    """What is left of the problems after the excuses, and what was excused."""

    problems: tuple[Diagnostic, ...]
    excused: tuple[Excused, ...]


def read_excuses(text: str, file: str) -> tuple[list[Excuse], list[Diagnostic]]:
    """Return the excuses in a content file or a template, and what is wrong with the way they are written."""
    excuses: list[Excuse] = []
    problems: list[Diagnostic] = []
    for comment in _COMMENT.finditer(text):
        line = text.count("\n", 0, comment.start()) + 1
        place = Place(file, line)
        said = _SAID.fullmatch(comment["said"])
        if said is None or not said["reason"]:
            problems.append(_problem("K003", place, comment[0]))
            continue
        start = text.rfind("\n", 0, comment.start()) + 1
        end = text.find("\n", comment.end())
        beside = text[start : comment.start()] + text[comment.end() : end if end >= 0 else len(text)]
        covered = text.count("\n", 0, comment.end()) + 1 + (not beside.strip())
        codes = _CODE.findall(said["codes"])
        excuses += [Excuse(place, code, said["reason"], file, covered) for code in codes]
    return excuses, problems


def weigh(problems: Iterable[Diagnostic], excuses: Collection[Excuse], rules: Mapping[str, Rule]) -> Judgement:
    """Return what is left when the excuses are heard; one that is wrong or of no use is a problem itself.

    ``rules`` are all rules there are, by code.
    """
    sound, told = _sound(excuses, rules)
    left: list[Diagnostic] = []
    excused: list[Excused] = []
    used: set[Excuse] = set()
    for problem in problems:
        heard = next((excuse for excuse in sound if excuse.covers(problem)), None)
        if heard is None:
            left.append(problem)
        else:
            excused.append(Excused(problem, heard))
            used.add(heard)
    idle = [_problem("K004", excuse.place, excuse.code) for excuse in sound if excuse not in used]
    return Judgement(tuple(sorted({*left, *told, *idle})), tuple(excused))


def _sound(excuses: Collection[Excuse], rules: Mapping[str, Rule]) -> tuple[list[Excuse], list[Diagnostic]]:
    """Return the excuses of rules that may be excused, and what is wrong with the others."""
    sound: list[Excuse] = []
    problems: list[Diagnostic] = []
    for excuse in excuses:
        rule = rules.get(excuse.code)
        if rule is None:
            near = nearest(excuse.code, rules)
            problems.append(_problem("K001", excuse.place, excuse.code, f"是否指“{near}”？" if near else ""))
        elif not rule.excusable:
            problems.append(_problem("K002", excuse.place, excuse.code))
        else:
            sound.append(excuse)
    return sound, problems


def _problem(code: str, place: Place, value: str, cure: str = "") -> Diagnostic:
    rule = next(rule for rule in RULES if rule.code == code)
    return Diagnostic(place, code, rule.title, value, cure or rule.cure, rule.severity)
