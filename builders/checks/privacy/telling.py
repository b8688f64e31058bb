"""Telling (告知): personal data as problems that do not repeat it, and the problems of all other rules likewise."""

from __future__ import annotations

from dataclasses import replace

from builders.checks.privacy.catalogue import BY_CODE, DECLARED_MOBILE, rule_of
from builders.checks.privacy.detecting import mask_text
from builders.checks.privacy.finding import Finding
from builders.core.diagnostics import Diagnostic, Place


def diagnostic(place: Place, found: Finding, *, declared: bool = False) -> Diagnostic:
    """Return the problem of a finding; its value is the masked form, which is also what may stand there instead.

    ``declared`` says that a schema has the column for telephones.
    """
    rule = BY_CODE[DECLARED_MOBILE] if declared and found.kind == "mobile" else rule_of(found)
    where = replace(place, file=mask_text(place.file), column=mask_text(place.column))
    return Diagnostic(where, rule.code, rule.title, found.masked, rule.cure, rule.severity)


def without_personal_data(problem: Diagnostic) -> Diagnostic:
    """Return a problem of any rule with what it says of people masked: it may quote a cell that holds a number.

    The mend stays as it is, because it is written into the file and never shown.
    """
    place = replace(problem.place, file=mask_text(problem.place.file), column=mask_text(problem.place.column))
    said = (mask_text(problem.message), mask_text(problem.value), mask_text(problem.cure))
    return replace(problem, place=place, message=said[0], value=said[1], cure=said[2])
