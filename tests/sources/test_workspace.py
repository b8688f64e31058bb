"""The workspace is found from where somebody stands, and messages show paths as they are inside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.core.errors import UsageError
from builders.sources.workspace import PLACE_VARIABLE, Workspace, find_workspace


@pytest.fixture(autouse=True)
def unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PLACE_VARIABLE, raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("工作区/data/pilot", "工作区/data/schemas", "工作区/templates", "工作区/content/pilot/东县", "别处"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "工作区/data/pilot/notice.yaml").touch()
    return tmp_path.resolve() / "工作区"


def test_it_is_found_from_its_root_and_from_every_folder_inside(root: Path) -> None:
    for folder in (root, root / "data", root / "content" / "pilot" / "东县"):
        assert find_workspace(folder) == Workspace(root)


def test_it_is_found_from_the_current_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content")
    assert find_workspace() == Workspace(root)


def test_the_inner_one_of_two_is_taken(root: Path) -> None:
    inner = root / "content" / "inner"
    for folder in ("data", "templates"):
        (inner / folder).mkdir(parents=True)
    assert find_workspace(inner / "data") == Workspace(inner)


def test_elsewhere_there_is_none(root: Path) -> None:
    assert find_workspace(root.parent / "别处") is None


def test_a_folder_with_data_but_no_templates_is_none(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert find_workspace(tmp_path) is None


def test_a_variable_names_one_from_anywhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE_VARIABLE, str(root))
    assert find_workspace(root.parent / "别处") == Workspace(root)


def test_a_variable_that_names_none_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE_VARIABLE, str(root / "data"))
    with pytest.raises(UsageError) as caught:
        find_workspace(root)
    assert caught.value.message == (
        f"环境变量 MAKE_REPORT_WORKSPACE 指向的 {root / 'data'} 不是工作区（缺少 data 和 templates 文件夹）。"
    )


def test_its_notices_are_the_folders_with_rules(root: Path) -> None:
    assert Workspace(root).notice_ids == ("pilot",)


def test_everything_has_its_place(root: Path) -> None:
    workspace = Workspace(root)
    places = [
        workspace.notice_file("pilot"), workspace.facts_file("pilot"), workspace.templates, workspace.font_table,
    ]  # fmt: skip
    assert [workspace.shown(place) for place in places] == [
        "data/pilot/notice.yaml", "data/pilot/facts.yaml", "templates", "templates/gongwen/fonts.yaml",
    ]  # fmt: skip


def test_messages_show_paths_from_its_root(root: Path) -> None:
    workspace = Workspace(root)
    assert workspace.shown(workspace.table_file("pilot", "projects")) == "data/pilot/projects.csv"
    assert workspace.shown(workspace.schema_file("projects")) == "data/schemas/projects.yaml"
    assert workspace.shown(workspace.content_file("pilot", "东县", "2023H1", "half-year")) == (
        "content/pilot/东县/2023H1/half-year.md"
    )


def test_a_path_outside_is_shown_whole(root: Path) -> None:
    assert Workspace(root).shown(root.parent / "别处") == (root.parent / "别处").as_posix()
