"""How tests are dealt out to processes: a file stays whole, what takes minutes to make is made by one process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MADE_ONCE, Dealing, pytest_make_parametrize_id


def scope(nodeid: str) -> str:
    return str(Dealing._split_scope(Dealing.__new__(Dealing), nodeid))


def test_a_file_stays_whole() -> None:
    one, other = "tests/core/test_cap.py::test_a[x::y]", "tests/core/test_cap.py::test_b"

    assert scope(one) == scope(other) != scope("tests/core/test_clock.py::test_b")


def test_all_promises_are_kept_by_one_process() -> None:
    assert scope("tests/promises/test_numbers.py::test_a") == scope("tests/promises/test_same_text.py::test_b")


@pytest.mark.parametrize("start", MADE_ONCE)
def test_what_is_kept_together_is_there(workspace_root: Path, start: str) -> None:
    assert (workspace_root / start).exists()


@pytest.mark.parametrize("value", [{"a": lambda: None}, [object()], (object(),)], ids=["dict", "list", "tuple"])
def test_an_address_is_no_name(value: object) -> None:
    assert pytest_make_parametrize_id(value, "changes") == "changes"


@pytest.mark.parametrize("value", [{"a": 1}, ["x"], "word at 0x1f", 5])
def test_everything_else_is_named_as_usual(value: object) -> None:
    assert pytest_make_parametrize_id(value, "changes") is None
