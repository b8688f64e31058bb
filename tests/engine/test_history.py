"""The history of a document: what each version changed, made again from commits without touching the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.core.errors import UsageError
from builders.engine.history import Versions, history_of
from builders.engine.programme import load_programme
from builders.engine.selection import select
from builders.model.face import FaceSet
from builders.sources.workspace import Workspace
from tests.repositories import Repository, make_repository
from tests.workspaces import edit, tree, write

EAST = "content/small/甲县/2023H1/note.md"
TABLE = "data/small/items.csv"


@pytest.fixture
def repository(workspace: Workspace) -> Repository:
    """Three versions: written, a sentence changed, a number changed."""
    made = make_repository(workspace.root)
    made.commit("写成")
    edit(made.root, EAST, "按要求推进", "按计划推进")
    made.commit("改正文")
    edit(made.root, TABLE, "P1,01,2023-05-31,管网,120.50", "P1,01,2023-05-31,管网,130.50")
    made.commit("改金额")
    return made


def history(root: Path, faces: FaceSet, last: int = 10) -> Versions:
    programme = load_programme(Workspace(root), "small")
    [order] = select(programme, "note", {"district": "甲县"}, "2023H1", False)
    return history_of(programme, order, faces, last)


def test_versions_are_listed_newest_first_with_what_they_changed(repository: Repository, faces: FaceSet) -> None:
    found = history(repository.root, faces)
    money, words, first = found.newest

    assert found.count == 3
    assert [(each.number, str(each.day), each.subject) for each in found.newest] == [
        (3, "2023-06-03", "改金额"), (2, "2023-06-02", "改正文"), (1, "2023-06-01", "写成"),
    ]  # fmt: skip
    assert first.changes is None
    assert words.changes is not None
    assert [(each.old, each.new) for each in words.changes.paragraphs] == [
        ("按要求推进，管网投入120.5万元。", "按计划推进，管网投入120.5万元。")
    ]
    assert not words.changes.facts
    assert money.changes is not None
    assert [(each.name, each.old, each.new) for each in money.changes.facts][0] == ("总额", "150.5万元", "160.5万元")
    [cell] = money.changes.facts[0].new_cells
    assert (cell.file, cell.line, cell.text) == (TABLE, 2, "130.50")
    [table] = money.changes.tables
    assert [(each.row, each.column, each.old, each.new) for each in table.cells] == [
        ("P1", "金额（万元）", "120.50", "130.50")
    ]


def test_a_subject_is_read_whatever_encoding_git_prints_in_and_commands_no_terminal(
    repository: Repository, faces: FaceSet
) -> None:
    repository.git("config", "i18n.logOutputEncoding", "GBK")
    edit(repository.root, EAST, "按计划推进", "按步骤推进")
    repository.commit("改正\x1b[31m一处")

    assert history(repository.root, faces).newest[0].subject == "改正[31m一处"


def test_only_the_newest_are_made_again(repository: Repository, faces: FaceSet) -> None:
    found = history(repository.root, faces, last=1)

    assert [each.number for each in found.newest] == [3]
    assert found.count == 3


def test_changes_that_no_commit_holds_stand_first(repository: Repository, faces: FaceSet) -> None:
    edit(repository.root, EAST, "按计划推进", "按进度推进")

    newest = history(repository.root, faces).newest[0]

    assert (newest.number, newest.subject) == (0, "未提交的修改")
    assert newest.changes is not None
    assert len(newest.changes.paragraphs) == 1


def test_the_workspace_and_the_repository_are_not_touched(repository: Repository, faces: FaceSet) -> None:
    before = tree(repository.root)

    history(repository.root, faces)

    assert tree(repository.root) == before


def test_a_version_that_cannot_be_made_again_is_told_and_the_others_are_compared(
    repository: Repository, faces: FaceSet
) -> None:
    edit(repository.root, EAST, "按计划推进", "{{ 总鹅 }}")
    repository.commit("写错")
    edit(repository.root, EAST, "{{ 总鹅 }}", "按进度推进")
    repository.commit("改正")

    mended, broken, money, *_ = history(repository.root, faces).newest

    assert mended.changes is None
    assert "总鹅" in mended.problem
    assert "总鹅" in broken.problem
    assert money.changes is not None
    assert not money.problem


def test_prose_that_the_rules_of_today_refuse_is_compared_all_the_same(repository: Repository, faces: FaceSet) -> None:
    edit(repository.root, EAST, "按计划推进，", "按计划推进,")
    edit(repository.root, EAST, "reviewed: 王某\n", "")
    repository.commit("半角逗号，没有审核人")

    newest = history(repository.root, faces, last=1).newest[0]

    assert newest.changes is not None
    assert [(each.old, each.new) for each in newest.changes.paragraphs] == [
        ("按计划推进，管网投入130.5万元。", "按计划推进,管网投入130.5万元。")
    ]


def test_a_unit_that_was_renamed_is_found_by_its_code(repository: Repository, faces: FaceSet) -> None:
    (repository.root / "content/small/甲县").rename(repository.root / "content/small/丁县")
    edit(repository.root, "data/small/notice.yaml", "name: 甲县", "name: 丁县")
    repository.commit("改名")
    programme = load_programme(Workspace(repository.root), "small")
    [order] = select(programme, "note", {"district": "丁县"}, "2023H1", False)

    newest = history_of(programme, order, faces, 1).newest[0]

    assert newest.number == 4
    assert newest.changes is not None
    assert ("甲县2023年上半年情况简报", "丁县2023年上半年情况简报") in [
        (each.old, each.new) for each in newest.changes.paragraphs
    ]


def test_a_link_in_a_commit_is_not_laid_out(repository: Repository, faces: FaceSet) -> None:
    write(repository.root, "secret.txt", "秘密")
    (repository.root / "templates/note/link.md").symlink_to("../../secret.txt")
    edit(repository.root, EAST, "按计划推进", "按进度推进")
    repository.commit()

    assert history(repository.root, faces, last=1).newest[0].changes is not None


def test_without_a_history_there_is_nothing_to_list(
    workspace: Workspace, faces: FaceSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(workspace.root.parent))

    with pytest.raises(UsageError, match="没有版本可列：工作区不在 Git 仓库中"):
        history(workspace.root, faces)
