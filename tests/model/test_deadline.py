"""What a notice asks for, of whom, for when, and by which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders.model.deadline import Deadline, deadlines
from builders.model.notice import Notice
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace


@pytest.fixture(scope="module")
def chaoyang(workspace_root: Path) -> Notice:
    return read_notice(Workspace(workspace_root), "chaoyang")


def of(notice: Notice, artifact: str, level: str, on: date) -> list[Deadline]:
    asked = [each for each in deadlines(notice, on) if (each.artifact.id, each.artifact.level) == (artifact, level)]
    return [each for each in asked if each.unit == asked[0].unit]


def test_half_years_are_asked_for_from_the_first_due_day_on_and_the_next_one_is_announced(chaoyang: Notice) -> None:
    asked = of(chaoyang, "half-year", "county", date(2023, 12, 1))

    assert [(each.period.id, each.due) for each in asked] == [
        ("2023H1", date(2023, 6, 10)), ("2023H2", date(2023, 12, 10)),
    ]  # fmt: skip
    assert [each.days_left(date(2023, 12, 1)) for each in asked] == [-174, 9]
    assert asked[0].title == "2023年上半年半年总结报告"


def test_before_the_programme_begins_the_first_is_announced(chaoyang: Notice) -> None:
    assert [each.period.id for each in of(chaoyang, "half-year", "county", date(2022, 12, 1))] == ["2023H1"]


def test_nothing_is_asked_for_after_the_last_phase(chaoyang: Notice) -> None:
    asked = of(chaoyang, "half-year", "county", date(2030, 1, 1))

    assert [each.period.id for each in asked] == ["2023H1", "2023H2", "2024H1", "2024H2"]


def test_every_unit_of_the_level_owes_it(chaoyang: Notice) -> None:
    asked = [each for each in deadlines(chaoyang, date(2023, 6, 10)) if each.artifact.id == "plan"]

    assert {each.unit.name for each in asked} == {
        "北票市", "凌源市", "朝阳县", "建平县", "喀左县", "双塔区", "龙城区",
    }  # fmt: skip
    assert {each.due for each in asked} == {date(2022, 12, 15)}


def test_without_due_days_a_document_is_there_when_its_period_has_ended(chaoyang: Notice) -> None:
    free = tuple(replace(each, due=(), first_due=None) for each in chaoyang.artifacts if each.id == "half-year")
    asked = deadlines(replace(chaoyang, artifacts=free), date(2023, 7, 1))

    assert {each.period.id for each in asked} == {"2022H2", "2023H1"}
    assert {each.due for each in asked} == {None}


def test_days_come_in_order(chaoyang: Notice) -> None:
    days = [each.due or date.max for each in deadlines(chaoyang, date(2024, 12, 31))]
    assert days == sorted(days)
