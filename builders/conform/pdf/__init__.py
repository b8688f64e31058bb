"""Conformance of PDF files (PDF 检验): what is printed where, measured against the standard's numbers."""

from __future__ import annotations

from builders.conform.finding import Finding, Inspection, Profile, Rule, Verdict

__all__ = ["catalogue", "inspect_pdf"]

NO_TEXT = Rule("FP00", "5.2", "可测量的文字", "页面上有文字（不是图像）")


def inspect_pdf(content: bytes, profile: Profile) -> Inspection:
    """Return every finding on a PDF, in the order of the clauses.

    A file without printed text (a scan) violates ``FP00`` and is judged no further: what nobody could measure must not
    pass for sound. Raises Unreadable for a file that is encrypted, broken, or large beyond measure.
    """
    from builders.conform.pdf.dissecting import dissect
    from builders.conform.pdf.reading import read
    from builders.conform.pdf.rules import CHECKS

    opened = read(content)
    asked = [check for check in CHECKS if profile in check.profiles]
    if not any(frame.lines for sheet in opened.sheets for frame in (sheet.upright, sheet.across)):
        scanned = any(sheet.hidden or sheet.main.pictures for sheet in opened.sheets)
        words = "没有可测量的文字（扫描件）" if scanned else "没有可测量的文字（空白文件）"
        unjudged = tuple(Finding(check.rule, Verdict.UNKNOWN, "没有可测量的文字") for check in asked)
        return Inspection("pdf", profile, (Finding(NO_TEXT, Verdict.VIOLATES, words), *unjudged))
    document = dissect(opened, profile)
    return Inspection("pdf", profile, tuple(check.find(document) for check in asked))


def catalogue(profile: Profile | None = None) -> tuple[Rule, ...]:
    """Return the rules, all of them or those of one format."""
    from builders.conform.pdf.rules import CHECKS

    return (NO_TEXT, *(check.rule for check in CHECKS if profile is None or profile in check.profiles))
