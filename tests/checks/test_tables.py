"""Rules of tables: what a schema and the notice forbid is told with its cell, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from builders.checks.tables import check_dataset
from builders.model.notice import Unit
from builders.model.table import Dataset, Row, Table, TableSchema
from tests.pilot import EAST, SCHEMAS, WEST, dataset, notice, schema, table

SOUND = {
    "社区": "C1,一社区,01,100\nC2,二社区,02,200",
    "项目": "P1,C1,管网,100,2023-05-31\nP2,C2,养老,,",
    "进展": "P1,2023-05-31,10,在建\nP1,2023-11-30,100,完工\nP2,2023-05-31,,",
    "资金": "P1,中央,60\nP1,居民,40",
    "设施": "C1,站,2023-05-31,380",
    "协商": "M1,C1,2023-03-18,84",
}


def faults(**rows: str) -> list[str]:
    """Return what is wrong when these tables stand in place of the sound ones."""
    problems = check_dataset(dataset(**{**SOUND, **rows}), notice())
    return [str(problem).removeprefix("data/pilot/") for problem in sorted(problems)]


def test_sound_tables_pass() -> None:
    assert faults() == []


def test_a_table_without_rows_is_told() -> None:
    assert faults(协商="") == ["meetings.csv: [T001] 表中没有数据 → 请至少填写一行"]


def test_a_required_cell_may_not_be_empty() -> None:
    assert faults(社区="C1,一社区,01,100\nC2,二社区,,200", 项目="P1,C1,管网,1,\nP2,C2,管网,1,") == [
        "communities.csv 第3行 C列“县区代码”: [T002] 不能为空，像是合并单元格（第2行是“01”） → "
        "如是合并的，请取消合并并填写“01”"
    ]


def test_a_part_of_the_key_may_not_be_empty_even_if_nobody_says_so() -> None:
    assert faults(资金="P1,,60\nP1,居民,40") == ["funds.csv 第2行 B列“来源”: [T002] 不能为空 → 请填写"]


def test_what_a_merged_cell_leaves_empty_is_told_with_what_stands_in_it() -> None:
    assert faults(资金="P1,中央,60\n,居民,40\n,地方,1\nP2,中央,1") == [
        f"funds.csv 第{line}行 A列“项目编号”: [T002] 不能为空，像是合并单元格（第2行是“P1”） → "
        "如是合并的，请取消合并并填写“P1”"
        for line in (3, 4)
    ]


def test_a_key_or_a_number_is_never_filled_in_from_above() -> None:
    assert faults(项目="P1,C1,管网,1,\nP2,C1,管网,1,\n,C2,管网,1,") == [
        "projects.csv 第4行 A列“项目编号”: [T002] 不能为空 → 请填写",
    ]


def test_an_optional_cell_may_be_empty() -> None:
    assert faults(项目="P1,C1,,,\nP2,C2,,,") == []


def test_a_value_outside_the_list_is_told_with_the_nearest() -> None:
    assert faults(项目="P1,C1,管网道,1,\nP2,C2,绿化,1,") == [
        "projects.csv 第2行 C列“任务”: [T003] 不在可选值中（值：“管网道”） → 是否指“管网”？",
        "projects.csv 第3行 C列“任务”: [T003] 不在可选值中（值：“绿化”） → 可填：管网、养老、道路",
    ]


def test_a_value_of_another_form_is_told() -> None:
    rows = "C1,一社区,01,100\nC2,二社区,02,200\nC12,三社区,01,1\nxC3,四社区,01,1"
    assert faults(社区=rows) == [
        "communities.csv 第4行 A列“社区编号”: [T004] 格式不对（值：“C12”） → 应符合格式 C\\d",
        "communities.csv 第5行 A列“社区编号”: [T004] 格式不对（值：“xC3”） → 应符合格式 C\\d",
    ]


@pytest.mark.parametrize("number", ["1", "9999"])
def test_the_ends_of_a_range_belong_to_it(number: str) -> None:
    assert faults(社区=f"C1,一社区,01,{number}\nC2,二社区,02,200") == []


def test_a_value_outside_the_range_is_told() -> None:
    assert faults(社区="C1,一社区,01,0\nC2,二社区,02,10000") == [
        "communities.csv 第2行 D列“户数”: [T005] 小于最小值1户（值：“0”） → 请核对数字和单位",
        "communities.csv 第3行 D列“户数”: [T006] 大于最大值9999户（值：“10000”） → 请核对数字和单位",
    ]


def test_a_key_that_stands_twice_is_told_with_both_lines() -> None:
    assert faults(项目="P1,C1,管网,1,\nP2,C2,养老,1,\nP1,C1,道路,1,") == [
        "projects.csv 第4行 A列“项目编号”: [T007] 项目编号与第2行重复（值：“P1”） → 请删除或改正其中一行"
    ]


def test_a_key_of_parts_is_doubled_only_as_a_whole() -> None:
    assert faults(资金="P1,中央,60\nP2,中央,60\nP1,居民,1\nP1,中央,40") == [
        "funds.csv 第5行 A列“项目编号”: [T007] 项目编号、来源与第2行重复（值：“P1、中央”） → 请删除或改正其中一行"
    ]


def test_one_day_in_two_spellings_is_the_same_day() -> None:
    assert faults(进展="P1,2023-05-31,10,在建\nP1,2023年5月31日,20,在建") == [
        "progress.csv 第3行 A列“项目编号”: [T007] 项目编号、截至日期与第2行重复（值：“P1、2023年5月31日”） → "
        "请删除或改正其中一行"
    ]


def test_a_unique_value_that_stands_twice_is_told() -> None:
    assert faults(社区="C1,一社区,01,100\nC2,一社区,02,200") == [
        "communities.csv 第3行 B列“社区名称”: [T007] 社区名称与第2行重复（值：“一社区”） → 请删除或改正其中一行"
    ]


def test_two_empty_cells_are_not_the_same_value() -> None:
    assert faults(社区="C1,,01,100\nC2,,02,200") == []


def test_a_reference_to_nothing_is_told_with_the_nearest() -> None:
    rows = "P1,2023-05-31,10,在建\nP3,2023-05-31,10,在建\nQ,2023-05-31,1,在建"
    assert faults(进展=rows) == [
        "progress.csv 第3行 A列“项目编号”: [T008] “项目”表中没有这个编号（值：“P3”） → 是否指“P1”？",
        "progress.csv 第4行 A列“项目编号”: [T008] “项目”表中没有这个编号（值：“Q”） → 请先在“项目”表中添加",
    ]


def test_a_reference_that_finds_nothing_in_many_rows_is_told_once() -> None:
    assert faults(进展="P1,2023-05-31,10,在建\nP3,2023-05-31,1,在建\nP3,2023-06-30,1,在建\nP3,2023-07-31,1,在建") == [
        "progress.csv 第3行 A列“项目编号”: [T008] “项目”表中没有这个编号，共3行（值：“P3”） → 请先在“项目”表中添加"
    ]


def progress(numbers: Iterable[int], day: str = "2023-05-31") -> str:
    return "\n".join(f"Q{number:03},{day},1,在建" for number in numbers)


def test_many_missing_keys_that_stand_together_are_one_mistake() -> None:
    rows = "\n".join([progress(range(55)), progress(range(55), "2023-11-30"), "P1,2023-05-31,1,在建"])
    assert faults(进展=f"P2,2023-05-31,1,在建\n{rows}") == [
        "progress.csv 第3行 A列“项目编号”: [T008] “项目”表中没有连着的55个编号，共110行，像是那里缺了一批行"
        "（值：“Q000、Q001、Q002等”） → 请先在“项目”表中补上这些行"
    ]


def test_few_missing_keys_and_such_as_stand_apart_are_told_one_by_one() -> None:
    assert len(faults(进展=progress(range(5)))) == 5
    found = "\nP1,2023-05-31,1,在建\n"
    assert len(faults(进展=progress(range(4)) + found + progress(range(4, 8)))) == 8
    assert len(faults(进展=progress(range(3)) + "\n,2023-05-31,1,在建\n" + progress(range(3, 6)))) == 2  # T002
    assert len(faults(进展=progress(range(6)) + found + progress(range(6, 12)))) == 2


def test_among_many_missing_keys_each_slip_is_still_told_with_its_mend() -> None:
    told = faults(进展=f"{progress(range(3))}\nＰ１,2023-06-30,1,在建\n{progress(range(3, 9))}")
    assert [line.split("] ")[1].partition("（值")[0] for line in told] == [
        "“项目”表中没有连着的9个编号，共9行，像是那里缺了一批行",
        "“项目”表中没有这个编号，含有全角字符",
    ]


def test_references_into_a_table_without_rows_or_with_unread_ones_are_not_told() -> None:
    assert faults(项目="", 资金="") == [
        "funds.csv: [T001] 表中没有数据 → 请至少填写一行",
        "projects.csv: [T001] 表中没有数据 → 请至少填写一行",
    ]
    read = dataset(**{**SOUND, "项目": "P1,C1,管网,100,2023-05-31"})
    partly = [replace(each, partial=each.schema.title == "项目") for each in read.tables]
    assert [problem.code for problem in check_dataset(read, notice())] == ["T008"]
    assert check_dataset(Dataset(tuple(partly)), notice()) == []


def test_a_key_of_another_form_is_never_proposed_for_a_sound_reference() -> None:
    rows = "C1,一社区,01,100\nC02,二社区,02,200"
    assert faults(社区=rows, 项目="P1,C1,管网,1,\nP2,C2,养老,1,", 设施="C1,站,2023-05-31,380") == [
        "communities.csv 第3行 A列“社区编号”: [T004] 格式不对（值：“C02”） → 应符合格式 C\\d",
        "projects.csv 第3行 B列“社区编号”: [T008] “社区”表中没有这个编号（值：“C2”） → "
        "“社区”表中的“C02”格式不对，是否应为 C2？",
    ]


@pytest.mark.parametrize("written", ["Ｐ１", "P 1", "p1"])
def test_a_reference_to_a_key_that_is_spoilt_in_its_own_table_points_there(written: str) -> None:
    rows = f"{written},C1,管网,1,\nP2,C2,管网,1,"
    assert faults(项目=rows, 进展="P1,2023-05-31,10,在建", 资金="P2,中央,1") == [
        "progress.csv 第2行 A列“项目编号”: [T008] “项目”表中没有这个编号，那里的写法有误（值：“P1”） → "
        f"请把“项目”表第2行的“{written}”改为 P1"
    ]


def test_an_empty_reference_is_only_an_empty_cell() -> None:
    assert faults(项目="P1,,管网,1,\nP2,C2,管网,1,") == ["projects.csv 第2行 B列“社区编号”: [T002] 不能为空 → 请填写"]


def test_a_unit_that_the_notice_does_not_know_is_told() -> None:
    assert faults(社区="C1,一社区,01,100\nC2,二社区,7,200") == [
        "communities.csv 第3行 C列“县区代码”: [T009] 通知中没有这个报送单位（值：“7”） → 可填：01 东县、02 西区"
    ]


@pytest.mark.parametrize(
    ("text", "message", "cure"),
    [
        ("2", "通知中没有这个报送单位，像是丢了开头的0", "请改为 02，并把这一列设为文本格式"),
        ("０２", "通知中没有这个报送单位，含有全角字符", "请改为 02"),
        ("0 2", "通知中没有这个报送单位，中间有空格", "请改为 02"),
        ("西区", "通知中没有这个报送单位", "请填写代码 02"),
    ],
)
def test_a_unit_that_is_known_after_a_repair_is_told_with_it(text: str, message: str, cure: str) -> None:
    assert faults(社区=f"C1,一社区,01,100\nC2,二社区,{text},200") == [
        f"communities.csv 第3行 C列“县区代码”: [T009] {message}（值：“{text}”） → {cure}"
    ]


CODED = """
    name: codes
    title: 代码
    fields:
      - name: code
        title: 代码
        type: string
        constraints: {pattern: '[A-Z]{2}-?\\d{4}'}
        explain: 两位字母加四位数字
        example: AB0001
      - {name: plain, title: 编码, type: string, constraints: {pattern: '0\\d{5}'}}
"""


@pytest.mark.parametrize(
    ("code", "plain", "letter", "message", "cure"),
    [
        ("AB1", "", "A", "格式不对", "应为两位字母加四位数字，如 AB0001"),
        ("ab0001", "", "A", "格式不对，大小写不对", "请改为 AB0001"),
        ("ＡＢ０００１", "", "A", "格式不对，含有全角字符", "请改为 AB0001"),
        ("AB０００１", "", "A", "格式不对，含有全角字符", "请改为 AB0001"),
        ("AB 0001", "", "A", "格式不对，中间有空格", "请改为 AB0001"),
        ("AB—0001", "", "A", "格式不对，符号不对", "请改为 AB-0001"),
        ("3月2日", "", "A", "格式不对，像是被 Excel 改成了日期", "请把这一列设为文本格式后重新填写"),
        ("2-Mar", "", "A", "格式不对，像是被 Excel 改成了日期", "请把这一列设为文本格式后重新填写"),
        ("", "11302", "B", "格式不对，像是丢了开头的0", "请改为 011302，并把这一列设为文本格式"),
        ("", "2", "B", "格式不对，像是丢了开头的0", "请改为 000002，并把这一列设为文本格式"),
        ("", "011302.0", "B", "格式不对，像是被 Excel 加了小数", "请改为 011302，并把这一列设为文本格式"),
        ("", "1130200", "B", "格式不对", "应符合格式 0\\d{5}"),
    ],
)
def test_a_code_that_excel_or_a_hand_has_spoilt_is_told_with_its_mend(
    code: str, plain: str, letter: str, message: str, cure: str
) -> None:
    found = check_dataset(Dataset((table(schema(CODED), f"{code},{plain}"),)), notice())
    assert [(problem.place.letter, problem.message, problem.cure) for problem in found] == [(letter, message, cure)]


def test_a_reference_that_has_lost_its_zeros_is_told_with_them() -> None:
    assert faults(
        社区="C1,一社区,01,100", 项目="0012,C1,管网,1,", 进展="12,2023-05-31,10,在建", 资金="0012,中央,1"
    ) == [
        "progress.csv 第2行 A列“项目编号”: [T008] “项目”表中没有这个编号，像是丢了开头的0（值：“12”） → "
        "请改为 0012，并把这一列设为文本格式"
    ]


def test_many_faults_of_a_kind_are_counted_not_told() -> None:
    rows = "\n".join(f"P1,2023-05-{day % 28 + 1:02},{day},在建" for day in range(5000))
    found = check_dataset(dataset(**{**SOUND, "进展": rows}), notice())
    assert len(found) == 1001
    assert found[-1].message == "从这里起另有3972处同样的问题，不再逐一列出"


def test_a_million_kinds_of_wrong_values_are_not_each_compared_with_what_is_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("builders.checks.cells.nearest", lambda text, known: asked.append(text))
    faults(项目="\n".join(f"P{at},C1,错{at},1," for at in range(3000)))
    assert len(asked) == 1000


def test_who_is_no_unit_is_told_once_even_where_units_have_a_form() -> None:
    declared = schema(SCHEMAS["社区"])
    fields = tuple(replace(each, pattern=r"\d{2}") if each.role == "unit" else each for each in declared.fields)
    only = (table(replace(declared, fields=fields), "C1,一社区,7,100"),)
    assert [problem.code for problem in check_dataset(Dataset(only), notice())] == ["T009"]


def test_of_many_units_only_some_are_listed() -> None:
    towns = tuple(Unit(f"{at:03}", f"示例{at}", f"示例{at}", "county") for at in range(300))
    only = (table(schema(SCHEMAS["社区"]), "C1,一社区,x,100"),)
    [found] = check_dataset(Dataset(only), replace(notice(), units=towns))
    assert found.cure.startswith("可填：000 示例0、001 示例1、")
    assert found.cure.endswith("、019 示例19等")


def test_everything_wrong_is_told_at_once() -> None:
    found = faults(社区="C1,一社区,09,0\nC1,一社区,02,1", 协商="")
    assert [fault.split("] ")[0] for fault in found] == [
        "communities.csv 第2行 C列“县区代码”: [T009",
        "communities.csv 第2行 D列“户数”: [T005",
        "communities.csv 第3行 A列“社区编号”: [T007",
        "communities.csv 第3行 B列“社区名称”: [T007",
        "meetings.csv: [T001",
        "projects.csv 第3行 B列“社区编号”: [T008",
    ]


def test_a_cell_that_could_not_be_read_is_not_told_again() -> None:
    declared = schema(SCHEMAS["社区"])
    spoilt = Row(2, ("C1", "一社区", "01", None), ("C1", "一社区", "01", "7O8"))
    tables = (Table(declared, "communities.csv", ("A", "B", "C", "D"), (spoilt,)),)
    assert check_dataset(Dataset(tables), notice()) == []


def with_reference(reference: str, *titles: str) -> list[str]:
    """Return what is wrong when 进展 points to ``reference`` and only these tables beside it are in the notice."""
    progress = schema(SCHEMAS["进展"].replace("{resource: projects, fields: project}", reference))
    tables = [table(schema(SCHEMAS[title]), SOUND[title]) for title in titles]
    tables.append(table(progress, SOUND["进展"]))
    return [str(problem) for problem in check_dataset(Dataset(tuple(tables)), notice())]


def test_a_table_may_point_only_to_tables_of_the_notice() -> None:
    fault = "data/schemas/progress.yaml 第4行: [T010] 外键指向的表没有列入通知的 tables"
    assert with_reference("{resource: projects, fields: project}") == [f"{fault}（值：“projects”） → 请补上或改正"]
    assert with_reference("{resource: project, fields: project}", "社区", "项目") == [
        f"{fault}（值：“project”） → 是否指“projects”？"
    ]


@pytest.mark.parametrize("target", ["projekt", "money", "task"])
def test_a_table_may_point_only_to_a_column_that_tells_rows_apart(target: str) -> None:
    assert with_reference(f"{{resource: projects, fields: {target}}}", "社区", "项目") == [
        f"data/schemas/progress.yaml 第4行: [T011] 外键应指向“项目”表的主键或唯一的列（值：“{target}”） → 请改正"
    ]


def test_a_part_of_a_key_does_not_tell_rows_apart() -> None:
    assert with_reference("{resource: funds, fields: project}", "社区", "项目", "资金") == [
        "data/schemas/progress.yaml 第4行: [T011] 外键应指向“资金”表的主键或唯一的列（值：“project”） → 请改正"
    ]


def test_both_columns_of_a_reference_are_of_one_type() -> None:
    numbered = SCHEMAS["项目"].replace("title: 项目编号, type: string", "title: 项目编号, type: integer")
    tables = (
        table(schema(SCHEMAS["社区"]), SOUND["社区"]),
        table(schema(numbered), "1,C1,管网,1,\n2,C2,养老,1,"),
        table(schema(SCHEMAS["进展"]), "1,2023-05-31,1,在建\n2,2023-05-31,1,在建"),
    )
    assert [str(problem) for problem in check_dataset(Dataset(tables), notice())] == [
        "data/schemas/progress.yaml 第4行: [T011] 外键与“项目”表的“项目编号”类型不同（值：“project”） → 请改正"
    ]


def test_a_column_may_not_bear_the_name_of_the_table_that_its_row_points_to() -> None:
    progress = schema(SCHEMAS["进展"].replace("title: 状态", "title: 项目"))
    tables = [table(schema(SCHEMAS[title]), SOUND[title]) for title in ("社区", "项目")]
    tables.append(table(progress, SOUND["进展"]))
    assert [str(problem) for problem in check_dataset(Dataset(tuple(tables)), notice())] == [
        "data/schemas/progress.yaml 第4行: [T012] 列“项目”与外键指向的表同名，算法和模板中无法区分（值：“projects”） → "
        "请给列改名"
    ]


def test_a_table_without_schema_rules_passes() -> None:
    plain = TableSchema("plain", "表", schema(SCHEMAS["协商"]).fields)
    rows = (Row(2, ("M1", None, date(2023, 1, 1), Decimal(1)), ("M1", "", "2023-01-01", "1")),) * 2
    assert check_dataset(Dataset((Table(plain, "plain.csv", ("A", "B", "C", "D"), rows),)), notice()) == []


def test_every_column_that_names_a_unit_is_held_against_the_notice() -> None:
    both = SCHEMAS["社区"].replace("title: 社区编号, type: string", "title: 社区编号, type: string, role: unit")
    towns = replace(notice(), units=(EAST, WEST, Unit("C1", "一社区", "一社区", "community", "01")))
    found = check_dataset(Dataset((table(schema(both), "C1,一社区,01,100\nC2,二社区,02,200"),)), towns)
    assert [str(problem).removeprefix("data/pilot/") for problem in found] == [
        "communities.csv 第3行 A列“社区编号”: [T009] 通知中没有这个报送单位（值：“C2”） → 可填：C1 一社区"
    ]
