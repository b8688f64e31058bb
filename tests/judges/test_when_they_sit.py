"""When the judges sit over every document: when they are named, not in a run of the whole suite."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.judges.conftest import EVERY, pytest_ignore_collect


def run_of(root: Path, *words: str) -> Any:  # noqa: ANN401 - stands for a pytest.Config
    return SimpleNamespace(args=list(words), invocation_params=SimpleNamespace(dir=root))


@pytest.mark.parametrize("words", [["tests"], ["."], ["tests/judges"], ["tests/judges/test_readings.py"]])
def test_a_run_that_does_not_name_them_leaves_them_out(workspace_root: Path, words: list[str]) -> None:
    assert pytest_ignore_collect(EVERY, run_of(workspace_root, *words)) is True


@pytest.mark.parametrize("word", ["tests/judges/every", "tests/judges/every/test_documents.py::test_a_word_file"])
def test_a_run_that_names_them_has_them(workspace_root: Path, word: str) -> None:
    assert pytest_ignore_collect(EVERY, run_of(workspace_root, word)) is None


def test_everything_else_is_collected_as_ever(workspace_root: Path) -> None:
    assert pytest_ignore_collect(EVERY.parent, run_of(workspace_root, "tests")) is None
    assert EVERY.is_dir()
