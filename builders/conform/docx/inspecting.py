"""Inspecting (检验): a .docx against every rule of a profile."""

from __future__ import annotations

from builders.conform.docx.reading import read
from builders.conform.docx.roles import tell_parts
from builders.conform.docx.rules.catalogue import CHECKS
from builders.conform.docx.sampling import Subject
from builders.conform.finding import Inspection, Profile


def inspect_docx(content: bytes, profile: Profile = "report") -> Inspection:
    """Return what was measured in a .docx; raises Unreadable for what is no sound document."""
    document = read(content)
    subject = Subject(document, tell_parts(document), profile)
    found = tuple(check.find(subject) for check in CHECKS if profile in check.profiles)
    return Inspection("docx", profile, found)
