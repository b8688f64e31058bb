"""The command line in a small workspace and in the real one; neither test may leave a trace in the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builders.cli.main import run
from tests.cli.shell import Answer
from tests.workspaces import copy_workspace, make_workspace

MakeReport = Callable[..., Answer]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small workspace, and the current folder in it."""
    root = tmp_path / "workspace"
    root.mkdir()
    make_workspace(root)
    monkeypatch.chdir(root)
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)
    return root


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_workspace(tmp_path_factory.mktemp("real"))


@pytest.fixture
def real(copied: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real workspace, and the current folder in it; for commands that write nothing."""
    monkeypatch.chdir(copied)
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)
    return copied


@pytest.fixture
def make_report(capsys: pytest.CaptureFixture[str]) -> MakeReport:
    """Run a command line inside the test."""

    def runs(*arguments: str) -> Answer:
        capsys.readouterr()
        code = run(list(arguments))
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return runs
