"""The tree of errors is drawn in one docstring; the drawing and the classes are the same."""

from __future__ import annotations

import importlib
import pkgutil
import re

import builders
from builders.core import errors
from builders.core.errors import BUG_EXIT_CODE, ReportError

BRANCH = re.compile(r"^    [├└]── (?P<name>\w+) +(?P<code>\d+)   \S", re.MULTILINE)


def drawn() -> dict[str, int]:
    return {match["name"]: int(match["code"]) for match in BRANCH.finditer(errors.__doc__ or "")}


def real() -> dict[str, int]:
    return {kind.__name__: kind.exit_code for kind in descendants(ReportError)}


def descendants(kind: type[ReportError]) -> list[type[ReportError]]:
    return [each for child in kind.__subclasses__() for each in (child, *descendants(child))]


def test_the_drawing_is_the_tree() -> None:
    for module in pkgutil.walk_packages(builders.__path__, "builders."):
        importlib.import_module(module.name)

    assert drawn() == real()


def test_each_kind_of_error_has_an_exit_code_of_its_own() -> None:
    codes = [*drawn().values(), 0, BUG_EXIT_CODE]

    assert len(codes) == len(set(codes))
    assert f"exits with {BUG_EXIT_CODE}" in (errors.__doc__ or "")


def test_every_kind_says_what_it_means() -> None:
    assert [kind.__name__ for kind in descendants(ReportError) if not kind.__doc__] == []
