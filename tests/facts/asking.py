"""Asking for facts: a formula over the small programme, and its value, its absence or its refusal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders.core.errors import ReportError, UsageError
from builders.facts.book import fill_book
from builders.facts.evaluation import Accounts
from builders.model.fact import Fact
from builders.model.factbook import FactBook, Record
from builders.model.notice import Threshold, Unit
from builders.model.table import Dataset
from builders.sources.rules import parse_rules
from tests.pilot import EAST, dataset, notice, period

RULES_FILE = "data/pilot/facts.yaml"

ROWS = {
    "社区": """
        C1,一社区,01,100
        C2,二社区,01,50
        C3,三社区,02,70""",
    "项目": """
        P1,C1,管网,100.00,2023-05-31
        P2,C1,养老,60.50,2023-10-31
        P3,C2,管网,39.50,2024-05-31
        P4,C3,道路,500,2023-05-31""",
    "进展": """
        P1,2023-05-31,40,在建
        P1,2023-11-30,100,已完工
        P2,2023-05-31,0,未开工
        P2,2023-11-30,30.25,在建
        P3,2023-05-31,0,未开工
        P3,2023-11-30,9.75,在建
        P4,2023-05-31,111,在建
        P4,2023-11-30,222,在建""",
    "资金": """
        P1,中央,70
        P1,居民,30
        P2,地方,60.50
        P3,中央,39.50
        P4,地方,500""",
    "设施": """
        C1,站,2023-05-31,380
        C1,站,2023-11-30,410.5
        C2,站,2023-05-31,200
        C3,站,2023-05-31,999""",
    "协商": """
        M1,C1,2023-03-18,84
        M2,C2,2023-04-01,16
        M3,C1,2023-08-01,30
        M4,C3,2023-03-03,7""",
}

VIEWS = """
  社区: {from: 社区}
  项目: {from: 项目}
  进度:
    from: 项目
    join:
      本期: {table: 进展, period: 本期}
      上期: {table: 进展, period: 上期}
    order: [项目编号]
  资金: {from: 资金}
  站: {from: 设施, period: 本期}
  协商: {from: 协商, period: 本期}
"""


def data(**rows: str) -> Dataset:
    """Return the programme's tables, some of them replaced."""
    return dataset(**{**ROWS, **rows})


def fill(
    facts: str = "",
    views: str = "",
    assertions: str = "",
    *,
    unit: Unit = EAST,
    on: str = "2023H1",
    thresholds: tuple[Threshold, ...] = (),
    tables: Dataset | None = None,
) -> FactBook:
    """Return the fact book of rules, each part given as indented YAML; the views of ``VIEWS`` are always there."""
    text = f"views:{VIEWS}{views}"
    text += f"\nfacts:\n{facts}" if facts else ""
    text += f"\nassertions:\n{assertions}" if assertions else ""
    rules = parse_rules(text, RULES_FILE)
    return fill_book(Accounts(data() if tables is None else tables, notice(*thresholds), rules), unit, period(on))


def _declared(formula: str, others: str) -> str:
    quoted = formula.replace("'", "''")
    return f"  答: {{formula: '{quoted}'}}\n{others}"


def ask(
    formula: str, facts: str = "", views: str = "", *, unit: Unit = EAST, on: str = "2023H1",
    thresholds: tuple[Threshold, ...] = (), tables: Dataset | None = None,
) -> Fact:  # fmt: skip
    """Return the fact that ``formula`` gives; ``facts`` are others that it may name."""
    book = fill(_declared(formula, facts), views, unit=unit, on=on, thresholds=thresholds, tables=tables)
    assert "答" not in book.absent, book.absent["答"]
    fact = book.facts["答"]
    assert isinstance(fact, Fact)
    return fact


def absence(
    formula: str, facts: str = "", *, unit: Unit = EAST, on: str = "2023H1", tables: Dataset | None = None
) -> str:
    """Return why ``formula`` has no value."""
    return fill(_declared(formula, facts), unit=unit, on=on, tables=tables).absent["答"]


def refusal(
    formula: str, facts: str = "", views: str = "", *, on: str = "2023H1", tables: Dataset | None = None
) -> str:
    """Return what is said of ``formula``, without place and cure."""
    with pytest.raises(UsageError) as caught:
        fill(_declared(formula, facts), views, on=on, tables=tables)
    return caught.value.diagnostics[0].message.removeprefix("“答”：")


def problems(
    error: type[ReportError], facts: str = "", views: str = "", assertions: str = "", on: str = "2023H1"
) -> list[str]:
    """Return all problems that filling the book raises, without the name of the rules' file."""
    with pytest.raises(error) as caught:
        fill(facts, views, assertions, on=on)
    return [str(problem).removeprefix(RULES_FILE).lstrip() for problem in caught.value.diagnostics]


def number(text: str) -> Decimal:
    """Return a decimal number."""
    return Decimal(text)


def rows(book: FactBook, view: str, *paths: str) -> list[tuple[object, ...]]:
    """Return the values under some paths in every row of a view; None where there is none."""
    return [tuple(cell(record, path) for path in paths) for record in book.views[view]]


def cell(record: Record, path: str) -> object:
    """Return the value under a path in a row; None where there is none."""
    found: Fact | Record | None = record
    for part in path.split("."):
        if found is None:
            return None
        assert not isinstance(found, Fact)
        found = found[part]
    return found.value if isinstance(found, Fact) else found


def fact(record: Record, path: str) -> Fact:
    """Return the fact under a path in a row."""
    found: Fact | Record | None = record
    for part in path.split("."):
        assert found is not None
        assert not isinstance(found, Fact)
        found = found[part]
    assert isinstance(found, Fact)
    return found
