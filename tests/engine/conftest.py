"""A small workspace, read and checked, with the faces of this machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from builders.engine import making
from builders.engine.faces import find_faces
from builders.engine.programme import Programme, load_programme
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
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


@pytest.fixture
def output(programme: Programme) -> Path:
    return programme.workspace.root / "outputs"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typeset in no time: the bytes only depend on the manuscript, and nobody measures them."""

    def typeset(manuscript: Manuscript, faces: FaceSet, formats: Sequence[str]) -> dict[str, bytes]:
        return {name: f"{name} of {manuscript.digest}".encode() for name in formats}

    monkeypatch.setattr(making, "typeset", typeset)
    monkeypatch.setattr(making, "text_length", lambda manuscript: 0)
    monkeypatch.setattr(making, "require_conformity", lambda manuscript, documents: None)
