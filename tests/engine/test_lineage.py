"""Lineage: every number leads to its cells, and a plain reading of those cells gives the number again."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from builders.core.errors import UsageError
from builders.engine.lineage import Explained, explain
from builders.engine.programme import Programme
from builders.engine.selection import select
from builders.model.face import FaceSet
from builders.model.fact import CellRef
from tests.workspaces import edit


def explained(
    programme: Programme, faces: FaceSet, name: str | None = None, unit: str = "甲县", period: str = "2023H2"
) -> list[Explained]:
    [order] = select(programme, "note", {"district": unit}, period, False)
    return explain(programme, order, faces, name)[1]


def cell_text(root: Path, cell: CellRef) -> str:
    """What a person finds in the cell with a spreadsheet: by line of the file and letter of the column."""
    with (root / cell.file).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    return rows[cell.line - 1][ord(cell.letter) - ord("A")]


def test_a_sum_is_the_sum_of_its_cells(programme: Programme, faces: FaceSet) -> None:
    [total] = explained(programme, faces, "总额")

    texts = [cell_text(programme.workspace.root, cell) for cell in total.fact.sources]
    assert texts == [cell.text for cell in total.fact.sources] == ["200.00", "45.25"]
    assert total.fact.value == sum(map(Decimal, texts))
    assert total.printed == "245.25万元"


def test_a_count_names_a_cell_of_each_thing_counted(programme: Programme, faces: FaceSet) -> None:
    [count] = explained(programme, faces, "项目数")

    assert [cell_text(programme.workspace.root, cell) for cell in count.fact.sources] == ["P1", "P2"]
    assert count.fact.value == 2


def test_a_value_of_the_period_before_comes_from_its_cells(programme: Programme, faces: FaceSet) -> None:
    [before] = explained(programme, faces, "上期总额")

    texts = [cell_text(programme.workspace.root, cell) for cell in before.fact.sources]
    assert sum(map(Decimal, texts)) == before.fact.value == Decimal("150.50")


def test_a_group_gives_all_its_members_and_a_full_name_only_one(programme: Programme, faces: FaceSet) -> None:
    assert [one.fact.title for one in explained(programme, faces, "各任务总额")] == [
        "各任务总额（管网）", "各任务总额（养老）"
    ]  # fmt: skip
    assert [one.printed for one in explained(programme, faces, "各任务总额（养老）")] == ["45.25万元"]


def test_a_fact_tells_where_it_is_printed(programme: Programme, faces: FaceSet) -> None:
    [member] = explained(programme, faces, "各任务总额（管网）")

    assert [(use.section, use.text) for use in member.uses] == [("做法", "200万元")]


def test_a_fact_that_the_document_does_not_print_says_so(programme: Programme, faces: FaceSet) -> None:
    [member] = explained(programme, faces, "各任务总额（养老）")

    assert member.uses == ()


def test_a_cell_is_explained_by_the_name_of_table_and_column(programme: Programme, faces: FaceSet) -> None:
    cells = explained(programme, faces, "项目.金额")

    assert [(one.printed, str(one.fact.sources[0])) for one in cells] == [
        ("200万元", "data/small/items.csv 第4行 E列“金额”=“200.00”"),
        ("45.25万元", "data/small/items.csv 第5行 E列“金额”=“45.25”"),
    ]
    assert [use.text for one in cells for use in one.uses] == ["200.00", "45.25"]


def test_a_threshold_leads_to_the_notice(programme: Programme, faces: FaceSet) -> None:
    [threshold] = explained(programme, faces, "面积标准")

    [cell] = threshold.fact.sources
    lines = (programme.workspace.root / cell.file).read_text(encoding="utf-8").split("\n")
    assert "value: '400'" in lines[cell.line - 1]


def test_without_a_name_everything_printed_is_explained_once(programme: Programme, faces: FaceSet) -> None:
    everything = explained(programme, faces)

    titles = [one.fact.title for one in everything]
    assert {"项目数", "总额", "上期总额", "各任务总额（管网）"} <= set(titles)
    assert len(titles) == len(set(titles))
    assert all(one.uses for one in everything)


def test_a_fact_without_a_value_says_why(programme: Programme, faces: FaceSet) -> None:
    with pytest.raises(UsageError, match="“上期总额”在这份文件中没有值：.+。"):
        explained(programme, faces, "上期总额", period="2023H1")


@pytest.mark.parametrize(("name", "near"), [("总厄", "总额"), ("各任务总恶", "各任务总额"), ("项目.金鹅", "项目.金额")])
def test_an_unknown_name_is_answered_with_the_nearest(
    programme: Programme, faces: FaceSet, name: str, near: str
) -> None:
    with pytest.raises(UsageError, match=f"没有“{name}”，是否指“{near}”？"):
        explained(programme, faces, name)


def test_explaining_writes_nothing(programme: Programme, faces: FaceSet) -> None:
    explained(programme, faces)

    assert not (programme.workspace.root / "outputs").exists()


def test_a_wrong_template_is_told_as_when_making(programme: Programme, faces: FaceSet) -> None:
    edit(programme.workspace.root, "templates/note/note.md.j2", "{{ 项目数 }}", "{{ 项木数 }}")

    with pytest.raises(Exception, match="模板或正文"):
        explained(programme, faces)
