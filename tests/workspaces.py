"""A workspace (工作区) of three counties, one table and a one-page template: everything real, and made in a moment."""

from __future__ import annotations

import shutil
from pathlib import Path

from builders.sources.workspace import Workspace

REPOSITORY = Path(__file__).parents[1]

NOTICE = """\
id: small
title: 关于报送情况的通知
number: 朝住建发〔2022〕9号
date: 2022-11-21
issuers: [朝阳市民政局]
source: 公开文件
programme: 试点
sample: false
tables: [items]
levels:
  county: {title: 县（市）区, option: district}
units:
  - {code: '01', name: 甲县, full_name: 甲甲蒙古族自治县, level: county}
  - {code: '02', name: 乙县, full_name: 乙县, level: county}
  - {code: '03', name: 丙县, full_name: 丙县, level: county}
tasks: [管网, 养老]
thresholds:
  - {name: 面积标准, value: '400', unit: 平方米, places: 0, clause: 三, text: 不少于400平方米}
terms: [15分钟]
artifacts:
  - id: note
    title: 情况简报
    level: county
    cadence: half-year
    document_title: '{name}{period}情况简报'
    masthead: {kind: document}
    issuers: ['{full_name}民政局']
    addressees: [朝阳市民政局]
    template: note/note.md.j2
    passages: [做法]
"""
FACTS = """\
views:
  项目: {from: 项目, period: 本期, order: [项目编号]}
facts:
  项目数: {unit: 个, formula: 计数(项目)}
  总额: {unit: 万元, formula: 求和(项目.金额)}
  各任务总额: {unit: 万元, formula: 总额, by: 任务}
  上期总额: {unit: 万元, formula: 上期(总额)}
assertions:
  - {name: 总额不为负, formula: 总额 >= 0}
"""
SCHEMA = """\
name: items
title: 项目
primaryKey: [item, as_of]
fields:
  - {name: item, title: 项目编号, type: string, constraints: {required: true}}
  - {name: county, title: 县区代码, type: string, role: unit, constraints: {required: true}}
  - {name: as_of, title: 截至日期, type: date, role: as_of, constraints: {required: true}}
  - {name: task, title: 任务, type: string, constraints: {required: true, enum: [管网, 养老]}}
  - {name: amount, title: 金额, type: number, unit: 万元, places: 2}
"""
ROWS = """\
项目编号,县区代码,截至日期,任务,金额
P1,01,2023-05-31,管网,120.50
P2,01,2023-05-31,养老,30
P1,01,2023-11-30,管网,200.00
P2,01,2023-11-30,养老,45.25
P3,02,2023-05-31,管网,80
P3,02,2023-11-30,管网,99.90
P4,03,2023-05-31,养老,60
"""
TEMPLATE = """\
本期共有项目{{ 项目数 }}，总额{{ 总额 }}{% if 上期总额 is defined %}，上期{{ 上期总额 }}{% endif %}。

# 做法

{{ 正文("做法") }}

| 项目编号 | 金额（万元） |
|:--|--:|
{% for 行 in 项目 %}
| {{ 行.项目编号 }} | {{ 行.金额.表数 }} |
{% endfor %}

: 项目金额 {#tbl-items}
"""
PASSAGE = """\
---
status: final
date: 2023-06-08
number: 某发〔2023〕5号
signatories: [张某]
reviewed: 王某
---

# 做法

按要求推进，管网投入{{ 各任务总额["管网"] }}。
"""


def make_workspace(root: Path) -> Workspace:
    """Write the small workspace into a folder."""
    write(root, "data/small/notice.yaml", NOTICE)
    write(root, "data/small/facts.yaml", FACTS)
    write(root, "data/schemas/items.yaml", SCHEMA)
    write(root, "data/small/items.csv", ROWS)
    write(root, "templates/note/note.md.j2", TEMPLATE)
    for unit, periods in {"甲县": ("2023H1", "2023H2"), "乙县": ("2023H1", "2023H2"), "丙县": ("2023H1",)}.items():
        for period in periods:
            write(root, f"content/small/{unit}/{period}/note.md", PASSAGE)
    shutil.copytree(REPOSITORY / "templates" / "gongwen", root / "templates" / "gongwen")
    return Workspace(root)


def with_city(root: Path) -> None:
    """Add a city to the notice, in which the three counties lie, and which owes the same document."""
    city = "  - {code: '00', name: 全市, level: city}\n"
    edit(root, "data/small/notice.yaml", "tasks: [", f"{city}tasks: [")
    notice = (root / "data/small/notice.yaml").read_text(encoding="utf-8")
    notice = notice.replace("option: district}\n", "option: district}\n  city: {title: 全市, option: city}\n")
    notice = notice.replace("level: county}", "level: county, parent: '00'}")
    artifact = notice[notice.index("  - id: note") :].replace("level: county", "level: city")
    write(root, "data/small/notice.yaml", notice + artifact)


def write(root: Path, name: str, text: str) -> Path:
    """Write a file of a workspace."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace the only occurrence of a text in a file of a workspace."""
    text = (root / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} holds {text.count(old)} times {old!r}"
    write(root, name, text.replace(old, new))


def copy_workspace(root: Path) -> Path:
    """Copy the real workspace, without its history and its outputs."""
    for name in ("data", "content", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    return root


def tree(folder: Path) -> dict[str, tuple[bytes, int] | None]:
    """Everything below a folder, hidden files too: bytes and time of change of files, None for folders."""
    return {
        path.relative_to(folder).as_posix(): None
        if path.is_dir()
        else (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }
