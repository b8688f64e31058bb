"""Findings (检验结果): one row for each clause measured, with what the standard wants and what the file has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

Profile = Literal["report", "letter", "minutes"]
PROFILES: tuple[Profile, ...] = ("report", "letter", "minutes")


class Verdict(Enum):
    """What a measurement says: the values are printed as they stand."""

    CONFORMS = "符合"
    VIOLATES = "不符合"
    UNKNOWN = "无法判断"


@dataclass(frozen=True)
class Rule:
    """What a clause asks for: a stable code (``FD06``), the clause's number (``7.3.1``), a short name of what it rules.

    ``required`` is the demand in words (``22磅小标宋体``), ``tolerance`` what still passes (``±0.5磅``; empty: none).
    """

    code: str
    clause: str
    subject: str
    required: str
    tolerance: str = ""


@dataclass(frozen=True)
class Finding:
    """The verdict on one rule: ``measured`` in words and numbers, ``where`` by page or paragraph (``第1页第3行``).

    A rule broken in many places is one finding: ``where`` names the first few and how many there are.
    """

    rule: Rule
    verdict: Verdict
    measured: str
    where: str = ""


@dataclass(frozen=True)
class Inspection:
    """Everything measured in one file (检验报告), the findings in the order of the clauses."""

    kind: Literal["docx", "pdf"]
    profile: Profile
    findings: tuple[Finding, ...]

    @property
    def violations(self) -> tuple[Finding, ...]:
        """The findings against the standard."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.VIOLATES)

    @property
    def conforms(self) -> bool:
        """Whether nothing is against the standard; what could not be judged does not count."""
        return not self.violations
