"""One owner for each library: every dependency is known in one room, and the import contract says which."""

from __future__ import annotations

from importlib.metadata import distribution
from typing import Any

import pytest
from packaging.requirements import Requirement


@pytest.fixture(scope="module")
def contract(pyproject: dict[str, Any]) -> dict[str, list[str]]:
    [found] = [each for each in pyproject["tool"]["importlinter"]["contracts"] if each["type"] == "forbidden"]
    contract: dict[str, list[str]] = found
    return contract


@pytest.fixture(scope="module")
def owned(contract: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Pairs of library and owner."""
    pairs = [rule.split(" -> ") for rule in contract["ignore_imports"]]
    return [(library, owner) for owner, library in pairs]


def import_names(dependency: str) -> set[str]:
    """Return the top-level names that a distribution installs."""
    files = distribution(dependency).files or []
    tops = {file.parts[0].removesuffix(".py") for file in files if file.suffix in (".py", ".so", ".pyd")}
    return {top for top in tops if top.isidentifier() and not top.startswith("_")}


def test_every_dependency_has_an_owner(pyproject: dict[str, Any], owned: list[tuple[str, str]]) -> None:
    libraries = {library for library, _ in owned}
    dependencies = [Requirement(text).name for text in pyproject["project"]["dependencies"]]

    assert [name for name in dependencies if not import_names(name) & libraries] == []


def test_no_library_has_two_owners_but_those_of_what_is_written_and_read(owned: list[tuple[str, str]]) -> None:
    shared = [("lxml", "builders.conform.**"), ("openpyxl", "builders.typeset.**")]
    libraries = [library for library, owner in owned if (library, owner) not in shared]

    assert sorted(libraries) == sorted(set(libraries))


def test_an_owner_is_one_room(owned: list[tuple[str, str]]) -> None:
    assert [owner for _, owner in owned if owner.split(".")[0::2] != ["builders", "**"] or owner.count(".") != 2] == []


def test_what_has_an_owner_is_forbidden_to_all_others(
    contract: dict[str, list[str]], owned: list[tuple[str, str]]
) -> None:
    assert contract["source_modules"] == ["builders"]
    assert sorted(contract["forbidden_modules"]) == sorted({library for library, _ in owned})
