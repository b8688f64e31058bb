"""A programme: everything wrong with the tables at once, and which files its documents depend on."""

from __future__ import annotations

from hashlib import sha256

import pytest

from builders.core.errors import DataError, UsageError
from builders.engine.programme import Programme, load_programme
from builders.sources.workspace import Workspace
from tests.workspaces import edit


def test_the_inputs_of_all_documents_are_listed_by_place_and_content(programme: Programme) -> None:
    root = programme.workspace.root

    assert sorted(programme.inputs) == [
        "data/schemas/items.yaml", "data/small/facts.yaml", "data/small/items.csv", "data/small/notice.yaml",
        "templates/gongwen/fonts.yaml",
    ]  # fmt: skip
    for file, digest in programme.inputs.items():
        assert digest == sha256((root / file).read_bytes()).hexdigest()


def test_every_problem_of_the_tables_is_told_at_once_with_its_cell(workspace: Workspace) -> None:
    edit(workspace.root, "data/small/items.csv", "管网,120.50", "管王,12O.50")
    edit(workspace.root, "data/small/items.csv", "P4,03,2023-05-31", "P4,33,2023-05-41")

    with pytest.raises(DataError) as caught:
        load_programme(workspace, "small")

    told = [str(problem) for problem in caught.value.diagnostics]
    assert caught.value.exit_code == 3
    assert any("items.csv 第2行 E列“金额”" in line and "12O.50" in line for line in told)
    assert any("第2行 D列“任务”" in line and "是否指“管网”？" in line for line in told)
    assert any("第8行 C列“截至日期”" in line for line in told)


def test_a_table_that_is_not_there_is_told(workspace: Workspace) -> None:
    (workspace.root / "data/small/items.csv").unlink()

    with pytest.raises(DataError) as caught:
        load_programme(workspace, "small")

    assert "items.csv" in str(caught.value.diagnostics[0])


def test_rules_that_make_no_sense_are_a_fault_of_configuration(workspace: Workspace) -> None:
    edit(workspace.root, "data/small/facts.yaml", "  项目数: {unit: 个,", "  项目数: {unti: 个,")

    with pytest.raises(UsageError) as caught:
        load_programme(workspace, "small")
    assert any("unti" in str(problem) and "facts.yaml" in str(problem) for problem in caught.value.diagnostics)
