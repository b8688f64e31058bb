"""explain and list: what stands behind a number, and what a workspace holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import MakeReport
from tests.workspaces import edit, write


def test_a_number_is_told_with_formula_cells_and_places(small: Path, make_report: MakeReport) -> None:
    answer = make_report("explain", "--district", "甲县", "--period", "2023H1", "总额")

    assert answer.code == 0
    assert answer.out == (
        "甲县2023年上半年情况简报\n"
        "总额：150.5万元\n"
        "    算法：求和(项目.金额)\n"
        "    来源：data/small/items.csv 第2行 E列“金额”=“120.50”\n"
        "    来源：data/small/items.csv 第3行 E列“金额”=“30”\n"
        "    打印：“”，文稿第1行，“150.5万元”\n"
        "共1个数据。\n"
    )
    assert not (small / "outputs").exists()


@pytest.mark.usefixtures("small")
def test_the_place_is_the_line_of_the_manuscript_that_is_delivered(make_report: MakeReport) -> None:
    make_report("note", "--district", "甲县", "--period", "2023H1")
    manuscript = Path("outputs/small/2023H1/甲县/manuscript.md").read_text(encoding="utf-8").split("\n")

    words = ["explain", "--district", "01", "--period", "2023H1", "各任务总额（管网）", "--format", "json"]
    [fact] = json.loads(make_report(*words).out)

    [use] = fact["printed"]
    assert use["text"] in manuscript[use["line"] - 1]
    assert use["section"] == "做法"


CELL = {"file": "data/small/items.csv", "letter": "E", "column": "金额", "citation": ""}


@pytest.mark.usefixtures("small")
def test_json_carries_the_same_for_machines(make_report: MakeReport) -> None:
    answer = make_report("explain", "--district", "甲县", "--period", "2023H1", "总额", "--format", "json")

    assert json.loads(answer.out) == [{
        "name": "总额", "key": "", "value": "150.50", "unit": "万元", "places": 2, "formula": "求和(项目.金额)",
        "sources": [{**CELL, "line": 2, "text": "120.50"}, {**CELL, "line": 3, "text": "30"}],
        "printed": [{"line": 1, "section": "", "text": "150.5万元"}],
    }]  # fmt: skip


@pytest.mark.usefixtures("small")
def test_json_of_a_document_is_what_lies_beside_it(make_report: MakeReport) -> None:
    make_report("note", "--district", "甲县")
    beside = json.loads(Path("outputs/small/2023H2/甲县/facts.json").read_text(encoding="utf-8"))

    assert json.loads(make_report("explain", "--district", "甲县", "--format", "json").out) == beside["facts"]


@pytest.mark.usefixtures("small")
def test_a_group_gives_its_members(make_report: MakeReport) -> None:
    out = make_report("explain", "--district", "甲县", "各任务总额").out

    assert "各任务总额（管网）：200万元" in out
    assert "各任务总额（养老）：45.25万元" in out
    assert "打印：本文件没有用到" in out
    assert out.endswith("共2个数据。\n")


def test_a_number_of_many_cells_shows_some_and_all_when_asked_for(small: Path, make_report: MakeReport) -> None:
    rows = "".join(f"Q{number},03,2023-05-31,养老,1\n" for number in range(19))
    write(small, "data/small/items.csv", (small / "data/small/items.csv").read_text(encoding="utf-8") + rows)

    everything = make_report("explain", "--district", "丙县").out
    one = make_report("explain", "--district", "丙县", "总额").out

    assert "    来源：……共20个单元格，可用 make-report explain … 总额 查看全部\n" in everything
    assert one.count("    来源：data/small/items.csv") == 20


@pytest.mark.usefixtures("small")
def test_a_cell_is_explained_by_table_and_column(make_report: MakeReport) -> None:
    out = make_report("explain", "--district", "丙县", "项目.金额").out

    assert "来源：data/small/items.csv 第8行 E列“金额”=“60”" in out


@pytest.mark.usefixtures("small")
def test_a_number_without_value_says_why(make_report: MakeReport) -> None:
    answer = make_report("explain", "--district", "甲县", "--period", "2023H1", "上期总额")

    assert answer.code == 2
    assert answer.err.startswith("错误：“上期总额”在这份文件中没有值：")


@pytest.mark.usefixtures("real")
def test_a_public_source_is_named_beside_its_cell(make_report: MakeReport) -> None:
    out = make_report("explain", "--community", "牡丹社区", "居民户数").out

    assert "data/national/public_figures.csv" in out
    assert "http" in out


def test_the_list_names_notices_artifacts_units_and_periods(small: Path, make_report: MakeReport) -> None:
    (small / "content/small/乙县/2023H2/note.md").unlink()

    answer = make_report("list")

    assert answer.code == 0
    assert answer.out == (
        "通知 small：关于报送情况的通知（朝住建发〔2022〕9号）\n"
        "  报送文件 note：情况简报（--district 县（市）区）\n"
        "    01 甲县（甲甲蒙古族自治县）　2023H1、2023H2\n"
        "    02 乙县　2023H1、2023H2（2023H2 还没有正文）\n"
        "    03 丙县　2023H1\n"
        "\n"
    )


def test_the_list_goes_on_after_a_notice_with_wrong_tables_and_tells_what_is_wrong(
    small: Path, make_report: MakeReport
) -> None:
    notice = (small / "data/small/notice.yaml").read_text(encoding="utf-8")
    write(small, "data/another/notice.yaml", notice.replace("id: small", "id: another"))
    write(small, "data/another/facts.yaml", "facts: {}\n")
    write(small, "data/another/items.csv", "项目编号,县区代码,截至日期,任务,金额\nP1,01,2023-05-31,错,1\n")

    answer = make_report("list")

    assert answer.code == 3
    assert "通知 another" in answer.out
    assert "03 丙县　2023H1" in answer.out
    assert "data/another/items.csv 第2行 D列“任务”" in answer.err


def test_a_unit_without_rows_has_no_data_yet(small: Path, make_report: MakeReport) -> None:
    edit(small, "data/small/items.csv", "P4,03,2023-05-31,养老,60\n", "")

    assert "03 丙县　还没有数据" in make_report("list").out
    answer = make_report("note", "--district", "丙县")
    assert (answer.code, answer.err) == (2, "错误：丙县还没有任何报告期的数据，请先填写数据表。\n")


@pytest.mark.usefixtures("small")
def test_fonts_are_told_with_role_file_and_sha256(make_report: MakeReport) -> None:
    out = make_report("fonts").out

    for label in ("小标宋", "仿宋", "黑体", "楷体", "宋体"):
        assert label in out
    assert "方正小标宋简体" in out
    assert "自己的字体可放入：" in out
    assert out.count("sha256 ") >= 6
