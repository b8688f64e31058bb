"""No work is done twice: a table is laid out once for a fact book, a view is built once for a period."""

from __future__ import annotations

from collections import Counter

import pytest

from builders.facts import evaluation
from builders.facts.frames import Frame, table_frame
from builders.facts.views import ViewBuilder
from builders.model.period import Period
from builders.model.rules import ViewRule
from builders.model.table import Dataset, Table
from tests.facts.asking import fill

FACTS = """
  投资: {formula: 求和(项目.总投资)}
  累计: {formula: 求和(进度.本期.完成投资)}
  本期: {formula: 增量(累计)}
  各投资: {formula: 投资, by: 任务}
  各期: {formula: 本期, by: 期}
  各社区: {formula: 投资, by: 社区编号}
  面积: {formula: 求和(站.面积)}
"""


def test_each_table_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: Counter[str] = Counter()

    def counted(dataset: Dataset, table: Table) -> Frame:
        laid_out[table.schema.title] += 1
        return table_frame(dataset, table)

    monkeypatch.setattr(evaluation, "table_frame", counted)
    fill(FACTS, on="2023H2")
    assert set(laid_out.values()) == {1}


def test_each_view_is_built_once_for_a_period(monkeypatch: pytest.MonkeyPatch) -> None:
    built: Counter[tuple[str, str]] = Counter()
    real = ViewBuilder.build

    def counted(self: ViewBuilder, rule: ViewRule, period: Period) -> Frame:
        built[rule.name, period.id] += 1
        return real(self, rule, period)

    monkeypatch.setattr(ViewBuilder, "build", counted)
    fill(FACTS, on="2023H2")
    assert built["进度", "2023H2"] == built["进度", "2023H1"] == 1
    assert set(built.values()) == {1}
