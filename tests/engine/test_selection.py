"""From what the user named to the documents wanted: by unit and period, in the notice's order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.core.errors import DataError, UsageError
from builders.engine.programme import Programme, find_unit
from builders.engine.selection import find_units, select


def wanted(
    programme: Programme, unit: str | None = None, period: str | None = None, everything: bool = False
) -> list[tuple[str, str]]:
    orders = select(programme, "note", {} if unit is None else {"district": unit}, period, everything)
    return [(order.unit.name, order.period.id) for order in orders]


def test_a_unit_alone_means_its_newest_period_with_data(programme: Programme) -> None:
    assert wanted(programme, "甲县") == [("甲县", "2023H2")]
    assert wanted(programme, "丙县") == [("丙县", "2023H1")]


@pytest.mark.parametrize("period", ["2023H1", "2023h1", "2023上半年", "2023年上半年", " 2023H1 "])
def test_a_period_may_be_written_in_several_ways(programme: Programme, period: str) -> None:
    assert wanted(programme, "甲县", period) == [("甲县", "2023H1")]


def test_everything_is_all_units_and_all_their_periods_in_order(programme: Programme) -> None:
    assert wanted(programme, everything=True) == [
        ("甲县", "2023H1"), ("甲县", "2023H2"), ("乙县", "2023H1"), ("乙县", "2023H2"), ("丙县", "2023H1"),
    ]  # fmt: skip


def test_everything_stands_for_what_is_not_named(programme: Programme) -> None:
    assert wanted(programme, "乙县", everything=True) == [("乙县", "2023H1"), ("乙县", "2023H2")]
    assert wanted(programme, period="2023H1", everything=True) == [
        ("甲县", "2023H1"), ("乙县", "2023H1"), ("丙县", "2023H1")
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["甲县", "甲甲蒙古族自治县", "01", " 甲县 "])
def test_a_unit_may_be_named_by_short_name_full_name_or_code(programme: Programme, name: str) -> None:
    assert wanted(programme, name) == [("甲县", "2023H2")]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("甲线", "没有“甲线”，是否指“甲县”？"),
        ("甲甲蒙古自治县", "没有“甲甲蒙古自治县”，是否指“甲甲蒙古族自治县”？"),
        ("04", "没有“04”，是否指“01”？"),
        ("99", "没有“99”。可用的有：01、02、03。"),
        ("", "没有“”"),
    ],
)
def test_an_unknown_unit_is_answered_with_the_nearest(programme: Programme, name: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_unit(programme.notice, programme.artifacts("note")[0], name)

    assert caught.value.message.startswith(sentence)


def test_without_unit_and_without_all_the_units_are_listed(programme: Programme) -> None:
    with pytest.raises(UsageError, match="请用 --district 指明单位，或用 --all 生成全部。可用的有：甲县、乙县、丙县。"):
        wanted(programme)


@pytest.mark.parametrize("period", ["2023H3", "2023年", "明年", "2023-06", ""])
def test_a_period_that_cannot_be_read_is_answered_with_those_that_have_data(programme: Programme, period: str) -> None:
    listed = "有数据的报告期：2023H1（2023年上半年）、2023H2（2023年下半年）。"
    with pytest.raises(UsageError, match=f"看不懂报告期.*{listed}"):
        wanted(programme, "甲县", period)


def test_a_period_almost_written_right_is_answered_with_the_nearest(programme: Programme) -> None:
    with pytest.raises(UsageError, match="看不懂报告期“2023下半”，是否指“2023年下半年”？"):
        wanted(programme, "甲县", "2023下半")


def test_a_period_without_data_names_those_that_have_some(programme: Programme) -> None:
    with pytest.raises(UsageError, match="丙县没有2023年下半年的数据，有数据的报告期：2023H1（2023年上半年）。"):
        wanted(programme, "丙县", "2023H2")


def test_an_unknown_artifact_is_answered_with_the_nearest(programme: Programme) -> None:
    with pytest.raises(UsageError, match="没有“notes”，是否指“note”？"):
        programme.artifacts("notes")


# ------------------------------------------------------------------------------------------------ among several notices


@pytest.mark.parametrize("name", ["甲县", "甲甲蒙古族自治县", "01", " 甲县 "])
def test_a_unit_is_found_in_each_notice_that_has_it(programme: Programme, name: str) -> None:
    notices = [programme.notice, replace(programme.notice, id="second", units=programme.notice.units[:1])]

    def found(wanted: str | None) -> list[tuple[str, str]]:
        return [(notice.id, unit.name) for notice, unit in find_units(notices, wanted, {"district": name}, "")]

    assert found(None) == [("small", "甲县"), ("second", "甲县")]
    assert found("second") == [("second", "甲县")]


@pytest.mark.parametrize(
    ("wanted", "named", "sentence"),
    [
        ("smal", {}, "没有“smal”，是否指“small”？"),
        (None, {"district": "甲线"}, "没有“甲线”，是否指“甲县”？"),
        (None, {"city": "甲县"}, "没有“甲县”。"),
        (None, {"district": "甲县", "city": "甲县"}, "一次只能指明一个单位"),
        (None, {}, "请指明单位。"),
    ],
)
def test_who_is_not_found_among_the_notices_is_answered(
    programme: Programme, wanted: str | None, named: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        find_units([programme.notice], wanted, named, "请指明单位。")


@pytest.mark.parametrize("wanted", [None, "smal"])
def test_a_name_that_is_not_there_may_be_answered_otherwise(programme: Programme, wanted: str | None) -> None:
    with pytest.raises(DataError, match="甲县|small"):
        find_units([programme.notice], wanted, {"district": "x"}, "", lambda _, known: DataError("、".join(known)))
