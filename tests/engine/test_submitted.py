"""Recording what is handed up: once, never over what was recorded, and never half."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.core.errors import DataError, UsageError
from builders.engine.programme import load_programme
from builders.engine.submitted import Recorded, record_figures
from builders.facts.across import check_across
from builders.model.period import parse_period
from builders.sources.workspace import Workspace
from tests.workspaces import edit, make_workspace, tree, write

SCHEMA = """\
name: figures
title: 留底
primaryKey: [unit, period, fact]
fields:
  - {name: unit, title: 单位, type: string, role: unit, constraints: {required: true}}
  - {name: period, title: 报告期, type: string, role: period, constraints: {required: true}}
  - {name: fact, title: 数据, type: string, role: fact, constraints: {required: true}}
  - {name: stated, title: 数值, type: number, places: 2, role: stated, constraints: {required: true}}
  - {name: measure, title: 计量单位, type: string, role: measure}
  - {name: reason, title: 更正说明, type: string, role: reason}
"""
HEADER = "单位,报告期,数据,数值,计量单位,更正说明\n"
FIRST = ["01,2023年上半年,项目数,2,个,", "01,2023年上半年,总额,150.5,万元,"]
FIGURES = "data/small/figures.csv"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = make_workspace(tmp_path)
    edit(tmp_path, "data/small/notice.yaml", "tables: [items]", "tables: [items, figures]")
    facts = (tmp_path / "data/small/facts.yaml").read_text(encoding="utf-8")
    write(tmp_path, "data/small/facts.yaml", f"{facts}recorded: {{table: 留底, facts: [项目数, 总额, 上期总额]}}\n")
    write(tmp_path, "data/schemas/figures.yaml", SCHEMA)
    write(tmp_path, FIGURES, HEADER)
    return made


def record(workspace: Workspace, unit: str = "甲县", on: str = "2023H1") -> Recorded:
    units = {each.name: each for each in load_programme(workspace, "small").notice.units}
    period = parse_period(on)
    assert period is not None
    return record_figures(workspace, "small", units[unit], period)


def lines(workspace: Workspace) -> list[str]:
    return (workspace.root / FIGURES).read_text(encoding="utf-8").splitlines()[1:]


def problems(workspace: Workspace) -> list[str]:
    found = check_across(load_programme(workspace, "small").accounts)
    return [str(problem) for problem in found if problem.code != "F011"]  # one county has no data of the second period


def test_the_figures_that_have_a_value_are_recorded(workspace: Workspace) -> None:
    recorded = record(workspace)
    assert lines(workspace) == FIRST
    assert [figure.fact for figure in recorded.added] == ["项目数", "总额"]
    assert (recorded.file, recorded.known) == (FIGURES, 0)
    record(workspace, on="2023H2")
    assert "01,2023年下半年,上期总额,150.5,万元," in lines(workspace)


def test_recording_again_changes_nothing(workspace: Workspace) -> None:
    record(workspace)
    before = tree(workspace.root / "data")
    assert record(workspace).known == 2
    assert tree(workspace.root / "data") == before


def test_a_figure_declared_later_is_added_to_those_recorded(workspace: Workspace) -> None:
    edit(workspace.root, "data/small/facts.yaml", "facts: [项目数, 总额, 上期总额]", "facts: [总额]")
    record(workspace)
    edit(workspace.root, "data/small/facts.yaml", "facts: [总额]", "facts: [项目数, 总额]")
    assert [figure.fact for figure in record(workspace).added] == ["项目数"]
    assert sorted(lines(workspace)) == sorted(FIRST)


def test_units_stand_together_and_the_line_ends_stay(workspace: Workspace) -> None:
    write(workspace.root, FIGURES, HEADER)
    for unit, on in (("甲县", "2023H1"), ("乙县", "2023H1"), ("甲县", "2023H2")):
        record(workspace, unit, on)
    assert [line[:2] for line in lines(workspace)] == ["01"] * 5 + ["02"] * 2
    path = workspace.root / FIGURES
    path.write_bytes(("\ufeff" + HEADER).replace("\n", "\r\n").encode())
    record(workspace)
    assert path.read_bytes() == ("\ufeff" + "\r\n".join([HEADER.strip(), *FIRST, ""])).encode()


def test_what_holds_is_not_told(workspace: Workspace) -> None:
    record(workspace)
    assert problems(workspace) == []


def test_a_change_in_silence_is_told_with_both_values_and_the_cells(workspace: Workspace) -> None:
    record(workspace)
    edit(workspace.root, "data/small/items.csv", "P2,01,2023-05-31,养老,30\n", "P2,01,2023-05-31,养老,31\n")
    assert problems(workspace) == [
        "data/small/figures.csv 第3行 D列“数值”: [F009] 甲县2023年上半年报送的“总额”是150.5万元，现在算出来是151.5万元"
        "（值：“150.5”） → 请核对：data/small/items.csv 第2行 E列“金额”=“120.50”；"
        "data/small/items.csv 第3行 E列“金额”=“31”。改错了请改回，确实更正的请在“更正说明”列写明原因"
    ]


def test_a_change_with_a_reason_is_none(workspace: Workspace) -> None:
    record(workspace)
    edit(workspace.root, "data/small/items.csv", "P2,01,2023-05-31,养老,30\n", "P2,01,2023-05-31,养老,31\n")
    edit(workspace.root, FIGURES, "总额,150.5,万元,", "总额,150.5,万元,审计核增")
    assert problems(workspace) == []
    assert record(workspace).added == ()


def test_what_was_recorded_is_not_written_over(workspace: Workspace) -> None:
    record(workspace)
    edit(workspace.root, "data/small/items.csv", "P2,01,2023-05-31,养老,30\n", "P2,01,2023-05-31,养老,31\n")
    before = tree(workspace.root / "data")
    with pytest.raises(DataError, match="甲县2023年上半年有1个数据与报送时不同，没有写入") as caught:
        record(workspace)
    assert [problem.code for problem in caught.value.diagnostics] == ["F009"]
    assert tree(workspace.root / "data") == before


def test_a_figure_that_has_no_value_any_more_is_told(workspace: Workspace) -> None:
    record(workspace, on="2023H2")
    rows = (workspace.root / "data/small/items.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    write(workspace.root, "data/small/items.csv", "".join(row for row in rows if "2023-05-31" not in row))
    assert any("“上期总额”是150.5万元，现在没有值" in problem for problem in problems(workspace))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2023年上半年,总额", "23上半年,总额", "看不懂报告期（值：“23上半年”）"),
        ("总额,150.5", "总客,150.5", "没有“总客”，是否指“总额”？（值：“总客”）"),
        ("总额,150.5", "各任务总额,150.5", "没有“各任务总额”"),
    ],
)
def test_a_record_that_means_nothing_is_told(workspace: Workspace, old: str, new: str, message: str) -> None:
    record(workspace)
    edit(workspace.root, FIGURES, old, new)
    [problem] = problems(workspace)
    assert "[F010]" in problem
    assert message in problem


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("table: 留底", "table: 留低", "recorded 里的表：没有“留低”，是否指“留底”？"),
        ("table: 留底", "table: 项目", "recorded 里的表“项目”缺少角色为 period、fact、stated、reason 的列"),
        ("[项目数, 总额", "[项目量, 总额", "recorded 里的数据：没有“项目量”，是否指“项目数”？"),
        ("[项目数, 总额", "[各任务总额, 总额", "recorded 里的数据：没有“各任务总额”"),
    ],
)
def test_a_declaration_that_means_nothing_is_told_at_its_line(
    workspace: Workspace, old: str, new: str, message: str
) -> None:
    edit(workspace.root, "data/small/facts.yaml", old, new)
    found = [problem for problem in problems(workspace) if "[F012]" in problem]
    assert any(message in problem and problem.startswith("data/small/facts.yaml 第") for problem in found)
    with pytest.raises(UsageError, match="recorded 不能使用"):
        record(workspace)


def test_more_decimals_than_the_table_keeps_are_told(workspace: Workspace) -> None:
    edit(workspace.root, "data/schemas/figures.yaml", "places: 2, role: stated", "places: 1, role: stated")
    assert any("recorded 里的数据有2位小数，“数值”列只有1位" in problem for problem in problems(workspace))


def test_a_notice_that_records_nothing_says_so(workspace: Workspace) -> None:
    facts = (workspace.root / "data/small/facts.yaml").read_text(encoding="utf-8")
    write(workspace.root, "data/small/facts.yaml", facts[: facts.index("recorded:")])
    with pytest.raises(UsageError, match="没有声明要留底的数据"):
        record(workspace)


def test_a_period_without_data_says_which_there_are(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="丙县没有2023年下半年的数据，有数据的报告期：2023H1"):
        record(workspace, "丙县", "2023H2")


def test_what_contradicts_itself_is_not_recorded(workspace: Workspace) -> None:
    edit(workspace.root, "data/small/facts.yaml", "formula: 总额 >= 0", "formula: 总额 >= 200")
    with pytest.raises(DataError, match="对不上"):
        record(workspace)
    assert lines(workspace) == []
