"""Excuses for tables and pictures, declared in a notice's folder."""

from __future__ import annotations

from pathlib import Path

from builders.core.diagnostics import Place
from builders.model.excuse import Excuse
from builders.sources.excuses import read_table_excuses
from builders.sources.workspace import Workspace
from tests.workspaces import write


def test_excuses_name_file_column_value_code_and_reason(tmp_path: Path) -> None:
    write(tmp_path, "data/small/excuses.yaml", """\
excuses:
  - {file: items.csv, column: 名称, value: 'A,B', code: P101, reason: 铭牌原文}
  - {file: content/small/甲县/2023H1/assets/a.jpg, code: V120, reason: 公开的示意图}
""")  # fmt: skip

    excuses, problems = read_table_excuses(Workspace(tmp_path), "small")

    shown = "data/small/excuses.yaml"
    assert problems == []
    assert excuses == [
        Excuse(Place(shown, 2), "P101", "铭牌原文", "data/small/items.csv", column="名称", value="A,B"),
        Excuse(Place(shown, 3), "V120", "公开的示意图", "content/small/甲县/2023H1/assets/a.jpg"),
    ]


def test_no_file_means_no_excuses(tmp_path: Path) -> None:
    assert read_table_excuses(Workspace(tmp_path), "small") == ([], [])


def test_an_excuse_without_reason_and_a_misspelt_key_are_told_together(tmp_path: Path) -> None:
    write(tmp_path, "data/small/excuses.yaml", "excuses:\n  - {file: items.csv, colum: 名称, code: P101}\n")

    excuses, problems = read_table_excuses(Workspace(tmp_path), "small")

    assert excuses == []
    assert [(each.place.line, each.code) for each in problems] == [(2, "Y008"), (2, "Y007")]
