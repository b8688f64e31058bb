"""Whose rows a commit changed: what is the same above and below is passed over, and that changes no answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders.deliver.versions.rows import EVERYBODY, Register
from tests.pilot import SCHEMAS, dataset, schema

HEAD = "社区编号,社区名称,县区代码,户数"
COMMUNITIES = schema(SCHEMAS["社区"])
PROJECTS = schema(SCHEMAS["项目"])
ROWS = st.lists(st.sampled_from(["C1,甲,01,5", "C2,乙,01,6", "C3,丙,02,7", "C4,丁,03,8", "C4,丁,03,9", ""]), max_size=7)
ENDS = st.sampled_from(["\n", "\r\n"])


def register() -> Register:
    return Register(dataset(社区="C1,甲,01,5\nC3,丙,02,7", 项目="P1,C1,管网,1,2023-01-01"))


@given(ROWS, ROWS, ENDS, st.booleans())
def test_the_owners_of_a_change_are_those_of_the_rows_that_differ(
    old: list[str], new: list[str], ends: str, mark: bool
) -> None:
    before, after = (("\ufeff" if mark else "") + ends.join([HEAD, *rows, ""]) for rows in (old, new))
    found = register().owners_of_change(COMMUNITIES, before.encode(), after.encode())

    counted = {row: old.count(row) - new.count(row) for row in {*old, *new} if row}
    expected = {row.split(",")[2] for row, surplus in counted.items() if surplus}
    if old.count("") != new.count("") or (not expected and old != new):
        assert found is EVERYBODY or expected <= found  # blank lines and another order: at least these
    else:
        assert found is not EVERYBODY
        assert sorted(found) == sorted(expected)


def owners(before: str, after: str) -> list[str] | None:
    head = "项目编号,社区编号,任务,总投资,计划完工"
    found = register().owners_of_change(PROJECTS, f"{head}\n{before}".encode(), f"{head}\n{after}".encode())
    return None if found is EVERYBODY else sorted(found)


def test_a_row_belongs_to_the_unit_of_its_parent() -> None:
    assert owners("P1,C1,管网,1,2023-01-01\n", "P1,C1,管网,2,2023-01-01\n") == ["01"]
    assert owners("P1,C1,管网,1,2023-01-01\n", "P1,C3,管网,1,2023-01-01\n") == ["01", "02"]


def test_a_row_without_a_parent_that_anybody_knows_is_everybodys() -> None:
    assert owners("", "P9,C9,管网,1,2023-01-01\n") is EVERYBODY


def test_a_table_saved_in_another_encoding_is_everybodys_once() -> None:
    text = f"{HEAD}\nC1,甲,01,5\n"

    assert register().owners_of_change(COMMUNITIES, text.encode(), text.encode("gb18030")) == frozenset()
    assert register().owners_of_change(COMMUNITIES, b"\xff\xfe\x00", text.encode()) is EVERYBODY
