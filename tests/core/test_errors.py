"""Errors that a user can cause: one exit code each, every problem kept, in the order of the files."""

from __future__ import annotations

import pickle

import pytest

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import (
    BUG_EXIT_CODE,
    ContentError,
    DataError,
    FileError,
    LockedError,
    ProblemsFound,
    ReportError,
    ToolError,
    UsageError,
)

KINDS = [ProblemsFound, UsageError, DataError, ContentError, ToolError, FileError, LockedError]


def problem(line: int, file: str = "projects.csv") -> Diagnostic:
    return Diagnostic(Place(file, line), "D103", "不是数")


@pytest.mark.parametrize(("kind", "code"), list(zip(KINDS, range(1, 8), strict=True)))
def test_scripts_can_tell_errors_apart_by_their_exit_code(kind: type[ReportError], code: int) -> None:
    assert kind("坏了").exit_code == code


def test_a_bug_has_a_code_that_no_user_error_has() -> None:
    assert BUG_EXIT_CODE not in {kind.exit_code for kind in KINDS}


def test_the_message_is_what_is_printed() -> None:
    assert str(DataError("表格不能用")) == "表格不能用"


def test_an_error_without_problems_is_only_its_message() -> None:
    assert UsageError("没有这个县").diagnostics == ()


def test_problems_are_told_from_the_first_line_to_the_last() -> None:
    error = DataError("三处错误", [problem(12), problem(2), problem(5, "funds.csv")])

    assert [(each.place.file, each.place.line) for each in error.diagnostics] == [
        ("funds.csv", 5),
        ("projects.csv", 2),
        ("projects.csv", 12),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_the_way_back_from_another_process(kind: type[ReportError]) -> None:
    error = pickle.loads(pickle.dumps(kind("坏了", [problem(3)])))

    assert (type(error), error.message, error.diagnostics) == (kind, "坏了", (problem(3),))
