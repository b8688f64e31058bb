"""Conformity (出文前的格式检验): no document is published that conformance finds against GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Mapping

from builders.conform.finding import Finding, Profile
from builders.conform.inspecting import inspect
from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ProblemsFound
from builders.model.manuscript import Manuscript, Masthead
from builders.model.notice import MastheadRule

MEASURED = ("docx", "pdf")
"""The formats that are documents; a sheet of tables is none."""
_PROFILES: dict[str, Profile] = {"document": "report", "letter": "letter", "minutes": "minutes"}


def require_conformity(manuscript: Manuscript, documents: Mapping[str, bytes]) -> None:
    """Measure the finished documents as anybody would. Raises ProblemsFound with every clause that one is against."""
    problems = [
        _problem(manuscript, suffix, finding)
        for suffix, content in documents.items()
        if suffix in MEASURED
        for finding in inspect(content, profile_of(manuscript)).violations
    ]
    if problems:
        raise ProblemsFound(f"有{len(problems)}处不符合公文格式（GB/T 9704-2012）。", list(dict.fromkeys(problems)))


def profile_of(manuscript: Manuscript) -> Profile:
    """Return the form that a manuscript is measured as; an attachment without masthead counts as a report."""
    return profile_of_masthead(manuscript.masthead)


def profile_of_masthead(masthead: Masthead | MastheadRule | None) -> Profile:
    """Return the form that a document with that masthead, or none, is measured as."""
    return _PROFILES[masthead.kind] if masthead else "report"


def _problem(manuscript: Manuscript, suffix: str, finding: Finding) -> Diagnostic:
    rule = finding.rule
    place = Place(f"{manuscript.name}.{suffix}", column=finding.where)
    clause = f"第{rule.clause}条" if rule.clause else ""
    return Diagnostic(place, rule.code, f"{clause}{rule.subject}", finding.measured, f"标准要求：{rule.required}")
