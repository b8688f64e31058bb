"""The repository as the house rules see it: what Git knows, read as source code."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Modules = Callable[[str], dict[str, ast.Module]]


@pytest.fixture(scope="session")
def tracked(workspace_root: Path) -> list[str]:
    """The files that Git tracks or would track, as paths from the root."""
    if not (workspace_root / ".git").exists():
        pytest.skip("this rule is about what Git tracks, and this is not a Git repository")
    listing = ["git", "-c", "core.quotepath=off", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=workspace_root, capture_output=True, check=True, encoding="utf-8")
    return sorted(name for name in done.stdout.split("\0") if name and (workspace_root / name).is_file())


@pytest.fixture(scope="session")
def modules(workspace_root: Path) -> Modules:
    """Parse the modules under a folder: path from the root → syntax tree."""

    def parsed(folder: str) -> dict[str, ast.Module]:
        return {
            path.relative_to(workspace_root).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
            for path in sorted((workspace_root / folder).rglob("*.py"))
        }

    return parsed


@pytest.fixture(scope="session")
def pyproject(workspace_root: Path) -> dict[str, Any]:
    """The project's own description."""
    return tomllib.loads((workspace_root / "pyproject.toml").read_text(encoding="utf-8"))
