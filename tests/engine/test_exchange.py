"""A form that goes out and comes back unchanged changes nothing: every table of every notice, for every unit."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from builders.core.clock import moment_of
from builders.core.errors import DataError, UsageError
from builders.engine.belonging import Belonging
from builders.engine.exchange import draw_form, find_table, make_form
from builders.engine.merging import Merging
from builders.engine.programme import read_dataset
from builders.model.notice import Notice
from builders.model.table import Dataset, Row
from builders.sources.forms.filled import read_filled
from builders.sources.forms.origin import read_origin
from builders.sources.forms.workbook import open_workbook
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace
from builders.typeset.xlsx import formtable
from builders.typeset.xlsx.form import write_form
from tests.workspaces import REPOSITORY, edit

REAL = Workspace(REPOSITORY)
DAY = date(2022, 11, 21)
TABLES = [(notice, table) for notice in REAL.notice_ids for table in read_notice(REAL, notice).tables]


@cache
def data(notice: str) -> tuple[Notice, Dataset]:
    read = read_notice(REAL, notice)
    return read, read_dataset(REAL, read)[0]


@pytest.mark.parametrize(("notice_id", "table_name"), TABLES)
def test_every_form_comes_back_as_it_went_out(
    notice_id: str, table_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formtable, "EMPTY_ROWS", 3)  # two hundred are the same, and take their time
    notice, dataset = data(notice_id)
    table = find_table(dataset, table_name)
    seen: list[tuple[Row, ...]] = []
    for unit in notice.units:
        if Belonging(dataset).is_shared(table) and unit.parent:
            continue
        form = draw_form(dataset, notice, table, unit)
        if form.rows in seen:  # the only community of a county has the same rows
            continue
        seen.append(form.rows)
        book = open_workbook(write_form(form, moment_of(DAY)), "表.xlsx")
        origin = read_origin(book)
        back, problems = read_filled(book, table.schema, origin)
        assert problems == []
        assert back is not None
        assert origin == form.origin
        assert [row.values for row in back.rows] == [row.values for row in form.rows]
        merging = Merging(back, form.rows)
        assert (merging.changes(), merging.problems) == ([], [])
    assert {row for rows in seen for row in rows} == set(table.rows)


def test_a_form_holds_the_rows_of_its_unit_and_of_the_units_below() -> None:
    notice, dataset = data("chaoyang")
    table = find_table(dataset, "进展")
    of = {unit.name: len(draw_form(dataset, notice, table, unit).rows) for unit in notice.units}

    assert of["朝阳市"] == len(table.rows)
    assert of["双塔区"] == of["双塔区示例社区"]
    counties = [unit.name for unit in notice.units if unit.level == "county"]
    assert sum(of[name] for name in counties) == len(table.rows)
    assert min(of[name] for name in counties) > 0


def test_a_column_that_points_to_another_table_offers_the_units_own_keys_with_their_names() -> None:
    notice, dataset = data("chaoyang")
    unit = next(unit for unit in notice.units if unit.name == "双塔区")
    form = draw_form(dataset, notice, find_table(dataset, "进展"), unit)
    [project] = [column for column in form.columns if column.field.name == "project"]

    assert project.source == "项目"
    assert {str(choice.value)[:6] for choice in project.choices} == {"211302"}
    assert all(choice.label for choice in project.choices)


@pytest.mark.parametrize("name", ["项目", "projects", "项目表", " 项目 "])
def test_a_table_has_a_title_and_a_code_name(name: str) -> None:
    assert find_table(data("chaoyang")[1], name).schema.name == "projects"


def test_a_table_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="是否指“项目”？"):
        find_table(data("chaoyang")[1], "项木")


def test_a_table_that_is_everybodys_is_not_for_one_county_to_change() -> None:
    notice, dataset = data("chaoyang")
    county = next(unit for unit in notice.units if unit.level == "county")

    with pytest.raises(UsageError, match="“标准条目”表不分单位，只能由朝阳市填报，请用 --city 朝阳市。"):
        draw_form(dataset, notice, find_table(dataset, "标准条目"), county)


def test_the_same_data_gives_the_same_bytes(workspace: Workspace) -> None:
    notice = read_notice(workspace, "small")

    assert make_form(workspace, notice, "项目", notice.units[0]) == make_form(
        workspace, notice, "项目", notice.units[0]
    )


def test_no_form_is_made_of_faulty_tables(workspace: Workspace) -> None:
    edit(workspace.root, "data/small/items.csv", "120.50", "约120")
    notice = read_notice(workspace, "small")

    with pytest.raises(DataError, match="没有生成表单") as refused:
        make_form(workspace, notice, "项目", notice.units[0])
    assert "data/small/items.csv 第2行" in str(refused.value.diagnostics[0])
