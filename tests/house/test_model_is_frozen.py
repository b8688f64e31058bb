"""The ground floors: the model is frozen values without input or output, and neither it nor core needs a library."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from tests.house.conftest import Modules

# Doors to files, programs, the network and the clock; a frozen value opens none of them.
DOORS = {"asyncio", "http", "io", "os", "shutil", "socket", "subprocess", "sys", "tempfile", "time", "urllib"}


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def is_frozen_dataclass(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and any(
        keyword.arg == "frozen" and ast.unparse(keyword.value) == "True" for keyword in decorator.keywords
    )


def dataclasses_of(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                if "dataclass" in ast.unparse(decorator):
                    yield node.name, decorator


def test_every_dataclass_of_the_model_is_frozen(modules: Modules) -> None:
    found = [(path, *each) for path, tree in modules("builders/model").items() for each in dataclasses_of(tree)]

    assert found
    assert [f"{path}: {name}" for path, name, decorator in found if not is_frozen_dataclass(decorator)] == []


def test_no_class_of_the_model_is_anything_but_a_dataclass_or_an_enumeration(modules: Modules) -> None:
    plain = [
        f"{path}: {node.name}"
        for path, tree in modules("builders/model").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not node.decorator_list and not node.bases
    ]

    assert plain == []


def test_the_model_opens_no_door(modules: Modules) -> None:
    opened = {
        f"{path}: {name}"
        for path, tree in modules("builders/model").items()
        for name in imported(tree)
        if name.split(".")[0] in DOORS
    }
    calls = {
        f"{path}: open()"
        for path, tree in modules("builders/model").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("open", "read_text", "read_bytes")
    }

    assert opened | calls == set()


def test_core_needs_only_the_standard_library(modules: Modules) -> None:
    assert strangers(modules("builders/core"), "builders.core") == []


def test_the_model_needs_only_core_and_the_standard_library(modules: Modules) -> None:
    assert strangers(modules("builders/model"), "builders.core", "builders.model") == []


def strangers(trees: dict[str, ast.Module], *friends: str) -> list[str]:
    return [
        f"{path}: {name}"
        for path, tree in trees.items()
        for name in imported(tree)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(friends)
    ]
