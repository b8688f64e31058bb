"""One idea a module: what does not fit in 250 lines is two ideas."""

from __future__ import annotations

from pathlib import Path

LONGEST = 250

# path from the root → why this one may be longer
EXCEPTIONS: dict[str, str] = {}


def sizes(root: Path) -> dict[str, int]:
    return {
        path.relative_to(root).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in sorted((root / "builders").rglob("*.py"))
    }


def test_no_module_is_longer_than_one_idea(workspace_root: Path) -> None:
    too_long = {name: lines for name, lines in sizes(workspace_root).items() if lines > LONGEST}

    assert too_long.keys() - EXCEPTIONS.keys() == set(), too_long


def test_an_exception_ends_when_its_module_is_short_again(workspace_root: Path) -> None:
    lines = sizes(workspace_root)

    assert [name for name in EXCEPTIONS if lines.get(name, 0) <= LONGEST] == []
