"""Versions in documents: the same inputs and commits give the same bytes, and one county's change is one county's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders.engine.making import write_manuscript
from builders.engine.programme import Programme, load_programme
from builders.engine.revisions import CountedRevisions, RecordedRevisions, Revisions
from builders.engine.selection import select
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.model.revision import read_revision
from builders.sources.workspace import Workspace
from tests.engine.workshop import contents, make
from tests.repositories import Repository, git, make_repository
from tests.workspaces import edit, tree

EAST = "content/small/甲县/2023H1/note.md"
TABLE = "data/small/items.csv"


@pytest.fixture
def repository(workspace: Workspace) -> Repository:
    """The small workspace with drafts, committed once."""
    for path in (workspace.root / "content").rglob("*.md"):
        name = path.relative_to(workspace.root).as_posix()
        edit(workspace.root, name, "status: final", "status: draft")
    made = make_repository(workspace.root)
    (workspace.root / ".gitignore").write_text("outputs/\n", encoding="utf-8")
    made.commit()
    return made


def programme_of(root: Path) -> Programme:
    return load_programme(Workspace(root), "small")


def documents(root: Path) -> dict[str, bytes]:
    """The documents; a manifest names the digests of whole tables."""
    return {name: content for name, content in contents(tree(root / "outputs")).items() if name.endswith(".docx")}


def manuscript(root: Path, faces: FaceSet, revisions: Revisions) -> Manuscript:
    programme = programme_of(root)
    [order] = select(programme, "note", {"district": "甲县"}, "2023H1", False)
    return write_manuscript(programme, order, faces, revisions).manuscript


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("committed", [False, True])
def test_a_cell_of_one_county_changes_the_documents_of_that_county_only(
    repository: Repository, faces: FaceSet, committed: bool
) -> None:
    root = repository.root
    make(programme_of(root), faces, root / "outputs")
    before = documents(root)
    edit(root, TABLE, "P3,02,2023-05-31,管网,80", "P3,02,2023-05-31,管网,81")
    if committed:
        repository.commit()

    make(programme_of(root), faces, root / "outputs")

    after = documents(root)
    assert {Path(name).parent.name for name in after if after[name] != before[name]} == {"乙县"}


@pytest.mark.usefixtures("quick")
def test_a_commit_makes_the_documents_new_that_had_changes_before_it(repository: Repository, faces: FaceSet) -> None:
    root = repository.root
    edit(root, EAST, "按要求推进", "按计划推进")
    make(programme_of(root), faces, root / "outputs")
    repository.commit()

    deliveries, _ = make(programme_of(root), faces, root / "outputs")

    [changed] = [delivery for delivery in deliveries if delivery.changed]
    assert json.loads(changed.files["manifest.json"])["version"].startswith("第2版 · 2023-06-02 · ")


@pytest.mark.usefixtures("quick")
def test_two_copies_of_a_repository_give_the_same_bytes(
    repository: Repository, faces: FaceSet, tmp_path: Path
) -> None:
    found = []
    for name in ("one", "另一个 文件夹"):
        git(tmp_path, "clone", "-q", str(repository.root), name)
        make(programme_of(tmp_path / name), faces, tmp_path / name / "outputs")
        found.append(contents(tree(tmp_path / name / "outputs")))

    assert found[0] == found[1]
    assert len(found[0]) > 5


def test_a_recorded_version_makes_the_same_manuscript_where_there_is_no_git(
    repository: Repository, faces: FaceSet, tmp_path: Path
) -> None:
    counted = manuscript(repository.root, faces, CountedRevisions())
    assert counted.revision is not None
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("data", "content", "templates"):
        (repository.root / name).rename(elsewhere / name)
    recorded = RecordedRevisions({EAST: read_revision(json.loads(json.dumps(counted.revision.values)))})

    assert manuscript(elsewhere, faces, recorded).digest == counted.digest
    assert manuscript(elsewhere, faces, RecordedRevisions({})).digest != counted.digest
    assert manuscript(elsewhere, faces, RecordedRevisions({})).content_digest == counted.content_digest
