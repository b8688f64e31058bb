"""A small programme to test with: two counties, six tables, written as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from builders.model.fact import CellRef
from builders.model.notice import Level, Notice, Threshold, Unit
from builders.model.period import Period, parse_period
from builders.model.table import Dataset, Table, TableSchema
from builders.sources.schemas import parse_schema
from builders.sources.tables import parse_table

EAST = Unit("01", "东县", "东方自治县", "county")
WEST = Unit("02", "西区", "西区", "county")

SCHEMAS = {
    "社区": """
        name: communities
        title: 社区
        primaryKey: [community]
        fields:
          - {name: community, title: 社区编号, type: string, constraints: {required: true, pattern: 'C\\d'}}
          - {name: title, title: 社区名称, type: string, constraints: {unique: true}}
          - {name: county, title: 县区代码, type: string, role: unit, constraints: {required: true}}
          - {name: households, title: 户数, type: integer, unit: 户, constraints: {minimum: 1, maximum: 9999}}
    """,
    "项目": """
        name: projects
        title: 项目
        primaryKey: [project]
        foreignKeys: [{fields: community, reference: {resource: communities, fields: community}}]
        fields:
          - {name: project, title: 项目编号, type: string}
          - {name: community, title: 社区编号, type: string, constraints: {required: true}}
          - {name: task, title: 任务, type: string, constraints: {enum: [管网, 养老, 道路]}}
          - {name: money, title: 总投资, type: number, unit: 万元, places: 2}
          - {name: finish, title: 计划完工, type: date}
    """,
    "进展": """
        name: progress
        title: 进展
        primaryKey: [project, as_of]
        foreignKeys: [{fields: project, reference: {resource: projects, fields: project}}]
        fields:
          - {name: project, title: 项目编号, type: string}
          - {name: as_of, title: 截至日期, type: date, role: as_of}
          - {name: spent, title: 完成投资, type: number, unit: 万元, places: 2}
          - {name: state, title: 状态, type: string}
    """,
    "资金": """
        name: funds
        title: 资金
        primaryKey: [project, source]
        foreignKeys: [{fields: project, reference: {resource: projects, fields: project}}]
        fields:
          - {name: project, title: 项目编号, type: string}
          - {name: source, title: 来源, type: string, constraints: {enum: [中央, 地方, 居民]}}
          - {name: amount, title: 金额, type: number, unit: 万元, places: 2}
    """,
    "设施": """
        name: facilities
        title: 设施
        primaryKey: [community, kind, as_of]
        foreignKeys: [{fields: community, reference: {resource: communities, fields: community}}]
        fields:
          - {name: community, title: 社区编号, type: string}
          - {name: kind, title: 类型, type: string}
          - {name: as_of, title: 截至日期, type: date, role: as_of}
          - {name: area, title: 面积, type: number, unit: 平方米, places: 1}
    """,
    "协商": """
        name: meetings
        title: 协商
        primaryKey: [meeting]
        foreignKeys: [{fields: community, reference: {resource: communities, fields: community}}]
        fields:
          - {name: meeting, title: 协商编号, type: string}
          - {name: community, title: 社区编号, type: string}
          - {name: held, title: 日期, type: date, role: event}
          - {name: attendance, title: 人次, type: integer, unit: 人次}
    """,
}


def schema(text: str) -> TableSchema:
    """Return the schema that an indented YAML text declares."""
    lines = text.strip("\n").splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    plain = "\n".join(line[indent:] for line in lines)
    name = plain.split("name: ", 1)[1].split("\n", 1)[0]
    return parse_schema(plain, name, f"data/schemas/{name}.yaml")


def table(declared: TableSchema, rows: str = "") -> Table:
    """Return the table with these rows under the schema's own header, in which nothing may be wrong."""
    header = ",".join(field.title for field in declared.fields)
    lines = [line.strip() for line in rows.strip().splitlines()]
    read, problems = parse_table("\n".join([header, *lines]), f"data/pilot/{declared.name}.csv", declared)
    assert problems == []
    assert read is not None
    return read


def dataset(**rows: str) -> Dataset:
    """Return all tables of the programme; those without rows given have none. Row n stands in line n + 1."""
    assert rows.keys() <= SCHEMAS.keys(), rows.keys()
    return Dataset(tuple(table(schema(text), rows.get(title, "")) for title, text in SCHEMAS.items()))


def notice(*thresholds: Threshold, tables: tuple[str, ...] = (), terms: tuple[str, ...] = ()) -> Notice:
    """Return the notice of the programme."""
    return Notice(
        id="pilot", title="关于开展试点的通知", number="某发〔2022〕44号", date=date(2022, 11, 21), issuers=("甲局",),
        source="公开文件", programme="试点", sample=True, tables=tables, levels=(Level("county", "县", "district"),),
        units=(EAST, WEST), artifacts=(), thresholds=thresholds, terms=terms,
    )  # fmt: skip


def threshold(name: str, value: str, unit: str = "平方米") -> Threshold:
    """Return a demand of the notice."""
    cell = CellRef("data/pilot/notice.yaml", 9, "", name, value)
    return Threshold(name, Decimal(value), unit, 0, "三（一）", f"不低于{value}{unit}", cell)


def period(text: str) -> Period:
    """Return the period with that id."""
    found = parse_period(text)
    assert found is not None
    return found
