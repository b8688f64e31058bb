"""The facts of every county and period are those that a plain reading of the CSV files gives."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from builders.engine.programme import Programme, load_programme
from builders.facts.book import periods_with_data
from builders.model.fact import Fact
from builders.model.factbook import FactBook
from builders.sources.workspace import Workspace
from tests.pilot import period

ROOT = Path(__file__).parents[2]
COUNTIES = ("北票市", "凌源市", "朝阳县", "建平县", "喀左县", "双塔区", "龙城区")
PERIODS = ("2023H1", "2023H2", "2024H1")
DAYS = {
    "2023H1": ("2023-01-01", "2023-06-30"),
    "2023H2": ("2023-07-01", "2023-12-31"),
    "2024H1": ("2024-01-01", "2024-06-30"),
}
LAST_DAY_OF_NEXT = {"2023H1": "2023-12-31", "2023H2": "2024-06-30", "2024H1": "2024-12-31"}
TASKS = ("完善社区服务设施", "打造宜居生活环境", "推进智能化服务", "健全社区治理机制")
OF_ALL = "standard_items.csv"
"""The table whose rows belong to every county."""

Row = dict[str, str]


@lru_cache
def read(table: str) -> tuple[Row, ...]:
    with (ROOT / "data" / "chaoyang" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache
def lines_of(file: str) -> list[list[str]]:
    with (ROOT / file).open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def total(rows: Iterable[Row], column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in rows), Decimal(0))


@dataclass(frozen=True)
class County:
    """A county's rows of one period, read plainly."""

    code: str
    period: str

    def _own(self, table: str) -> list[Row]:
        communities = {row["社区编号"] for row in read("communities") if row["县区代码"] == self.code}
        projects = {row["项目编号"] for row in read("projects") if row["社区编号"] in communities}
        return [row for row in read(table) if row.get("社区编号") in communities or row.get("项目编号") in projects]

    def _within(self, table: str, column: str) -> list[Row]:
        first, last = DAYS[self.period]
        return [row for row in self._own(table) if first <= row[column] <= last]

    @property
    def communities(self) -> list[Row]:
        return self._own("communities")

    @property
    def funds(self) -> list[Row]:
        return self._own("funds")

    @property
    def facilities(self) -> list[Row]:
        return self._within("facilities", "截至日期")

    @property
    def meetings(self) -> list[Row]:
        return self._within("consultations", "日期")

    @property
    def projects(self) -> list[Row]:
        """The projects, each with its state at the end of the period."""
        states = {row["项目编号"]: row for row in self._within("progress", "截至日期")}
        return [{**row, **states[row["项目编号"]]} for row in self._own("projects")]

    @property
    def before(self) -> County | None:
        index = PERIODS.index(self.period)
        return County(self.code, PERIODS[index - 1]) if index else None

    @property
    def spent(self) -> Decimal:
        return total(self.projects, "完成投资")


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(Workspace(ROOT), "chaoyang")


@pytest.fixture(scope="module")
def books(programme: Programme) -> dict[tuple[str, str], FactBook]:
    units = {unit.name: unit for unit in programme.notice.units}
    return {
        (name, on): programme.book(units[name], period(on))
        for name in COUNTIES
        for on in PERIODS
    }


@pytest.fixture(params=[(name, on) for name in COUNTIES for on in PERIODS], ids=lambda pair: f"{pair[0]} {pair[1]}")
def pair(request: pytest.FixtureRequest, books: dict[tuple[str, str], FactBook]) -> tuple[FactBook, County]:
    """A county's fact book and its plain reading."""
    book = books[request.param]
    return book, County(book.unit.code, request.param[1])


def number(book: FactBook, name: str) -> Decimal:
    fact = book.facts[name]
    assert isinstance(fact, Fact)
    assert isinstance(fact.value, Decimal)
    return fact.value


def group(book: FactBook, name: str) -> dict[str, Decimal]:
    facts = book.facts[name]
    assert not isinstance(facts, Fact)
    return {key: fact.value for key, fact in facts.items() if isinstance(fact.value, Decimal)}


def percent(part: Decimal, whole: Decimal) -> Decimal:
    return part / whole * 100


def test_the_community(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    names = {"社区户数": "户数", "社区人口": "人口", "社区老年人口": "六十岁以上人口", "社区儿童人口": "十四岁以下人口",
             "社区楼栋数": "居民楼栋数", "社区占地面积": "占地面积"}  # fmt: skip
    assert {name: number(book, name) for name in names} == {
        name: total(county.communities, column) for name, column in names.items()
    }
    assert number(book, "老年人口占比") == percent(number(book, "社区老年人口"), number(book, "社区人口"))


def test_projects_by_state(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    states = [row["状态"] for row in county.projects]
    assert number(book, "项目总数") == len(states)
    assert [number(book, f"{state}项目数") for state in ("完工", "在建", "未开工")] == [
        states.count(state) for state in ("已完工", "在建", "未开工")
    ]


def test_projects_started_and_finished_in_the_period(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    before = {row["项目编号"]: row["状态"] for row in county.before.projects} if county.before else {}
    changed = [(before.get(row["项目编号"], "未开工"), row["状态"]) for row in county.projects]
    assert number(book, "本期完工项目数") == sum(old != "已完工" == new for old, new in changed)
    assert number(book, "本期开工项目数") == sum(old == "未开工" != new for old, new in changed)


def test_projects_late_and_due_next(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    open_ = [row for row in county.projects if row["状态"] != "已完工"]
    late = [row for row in open_ if row["计划完工日期"] <= row["截至日期"]]
    due = [row for row in open_ if row["截至日期"] < row["计划完工日期"] <= LAST_DAY_OF_NEXT[county.period]]
    assert number(book, "逾期项目数") == len(late)
    assert number(book, "下期应完工项目数") == len(due)
    assert number(book, "下期应完工项目投资") == total(due, "总投资")
    assert [str(row["项目名称"].value) for row in book.views["逾期项目"] if isinstance(row["项目名称"], Fact)] == [
        row["项目名称"] for row in sorted(late, key=lambda row: (row["计划完工日期"], row["项目编号"]))
    ]


def test_money(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    planned, received = total(county.projects, "总投资"), total(county.projects, "到位资金")
    spent_before = county.before.spent if county.before else Decimal(0)
    assert number(book, "计划总投资") == planned
    assert number(book, "累计完成投资") == county.spent
    assert number(book, "本期完成投资") == county.spent - spent_before
    assert number(book, "投资完成率") == percent(county.spent, planned)
    assert number(book, "剩余投资") == planned - county.spent
    assert number(book, "累计到位资金") == received
    assert number(book, "资金到位率") == percent(received, planned)


def test_money_against_the_period_before(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    names = {
        "上期完成投资",
        "上期末累计完成投资",
        "完成投资增减",
        "完成投资增幅",
        "上期末完工项目数",
        "上期末投资完成率",
    }
    if county.before is None:
        assert names <= book.absent.keys()
        return
    earlier = county.before.before.spent if county.before.before else Decimal(0)
    now, then = county.spent - county.before.spent, county.before.spent - earlier
    assert number(book, "上期完成投资") == then
    assert number(book, "完成投资增减") == now - then
    if then:
        assert number(book, "完成投资增幅") == (now - then) / then * 100
    else:
        assert "完成投资增幅" in book.absent


def test_money_by_task(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    for name, column in (("各任务计划总投资", "总投资"), ("各任务累计完成投资", "完成投资")):
        assert group(book, name) == {
            task: total((row for row in county.projects if row["任务"] == task), column) for task in TASKS
        }
    assert group(book, "各任务项目数") == {task: sum(row["任务"] == task for row in county.projects) for task in TASKS}
    assert sum(group(book, "各任务本期完成投资").values()) == number(book, "本期完成投资")


def test_money_by_period(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    so_far = [County(county.code, on) for on in PERIODS[: PERIODS.index(county.period) + 1]]
    assert list(group(book, "各期累计完成投资").values()) == [past.spent for past in so_far]
    assert sum(group(book, "各期完成投资").values()) == county.spent


def test_money_by_source(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    by_source: dict[str, Decimal] = {}
    for row in county.funds:
        by_source[row["资金来源"]] = by_source.get(row["资金来源"], Decimal(0)) + Decimal(row["金额"])
    whole = sum(by_source.values(), Decimal(0))
    assert {source: money for source, money in group(book, "各来源资金").items() if money} == by_source
    assert number(book, "资金合计") == whole == number(book, "计划总投资")
    assert number(book, "财政资金") == sum(money for source, money in by_source.items() if source.endswith("财政"))
    assert number(book, "社会和居民资金") == by_source.get("社会资本", 0) + by_source.get("居民", 0)
    shares = group(book, "各来源占比")
    assert sum(shares.values()) == 100
    for source, share in shares.items():
        assert abs(share - percent(by_source.get(source, Decimal(0)), whole)) < Decimal("0.1")
        assert share == share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def test_facilities(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    built = [row for row in county.facilities if row["配建状态"] == "已建成"]
    assert number(book, "已建成设施数") == len(built)
    assert number(book, "设施缺项数") == len(county.facilities) - len(built)
    stations = [row for row in county.facilities if row["设施类型"] == "社区综合服务站"]
    households = {row["社区编号"]: Decimal(row["户数"]) for row in county.communities}
    needed = {row["社区编号"]: max(households[row["社区编号"]] * 30 / 100, Decimal(400)) for row in stations}
    gaps = [max(needed[row["社区编号"]] - Decimal(row["建筑面积"]), Decimal(0)) for row in stations]
    assert number(book, "综合服务站建筑面积") == total(stations, "建筑面积")
    assert number(book, "综合服务站应有面积") == sum(needed.values())
    assert number(book, "综合服务站面积缺口") == sum(gaps)
    assert len(book.views["面积不足综合服务站"]) == sum(gap > 0 for gap in gaps)


def test_meetings(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    assert number(book, "本期协商次数") == len(county.meetings)
    columns = {"本期协商人次": "参加人次", "本期收集意见数": "收集意见", "本期采纳意见数": "采纳意见"}
    for name, column in columns.items():
        assert number(book, name) == total(county.meetings, column)


def test_every_source_is_a_cell_of_the_file_and_of_the_county(pair: tuple[FactBook, County]) -> None:
    book, county = pair
    facts = [fact for entry in book.facts.values() for fact in ([entry] if isinstance(entry, Fact) else entry.values())]
    cells = {cell for fact in facts for cell in fact.sources if cell.letter}
    assert cells
    for cell in cells:
        lines = lines_of(cell.file)
        column = ord(cell.letter) - ord("A")
        assert (lines[0][column], lines[cell.line - 1][column]) == (cell.column, cell.text)
        assert lines[cell.line - 1][0].startswith(county.code) or cell.file.endswith(OF_ALL)


def test_every_unit_has_the_three_periods(programme: Programme) -> None:
    for unit in programme.notice.units:
        assert [found.id for found in periods_with_data(programme.accounts, unit)] == list(PERIODS)


def test_the_day_of_the_data_is_the_last_one_reported(books: dict[tuple[str, str], FactBook]) -> None:
    fact = books["双塔区", "2023H2"].facts["数据截至日期"]
    assert isinstance(fact, Fact)
    assert fact.value == date(2023, 11, 30)
