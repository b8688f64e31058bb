"""Codes (代号): names that become options, file names and commands."""

from __future__ import annotations

import re

from builders.sources.sections import Section

_CODE = re.compile(r"[a-z][a-z0-9_-]*")


def check_code(section: Section, key: str, value: str) -> None:
    """Report a value that is no code."""
    if value and not _CODE.fullmatch(value):
        cure = "只能用小写字母、数字、减号和下划线，以字母开头"
        section.report(key, "N010", f"“{key}”不能用作代号", value, cure)
