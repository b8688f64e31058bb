"""What conformance says of a paper: its findings by the subject of their rules."""

from __future__ import annotations

from builders.conform.finding import Finding, Profile, Verdict
from builders.conform.pdf import inspect_pdf
from tests.conform.pdf.press import Paper, printed


def findings(paper: Paper, profile: Profile = "report") -> dict[str, Finding]:
    return {each.rule.subject: each for each in inspect_pdf(printed(paper), profile).findings}


def violated(paper: Paper, profile: Profile = "report") -> set[str]:
    return {subject for subject, each in findings(paper, profile).items() if each.verdict is Verdict.VIOLATES}
