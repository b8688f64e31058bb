"""Quotas: totals that a notice demands with the parts that should make them, read from its file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders.core.errors import UsageError
from builders.model.quota import Quota
from builders.sources.notices import parse_notice
from tests.workspaces import NOTICE

FILE = "data/small/notice.yaml"
DISTRICTS = "parts: [{unit: '01', value: '3'}, {unit: '02', value: '3'}, {unit: '03', value: '3'}]"


def read(parts: str, more: str = "") -> Quota:
    quota = f"{{name: 生活圈, total: '10', unit: 个, clause: 二, text: 不少于10个, {parts}{more}}}"
    [found] = parse_notice(f"{NOTICE}quotas:\n  - {quota}\n", "small", FILE).quotas
    return found


def told(parts: str, more: str = "") -> list[str]:
    with pytest.raises(UsageError) as caught:
        read(parts, more)
    return [f"[{problem.code}] {problem.message}（{problem.value}）" for problem in caught.value.diagnostics]


def test_parts_are_added_up_as_often_as_they_count() -> None:
    quota = read("parts: [{name: 已建成, value: '1'}, {name: 每年, value: '2.5', times: 3}]")
    assert quota.sum == Decimal("8.5")
    assert [part.name for part in quota.parts] == ["已建成", "每年"]


def test_a_part_without_a_name_bears_the_code_of_its_unit() -> None:
    assert [part.name for part in read(DISTRICTS).parts] == ["01", "02", "03"]


def test_a_quota_binds_from_below_unless_it_says_otherwise() -> None:
    assert [read(DISTRICTS, more).holds for more in ("", ", bound: 不超过", ", bound: 等于")] == [False, True, False]
    assert read("parts: [{name: 甲, value: '10'}]", ", bound: 等于").holds


def test_its_number_knows_its_place() -> None:
    quota = read(DISTRICTS)
    line = NOTICE.count("\n") + 2
    assert (quota.source.file, quota.source.line, quota.source.text) == (FILE, line, "10")


def test_a_unit_that_the_notice_does_not_have_is_told() -> None:
    assert told("parts: [{unit: '04', value: '3'}]") == ["[N016] 通知中没有这个报送单位（04）"]


def test_two_quotas_of_one_name_are_told() -> None:
    one = "{name: 甲, total: '1', unit: 个, clause: 二, text: 文, parts: [{name: 乙, value: '1'}]}"
    with pytest.raises(UsageError) as caught:
        parse_notice(f"{NOTICE}quotas:\n  - {one}\n  - {one}\n", "small", FILE)
    assert [problem.code for problem in caught.value.diagnostics] == ["N015"]


@pytest.mark.parametrize(
    ("parts", "more", "message"),
    [
        ("parts: []", "", "[Y009]"),
        ("parts: [{value: '3'}]", "", "“parts”缺少“name”"),
        ("parts: [{name: 甲, value: 三}]", "", "“value”不是数字（三）"),
        ("parts: [{name: 甲, value: '3', time: 2}]", "", "不认识的键“time”"),
        (DISTRICTS, ", bound: 少于", "“bound”的值不认识（少于）"),
    ],
)
def test_what_cannot_be_read_is_told(parts: str, more: str, message: str) -> None:
    assert any(message in problem for problem in told(parts, more))
