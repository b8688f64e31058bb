"""Sampling (取样): a rule looks at places one by one; what it saw at each becomes one finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from builders.conform.docx.document import Document
from builders.conform.docx.parts import Parts
from builders.conform.finding import PROFILES, Finding, Profile, Rule, Verdict

_MOST = 3
"""Places and values that a finding names."""


@dataclass(frozen=True)
class Sample:
    """What a rule saw at one place: the value in words, and whether it is as it should be (None: it cannot be told)."""

    measured: str
    right: bool | None
    where: str = ""


@dataclass(frozen=True)
class Subject:
    """What rules look at: the document and its parts."""

    document: Document
    parts: Parts
    profile: Profile


@dataclass(frozen=True)
class Check:
    """A rule and the function that takes its samples; ``absent`` is said when there are none (未找到……)."""

    rule: Rule
    take: Callable[[Subject], Iterable[Sample]]
    absent: str
    profiles: tuple[Profile, ...] = PROFILES

    def find(self, subject: Subject) -> Finding:
        """Return the finding: one wrong sample is enough; one that cannot be told leaves the rest undecided."""
        samples = list(self.take(subject))
        if not samples:
            return Finding(self.rule, Verdict.UNKNOWN, self.absent)
        wrong = [sample for sample in samples if sample.right is False]
        unknown = [sample for sample in samples if sample.right is None]
        if wrong:
            return Finding(self.rule, Verdict.VIOLATES, _values(wrong), _places(wrong))
        if unknown:
            return Finding(self.rule, Verdict.UNKNOWN, _values(unknown), _places(unknown))
        return Finding(self.rule, Verdict.CONFORMS, _values(samples), _places(samples) if len(samples) == 1 else "")


def _values(samples: list[Sample]) -> str:
    values = list(dict.fromkeys(sample.measured for sample in samples if sample.measured))
    return "；".join(values[:_MOST]) + ("等" if len(values) > _MOST else "")


def _places(samples: list[Sample]) -> str:
    places = list(dict.fromkeys(sample.where for sample in samples if sample.where))
    return "、".join(places[:_MOST]) + (f"等{len(places)}处" if len(places) > _MOST else "")
