"""Whatever formula somebody writes: a value with its cells, no value here, or a refusal in Chinese; never a crash."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.core.errors import UsageError
from builders.facts.vocabulary import FUNCTIONS
from builders.model.fact import Fact
from tests.facts.asking import fill

NAMES = [
    "累计", "期末", "下期初", "项目", "进度", "项目.总投资", "项目.任务", "项目.计划完工", "进度.本期.完成投资",
    "进度.上期.状态", "资金.金额", "社区.户数", "总投资", "任务", "本期.状态", "状态", "户数", "甲.乙.丙", "无此名",
]  # fmt: skip
ATOMS = st.sampled_from([*NAMES, "0", "1", "2.50", "'管网'", "'在建'", "''", "['管网', '养老']", "[1, 总投资]", "[]"])
OPERATORS = ["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"]


def larger(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(part, st.sampled_from(OPERATORS), part).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(st.sampled_from(list(FUNCTIONS)), st.lists(part, max_size=3)).map(
            lambda call: f"{call[0]}({', '.join(call[1])})"
        ),
        part.map(lambda inner: f"-{inner}"),
        part.map(lambda inner: f"(not {inner})"),
    )


FORMULAS = st.recursive(ATOMS, larger, max_leaves=6)


def quoted(formula: str) -> str:
    return formula.replace("'", "''")


@settings(max_examples=60, deadline=None)
@given(FORMULAS, st.sampled_from(["2023H1", "2023H2", "once"]))
def test_of_a_fact(formula: str, on: str) -> None:
    facts = f"  累计: {{formula: 求和(进度.本期.完成投资)}}\n  答: {{formula: '{quoted(formula)}', by: 任务}}\n"
    facts += f"  数: {{formula: '{quoted(formula)}'}}\n"
    try:
        book = fill(facts, on=on)
    except UsageError as error:
        assert error.diagnostics
        return
    fact = book.facts.get("数")
    if fact is None:
        assert book.absent["数"]
    else:
        assert isinstance(fact, Fact)
        assert isinstance(fact.value, Decimal | date | str)
        assert all(cell.file.startswith("data/pilot/") for cell in fact.sources)


@settings(max_examples=60, deadline=None)
@given(FORMULAS, FORMULAS, st.sampled_from(["2023H1", "2023H2", "once"]))
def test_of_a_view(condition: str, formula: str, on: str) -> None:
    views = f"  甲:\n    from: 进度\n    compute: {{列: {{formula: '{quoted(formula)}'}}}}\n"
    views += f"    where: '{quoted(condition)}'\n    order: [列]\n"
    try:
        book = fill("  累计: {formula: 求和(进度.本期.完成投资)}\n", views, on=on)
    except UsageError as error:
        assert error.diagnostics
        return
    for row in book.views["甲"]:
        fact = row["列"]
        assert fact is None or isinstance(fact, Fact)
