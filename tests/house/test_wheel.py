"""The wheel is the program: every module and every file that a module reads, and nothing of the workspace."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder


@pytest.fixture(scope="module")
def shipped(workspace_root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    [wheel] = WheelBuilder(str(workspace_root)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_tracked_file_of_the_package_is_shipped(shipped: set[str], tracked: list[str]) -> None:
    assert {name for name in tracked if name.startswith("builders/")} - shipped == set()


def test_the_workspace_is_not_shipped(shipped: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in shipped} == {"builders", "make_report"}
