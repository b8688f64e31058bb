"""A small workspace, read and checked, with the faces of this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.engine.faces import find_faces
from builders.engine.programme import Programme, load_programme
from builders.model.face import FaceSet
from builders.sources.workspace import Workspace
from tests.workspaces import make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    root = tmp_path / "workspace"
    root.mkdir()
    return make_workspace(root)


@pytest.fixture
def programme(workspace: Workspace) -> Programme:
    return load_programme(workspace, "small")


@pytest.fixture(scope="session")
def faces(workspace_root: Path) -> FaceSet:
    return find_faces(Workspace(workspace_root))
