"""One owner for each library: every dependency of the product stands in exactly one import contract."""

from __future__ import annotations

from importlib.metadata import distribution
from typing import Any

from packaging.requirements import Requirement


def import_names(dependency: str) -> set[str]:
    """Return the top-level names that a distribution installs."""
    files = distribution(dependency).files or []
    tops = {file.parts[0].removesuffix(".py") for file in files if file.suffix in (".py", ".so", ".pyd")}
    return {top for top in tops if top.isidentifier() and not top.startswith("_")}


def test_every_dependency_has_exactly_one_owner(pyproject: dict[str, Any]) -> None:
    contracts = [
        contract for contract in pyproject["tool"]["importlinter"]["contracts"] if contract["type"] == "protected"
    ]
    owned = [module for contract in contracts for module in contract["protected_modules"]]
    needed = {
        name: import_names(name)
        for name in (Requirement(text).name for text in pyproject["project"]["dependencies"])
    }

    assert len(owned) == len(set(owned))
    assert {name for name, modules in needed.items() if len(modules & set(owned)) != 1} == set()
    assert set(owned) - set().union(*needed.values()) == set()


def test_an_owner_is_one_room(pyproject: dict[str, Any]) -> None:
    contracts = pyproject["tool"]["importlinter"]["contracts"]

    assert [contract["name"] for contract in contracts if len(contract.get("allowed_importers", "1")) != 1] == []
