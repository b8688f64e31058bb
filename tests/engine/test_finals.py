"""Final documents: nothing invented, nothing that no commit holds; drafts may be made from both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders.core.errors import ContentError
from builders.engine.planning import INVENTED, plan
from builders.engine.programme import Programme, load_programme
from builders.model.face import FaceSet
from builders.sources.workspace import Workspace
from tests.engine.workshop import contents, make
from tests.repositories import make_repository
from tests.workspaces import edit, tree

EAST = "content/small/甲县/2023H1/note.md"
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def root(workspace: Workspace) -> Path:
    return workspace.root


def programme_of(root: Path) -> Programme:
    return load_programme(Workspace(root), "small")


def made(root: Path, faces: FaceSet, **more: bool) -> dict[str, Any]:
    """Make one document and return its manifest."""
    [delivery], _ = make(programme_of(root), faces, root / "outputs", "甲县", period="2023H1", **more)
    found: dict[str, Any] = json.loads(delivery.files["manifest.json"])
    return found


def refused(root: Path, faces: FaceSet) -> list[tuple[str, str]]:
    before = contents(tree(root))
    with pytest.raises(ContentError, match="还不能定稿") as caught:
        made(root, faces)
    assert contents(tree(root)) == before
    return [(each.code, each.value) for each in caught.value.diagnostics]


def test_invented_data_is_never_final_but_for_a_demonstration(root: Path, faces: FaceSet) -> None:
    edit(root, "data/small/notice.yaml", "sample: false", "sample: true")

    assert refused(root, faces) == [("C048", "")]
    assert made(root, faces, sample=True)["status"] == "final"


def test_invented_data_makes_drafts(root: Path, faces: FaceSet) -> None:
    edit(root, "data/small/notice.yaml", "sample: false", "sample: true")
    edit(root, EAST, "status: final", "status: draft")

    assert made(root, faces)["status"] == "draft"


def test_a_final_document_is_made_from_what_is_committed(root: Path, faces: FaceSet) -> None:
    make_repository(root).commit()
    assert made(root, faces)["version"].startswith("第1版 · 2023-06-01")

    edit(root, EAST, "按要求推进", "按计划推进")
    edit(root, "data/small/items.csv", "P2,01,2023-05-31,养老,30", "P2,01,2023-05-31,养老,31")

    assert refused(root, faces) == [("C049", EAST), ("C049", "data/small/items.csv")]


def test_changes_of_another_county_do_not_stop_it(root: Path, faces: FaceSet) -> None:
    make_repository(root).commit()
    edit(root, "data/small/items.csv", "P3,02,2023-05-31,管网,80", "P3,02,2023-05-31,管网,81")

    assert made(root, faces)["version"].startswith("第1版 · 2023-06-01")


def test_a_draft_may_have_changes_and_says_so(root: Path, faces: FaceSet) -> None:
    make_repository(root).commit()
    edit(root, EAST, "status: final", "status: draft")

    assert made(root, faces)["version"].startswith("第1版之后有未提交的修改 · 2023-06-01")


def test_without_git_a_final_document_has_its_digest(root: Path, faces: FaceSet) -> None:
    assert made(root, faces)["version"].startswith("内容摘要 ")


def test_the_plan_leaves_out_what_must_not_be_final_and_says_why(root: Path) -> None:
    edit(root, "data/small/notice.yaml", "sample: false", "sample: true")
    edit(root, EAST, "status: final", "status: 草稿")
    programme = programme_of(root)

    planned = plan(programme, programme.notice.units[:1], None)

    assert [order.period.id for order in planned.orders] == ["2023H1"]
    assert [(skip.order.period.id, skip.reason) for skip in planned.skips] == [("2023H2", INVENTED)]
    assert len(plan(programme, programme.notice.units[:1], None, sample=True).orders) == 2
