"""Patterns that every Python from 3.11.0 on reads alike: possessive repeats and atomic groups do not (gh-101955)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

BUILDERS = Path(__file__).parents[2] / "builders"
_CLASS_OR_ESCAPE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_POSSESSIVE = re.compile(r"[*+?}]\+|\(\?>")
_MAKERS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer", "by_pattern"}


def patterns(path: Path) -> list[tuple[int, str]]:
    """The literal patterns of a module: what is handed to the functions of ``re`` and to makers of rules."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in _MAKERS:
            for given in ast.walk(node):
                if isinstance(given, ast.Constant) and isinstance(given.value, str | bytes):
                    text = given.value if isinstance(given.value, str) else given.value.decode("latin-1")
                    found.append((given.lineno, text))
    return found


@pytest.mark.parametrize("pattern", ["a++", "a*+b", "(?:a|b)*+", "a{2}+", "(?>a|b)"])
def test_the_look_finds_what_it_looks_for(pattern: str) -> None:
    assert _POSSESSIVE.search(_CLASS_OR_ESCAPE.sub("x", pattern))


@pytest.mark.parametrize("pattern", ["a+", r"\*+", "[*+]+", r"a\++", "[]+]+", "a+?"])
def test_the_look_passes_over_what_is_lawful(pattern: str) -> None:
    assert not _POSSESSIVE.search(_CLASS_OR_ESCAPE.sub("x", pattern))


def test_no_pattern_needs_a_newer_python() -> None:
    strange = [
        f"{path.relative_to(BUILDERS)}:{line}: {pattern}"
        for path in sorted(BUILDERS.rglob("*.py"))
        for line, pattern in patterns(path)
        if _POSSESSIVE.search(_CLASS_OR_ESCAPE.sub("x", pattern))
    ]
    assert strange == []
