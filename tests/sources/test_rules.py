"""Rules: views, facts and assertions as ``facts.yaml`` declares them, their formulas still text."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.core.errors import UsageError
from builders.model.rules import AssertionRule, ColumnRule, FactRule, FactRules, JoinRule, ViewRule
from builders.sources.rules import parse_rules, read_rules
from builders.sources.workspace import Workspace
from tests.sources.refusals import edited, refusal, slips, told

SHOWN = "data/pilot/facts.yaml"
RULES = """\
# 口径
views:
  试点社区: {from: 社区}
  项目进展:
    from: 项目
    period: 本期
    join:
      上期: {table: 进展, period: 上期}
    where: 总投资 > 0
    compute:
      缺口: {formula: 总投资 - 1, unit: 万元, places: 1}
    order: [缺口, 项目编号]
facts:
  项目总数: {unit: 个, formula: 计数(项目进展), places: 0}
  各任务占比: {formula: '比率(项目总数, 总(项目总数))', by: 任务, shares: true}
assertions:
  - {name: 有项目, formula: 项目总数 > 0}
"""

SLIPS = slips("""
a view without source
    - {from: 社区}
    + {order: 户数}
    = 第3行: [Y008] “试点社区”缺少“from” → 请补上“from: …”

a misspelt key of a view
    - where:
    + were:
    = 第9行: [Y007] 不认识的键“were” → 是否指“where”？

a misspelt key of a join
    - {table: 进展,
    + {tabel: 进展,
    = 第8行: [Y007] 不认识的键“tabel” → 是否指“table”？

a misspelt key of a column
    - 缺口: {formula:
    + 缺口: {fromula:
    = 第11行: [Y007] 不认识的键“fromula” → 是否指“formula”？

a misspelt key of a fact
    - {unit: 个,
    + {uint: 个,
    = 第14行: [Y007] 不认识的键“uint” → 是否指“unit”？

a misspelt key of an assertion
    - - {name: 有项目
    + - {nmae: 有项目
    = 第17行: [Y007] 不认识的键“nmae” → 是否指“name”？

a misspelt part
    - assertions:
    + asertions:
    = 第16行: [Y007] 不认识的键“asertions” → 是否指“assertions”？

a period that is none
    - period: 本期
    + period: 本季
    = 第6行: [Y004] “period”的值不认识（值：“本季”） → 是否指“本期”？

a joined period that is none
    - period: 上期}
    + period: 去年}
    = 第8行: [Y004] “period”的值不认识（值：“去年”） → 可用的有：本期、上期

a fact without formula
    - formula: 计数(项目进展),
    +
    = 第14行: [Y008] “项目总数”缺少“formula” → 请补上“formula: …”

decimals that are none
    - places: 0
    + places: 一
    = 第14行: [Y006] “places”应为0至10的整数（值：“一”） → 请改正

decimals below nothing
    - places: 1}
    + places: '-1'}
    = 第11行: [Y006] “places”应为0至10的整数（值：“-1”） → 请改正

a fact under a view's name
    - 项目总数: {
    + 项目进展: {
    = 第14行: [F001] “项目进展”既是视图又是数据 → 请改用不同的名称

a fact twice
    - 各任务占比:
    + 项目总数:
    = 第15行: [Y002] “项目总数”重复出现，第14行已有 → 请只保留一处

a name with a point
    -   试点社区:
    +   试点.社区:
    = 第3行: [F002] 名称“试点.社区”不能在算法和模板中使用 → 名称只能用汉字、字母、数字，不能以数字开头

a name that starts with a digit
    -   项目总数:
    +   2023总数:
    = 第14行: [F002] 名称“2023总数”不能在算法和模板中使用 → 名称只能用汉字、字母、数字，不能以数字开头

a name of the language
    -   项目总数:
    +   not:
    = 第14行: [F002] 名称“not”不能在算法和模板中使用 → 名称只能用汉字、字母、数字，不能以数字开头

a name in full width
    -   项目总数:
    +   项目Ａ:
    = 第14行: [F002] 名称“项目Ａ”不能在算法和模板中使用 → 名称只能用汉字、字母、数字，不能以数字开头

an alias that is no name
    - 上期: {table
    + 上-期: {table
    = 第8行: [F002] 名称“上-期”不能在算法和模板中使用 → 名称只能用汉字、字母、数字，不能以数字开头

a column that is no name
    - 缺口: {
    + 缺 口: {
    = 第11行: [F002] 名称“缺 口”不能在算法和模板中使用 → 名称只能用汉字、字母、数字，不能以数字开头

shares of nothing
    - , by: 任务
    +
    = 第15行: [F005] shares 要与 by 一起用 → 请补上“by: …”，或删除 shares
""")  # fmt: skip


def faults(old: str, new: str) -> list[str]:
    return told(lambda: parse_rules(edited(RULES, old, new), SHOWN), UsageError)


def test_rules_are_read_with_the_lines_of_their_names() -> None:
    assert parse_rules(RULES, SHOWN) == FactRules(
        SHOWN,
        (
            ViewRule("试点社区", "社区", 3),
            ViewRule(
                "项目进展", "项目", 4, "本期", (JoinRule("上期", "进展", "上期"),), "总投资 > 0",
                (ColumnRule("缺口", "总投资 - 1", "万元", 1, 11),), ("缺口", "项目编号"),
            ),
        ),
        (
            FactRule("项目总数", "计数(项目进展)", 14, "个", 0),
            FactRule("各任务占比", "比率(项目总数, 总(项目总数))", 15, by="任务", shares=True),
        ),
        (AssertionRule("有项目", "项目总数 > 0", 17),),
    )  # fmt: skip


def test_every_part_may_be_left_out() -> None:
    assert parse_rules("facts:\n  甲: {formula: '1'}\n", SHOWN) == FactRules(SHOWN, (), (FactRule("甲", "1", 2),))


@pytest.mark.parametrize(("old", "new", "fault"), SLIPS)
def test_a_slip_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    assert f"{SHOWN} {fault}" in faults(old, new)


def test_decimals_are_two_unless_said() -> None:
    rules = parse_rules("views:\n  甲: {from: 乙, compute: {丙: {formula: '1'}}}\nfacts: {丁: {formula: '1'}}\n", SHOWN)
    assert (rules.views[0].computed[0].places, rules.facts[0].places) == (2, 2)


def test_a_slip_in_an_entry_over_many_lines_is_told_with_the_line_of_the_key() -> None:
    text = "facts:\n  甲:\n    formula: '1'\n    shares: true\n"
    assert told(lambda: parse_rules(text, SHOWN), UsageError)[0].startswith(f"{SHOWN} 第4行: [F005]")


def test_all_slips_are_told_at_once() -> None:
    text = edited(edited(RULES, "period: 本期", "period: 本季"), "{unit: 个,", "{uint: 个,")
    error = refusal(lambda: parse_rules(text, SHOWN), UsageError)
    assert error.message == f"口径文件 {SHOWN} 有2处问题"
    assert len(error.diagnostics) == 2


def test_the_rules_of_this_workspace_can_be_read(workspace_root: Path) -> None:
    workspace = Workspace(workspace_root)
    assert all(read_rules(workspace, notice).facts for notice in workspace.notice_ids)
