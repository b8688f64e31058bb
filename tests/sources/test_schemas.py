"""A table's schema, in the words of Table Schema: what it declares, and what it may not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from builders.core.errors import FileError, UsageError
from builders.model.table import Field, ForeignKey, TableSchema
from builders.sources.schemas import parse_schema, read_schema
from builders.sources.workspace import Workspace
from tests.sources.refusals import edited, refusal, slips, told

SHOWN = "data/schemas/projects.yaml"
SCHEMA = """\
# 项目：每个建设项目一行
name: projects
title: 项目
primaryKey: [project]
foreignKeys:
  - {fields: community, reference: {resource: communities, fields: community}}
fields:
  - {name: project, title: 项目编号, type: string, constraints: {required: true, unique: true, pattern: 'P\\d\\d'}}
  - {name: community, title: 社区编号, type: string}
  - {name: task, title: 任务, type: string, constraints: {enum: [甲, 乙]}}
  - {name: money, title: 总投资, type: number, unit: 万元, places: 2, constraints: {minimum: 0, maximum: '99.5'}}
  - {name: as_of, title: 截至日期, type: date, role: as_of}
"""

SLIPS = slips(r"""
a type that is none
    - type: number,
    + type: nubmer,
    = 第11行: [Y004] “type”的值不认识（值：“nubmer”） → 是否指“number”？

a field without type
    - 任务, type: string,
    + 任务,
    = 第10行: [Y008] “fields”缺少“type” → 请补上“type: …”

a misspelt word
    - unit: 万元
    + uint: 万元
    = 第11行: [Y007] 不认识的键“uint” → 是否指“unit”？

a misspelt constraint
    - minimum: 0
    + minimun: 0
    = 第11行: [Y007] 不认识的键“minimun” → 是否指“minimum”？

a limit that is no number
    - minimum: 0
    + minimum: 零
    = 第11行: [Y006] “minimum”不是数字（值：“零”） → 请只写数字

a pattern that is none
    - P\d\d
    + P(\d
    = 第8行: [S001] 正则表达式写法有误（值：“P(\d”） → 请改正

another name than the file's
    - name: projects
    + name: project
    = 第2行: [S002] name 应与文件同名（projects）（值：“project”） → 请改正

two fields of one name
    - name: task
    + name: project
    = 第10行: [S003] 字段的 name 与第8行重复（值：“project”） → 请改正

two fields of one header
    - title: 任务
    + title: 社区编号
    = 第10行: [S003] 字段的 title 与第9行重复（值：“社区编号”） → 请改正

a key that is no field
    - primaryKey: [project]
    + primaryKey: [projekt]
    = 第4行: [S004] 主键或外键用到了没有定义的字段（值：“projekt”） → 请改正

a foreign key that is no field
    - fields: community, ref
    + fields: comunity, ref
    = 第6行: [S004] 主键或外键用到了没有定义的字段（值：“comunity”） → 请改正

a foreign key to nowhere
    - , reference: {resource: communities, fields: community}
    +
    = 第6行: [Y008] “foreignKeys”缺少“reference” → 请补上“reference: …”

a misspelt key of the table
    - primaryKey:
    + primarykey:
    = 第4行: [Y007] 不认识的键“primarykey” → 是否指“primaryKey”？

a misspelt key of a foreign key
    - {fields: community, reference
    + {feilds: 1, fields: community, reference
    = 第6行: [Y007] 不认识的键“feilds” → 是否指“fields”？

a misspelt key of a reference
    - resource: communities
    + resuorce: 1, resource: communities
    = 第6行: [Y007] 不认识的键“resuorce” → 是否指“resource”？

a limit above for words
    - enum: [甲, 乙]
    + maximum: 1
    = 第10行: [S005] string 字段不能用 maximum → 请改字段类型或删除这一项

a range of words
    - enum: [甲, 乙]
    + minimum: 1
    = 第10行: [S005] string 字段不能用 minimum → 请改字段类型或删除这一项

a list of numbers
    - minimum: 0, maximum: '99.5'
    + enum: [1, 2]
    = 第11行: [S005] number 字段不能用 enum → 请改字段类型或删除这一项

a pattern for days
    - role: as_of
    + constraints: {pattern: x}
    = 第12行: [S005] date 字段不能用 pattern → 请改字段类型或删除这一项

decimals of words
    - title: 任务,
    + title: 任务, places: 2,
    = 第10行: [S005] string 字段不能用 places → 请改字段类型或删除这一项

too many decimals
    - places: 2
    + places: 11
    = 第11行: [Y006] “places”应为0至10的整数（值：“11”） → 请改正

a day that is text
    - type: date,
    + type: string,
    = 第12行: [S006] as_of 字段的类型应为 date（值：“string”） → 请改正

an owner that is a number
    - places: 2,
    + places: 2, role: unit,
    = 第11行: [S006] unit 字段的类型应为 string（值：“number”） → 请改正

an example that its own pattern refuses
    - pattern: 'P\d\d'}}
    + pattern: 'P\d\d'}, example: P1}
    = 第8行: [S009] 例子不符合 pattern（值：“P1”） → 请改正

a header with a point
    - title: 任务
    + title: 任务.一
    = 第10行: [S007] 表头不能含有“.”和“#”（值：“任务.一”） → 请改用别的写法
""")  # fmt: skip


def parsed(text: str) -> TableSchema:
    return parse_schema(text, "projects", SHOWN)


def faults(old: str, new: str) -> list[str]:
    return told(lambda: parsed(edited(SCHEMA, old, new)), UsageError)


def test_a_schema_declares_fields_and_keys() -> None:
    assert parsed(SCHEMA) == TableSchema(
        name="projects",
        title="项目",
        fields=(
            Field("project", "项目编号", required=True, unique=True, pattern=r"P\d\d"),
            Field("community", "社区编号"),
            Field("task", "任务", enum=("甲", "乙")),
            Field("money", "总投资", "number", "万元", 2, minimum=Decimal(0), maximum=Decimal("99.5")),
            Field("as_of", "截至日期", "date", role="as_of"),
        ),
        primary_key=("project",),
        foreign_keys=(ForeignKey("community", "communities", "community", 6),),
        file=SHOWN,
    )


def test_a_field_may_say_how_it_is_filled_in() -> None:
    text = edited(SCHEMA, "title: 任务, type: string", "title: 任务, type: string, explain: 通知的任务, example: 甲")
    task = parsed(text).field("task")
    assert (task.explain, task.example) == ("通知的任务", "甲")


def test_the_schemas_of_this_workspace_show_an_example_beside_every_pattern(workspace_root: Path) -> None:
    workspace = Workspace(workspace_root)
    names = [path.stem for path in (workspace_root / "data" / "schemas").glob("*.yaml")]
    fields = [field for name in names for field in read_schema(workspace, name).fields if field.pattern]
    assert fields
    assert [field.title for field in fields if not (field.example and field.explain)] == []


@pytest.mark.parametrize(("old", "new", "fault"), SLIPS)
def test_a_slip_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    assert f"{SHOWN} {fault}" in faults(old, new)


BLOCK = """\
name: projects
title: 项目
foreignKeys:
  -
    fields: nowhere
    reference: {resource: communities, fields: community}
  - fields: project
    reference:
      resource: communities
      fields: community
fields:
  - name: project
    title: 项.目
    type: integer
    places: 2
    role: unit
    constraints:
      minimum: 1
      pattern: '('
"""


def test_slips_of_an_entry_over_many_lines_are_told_with_the_line_of_the_key() -> None:
    lines = [fault.split(":")[0].removeprefix(f"{SHOWN} ") for fault in told(lambda: parsed(BLOCK), UsageError)]
    assert lines == ["第5行", "第8行", "第13行", "第15行", "第16行", "第19行", "第19行"]


def test_a_state_and_an_event_need_a_table_each() -> None:
    added = "role: as_of}\n  - {name: held, title: 日期, type: date, role: event}"
    assert faults("role: as_of}", added) == [f"{SHOWN} 第13行: [S003] 字段的 role 与第12行重复（值：“event”） → 请改正"]


def test_a_row_may_say_in_several_columns_whose_it_is() -> None:
    text = SCHEMA.replace("title: 社区编号, type: string", "title: 社区编号, type: string, role: unit")
    text = text.replace("title: 项目编号, type: string", "title: 项目编号, type: string, role: unit")
    assert [field.role for field in parse_schema(text, "projects", SHOWN).fields].count("unit") == 2


def test_a_table_points_to_another_only_once() -> None:
    link = "  - {fields: community, reference: {resource: communities, fields: community}}\n"
    twice = link + link.replace("fields: community,", "fields: task,", 1)
    assert faults(link, twice) == [
        f"{SHOWN} 第7行: [S008] 与第6行指向同一张表（值：“communities”） → 一张表只能指向另一张表一次"
    ]


def test_a_table_has_fields() -> None:
    text = SCHEMA[: SCHEMA.index("fields:\n")] + "fields: []\n"
    assert any("[Y009] “fields”没有填写" in fault for fault in told(lambda: parsed(text), UsageError))


def test_all_slips_are_told_at_once() -> None:
    text = edited(edited(SCHEMA, "unit: 万元", "uint: 万元"), "type: date", "type: data")
    error = refusal(lambda: parsed(text), UsageError)
    assert error.message == f"表结构文件 {SHOWN} 有2处问题"
    assert [problem.code for problem in error.diagnostics] == ["Y007", "Y004"]


def test_a_schema_that_is_not_there_is_a_file_fault(tmp_path: Path) -> None:
    error = refusal(lambda: read_schema(Workspace(tmp_path), "projects"), FileError)
    assert error.message == f"没有文件 {SHOWN}。"


def test_the_schemas_of_this_workspace_can_be_read(workspace_root: Path) -> None:
    workspace = Workspace(workspace_root)
    names = [path.stem for path in (workspace_root / "data" / "schemas").glob("*.yaml")]
    assert names
    assert [read_schema(workspace, name).name for name in names] == names
