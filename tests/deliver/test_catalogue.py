"""Every code that a bundle can be told of is in the catalogue, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from builders.deliver.catalogue import RULES

CODE = re.compile(r'"(B\d{3})"')
REMARK = re.compile(r'remark\(\w+, "(B\d{3})"')


def told(root: Path, pattern: re.Pattern[str]) -> set[str]:
    sources = [path for path in (root / "builders").rglob("*.py") if path.name != "catalogue.py"]
    return {code for path in sources for code in pattern.findall(path.read_text(encoding="utf-8"))}


def test_what_is_told_is_in_the_catalogue_and_the_other_way_round(workspace_root: Path) -> None:
    codes = [rule.code for rule in RULES]

    assert sorted(codes) == sorted(told(workspace_root, CODE))


def test_what_is_only_remarked_is_a_warning_there(workspace_root: Path) -> None:
    warnings = {rule.code for rule in RULES if rule.severity == "warning"}

    assert warnings == told(workspace_root, REMARK)
