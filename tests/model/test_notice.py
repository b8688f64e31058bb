"""A notice finds its levels and the units that must send a document."""

from __future__ import annotations

import pytest

from builders.model.notice import Artifact, Level, Notice, Unit

EAST = Unit("01", "东县", "东方自治县", "county")
TOWN = Unit("0101", "一镇", "一镇", "town")
REPORT = Artifact("half-year", "半年报告", "county", "half-year", "报告", "report.md.j2")
NOTICE = Notice(
    id="pilot", title="通知", number="某发〔2022〕44号", date=None, issuers=("甲局",), source="公开",
    programme="试点", sample=True, tables=(), levels=(Level("county", "县", "district"), Level("town", "镇", "town")),
    units=(EAST, TOWN), artifacts=(REPORT,),
)  # fmt: skip


def test_a_level_is_found_by_its_id() -> None:
    assert NOTICE.level("town") == Level("town", "镇", "town")
    with pytest.raises(KeyError):
        NOTICE.level("city")


def test_only_units_of_its_level_send_a_document() -> None:
    assert NOTICE.units_of(REPORT) == (EAST,)


def test_a_unit_may_be_named_in_three_ways() -> None:
    assert EAST.names == ("东县", "东方自治县", "01")
