"""Where personal data are told in prose and tables, and that no message ever repeats them."""

from __future__ import annotations

import dataclasses

import pytest

from builders.checks.privacy.catalogue import RULES, rule_of
from builders.checks.privacy.cells import check_cells
from builders.checks.privacy.detecting import find_personal
from builders.checks.privacy.prose import check_name, check_privacy
from builders.checks.privacy.telling import without_personal_data
from builders.checks.text import read_prose
from builders.core.diagnostics import Diagnostic, Place
from builders.model.table import Field, Row, Table, TableSchema
from tests.checks.privacy.numbers import LANDLINE, MOBILE, card, identity, slipped

ID = identity()
FIELDS = (
    Field("name", "项目名称"),
    Field("phone", "联系电话"),
    Field("note", "备注"),
    Field("money", "投资", unit="元"),
)


def places(text: str) -> list[tuple[str, int, int]]:
    return [(each.code, each.place.line, each.place.character) for each in check_privacy(read_prose(text, "x.md"))]


def table(*rows: tuple[str, ...]) -> Table:
    made = tuple(Row(line, texts, texts) for line, texts in enumerate(rows, 2))
    return Table(TableSchema("t", "表", FIELDS), "data/n/t.csv", ("A", "B", "C", "D"), made)


def told(problem: Diagnostic) -> str:
    return f"{problem} {dataclasses.asdict(problem)} {problem!r}"


@pytest.mark.parametrize(
    "text, place",
    [
        (f"甲。\n乙，联系电话{MOBILE}。", ("V105", 2, 7)),
        (f"---\nannotation: 电话{MOBILE}\n---\n甲。", ("V105", 2, 15)),
        (f"{{## 经办电话{MOBILE} ##}}", ("V105", 1, 9)),
        (f"{{% set 甲 = '{ID}' %}}", ("V101", 1, 13)),
        (f"[甲](tel:{MOBILE})", ("V105", 1, 9)),
        (f"| 甲 |\n|---|\n| {ID} |", ("V101", 3, 3)),
        (f"![甲](assets/a.png){{alt='{ID}'}}", ("V101", 1, 25)),
        (f"```\n{ID}\n```", ("V101", 2, 1)),
        (f"甲{ID[:6]}\n{ID[6:]}。", ("V101", 1, 2)),
    ],
)
def test_prose_is_looked_at_whole_printed_or_not(text: str, place: tuple[str, int, int]) -> None:
    assert places(text) == [place]


def test_cells_are_told_by_row_and_column() -> None:
    found = [
        (each.code, str(each.place))
        for each in check_cells(
            table(
                ("甲", "", f"户主{ID}", "1"),
                ("乙", MOBILE, "", "2"),
                ("丙", "", MOBILE, MOBILE),
                ("丁", LANDLINE[5:], "", "4"),
            )
        )
    ]

    assert found == [
        ("V101", "data/n/t.csv 第2行 C列“备注”"),
        ("V114", "data/n/t.csv 第3行 B列“联系电话”"),
        ("V106", "data/n/t.csv 第4行 C列“备注”"),
        ("V109", "data/n/t.csv 第5行 B列“联系电话”"),
    ]


def test_digits_of_two_cells_are_never_read_as_one_number() -> None:
    assert list(check_cells(table((ID[:9], ID[9:], MOBILE[:6], MOBILE[6:])))) == []


def test_a_row_far_down_is_found() -> None:
    rows = [("甲", "", "", str(number)) for number in range(2500)]

    assert [each.place.line for each in check_cells(table(*rows, ("乙", "", ID, "1")))] == [2502]


def test_a_name_of_a_file_is_looked_at() -> None:
    [problem] = check_name(f"content/甲/{MOBILE}张某.jpg")

    assert (problem.code, problem.place.file) == ("V105", "content/甲/138****1111张某.jpg")


@pytest.mark.parametrize("number", [ID, slipped(ID), MOBILE, card(), LANDLINE, "someone@qq.com", "3号楼2单元501室"])
def test_no_message_repeats_what_it_tells_of(number: str) -> None:
    text = f"电话邮箱卡号：{number}"
    problems = [*check_privacy(read_prose(text, "x.md")), *check_cells(table(("甲", "", text, "")))]

    assert len(problems) >= 2
    assert [problem for problem in problems if number in told(problem)] == []


def test_problems_of_other_rules_are_told_without_the_number_that_they_quote() -> None:
    problem = Diagnostic(Place(f"data/{ID}.csv", 2), "D001", f"不认识“{ID}”", f"电话{MOBILE}", f"是否指“{ID}”？")
    masked = without_personal_data(problem)

    assert ID not in told(masked)
    assert MOBILE not in told(masked)
    assert (masked.code, masked.value) == ("D001", "电话138****1111")


def test_every_code_is_one_rule_with_its_reason_and_cure() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert [rule.code for rule in RULES if not (rule.reason and rule.cure)] == []


def test_the_examples_of_the_rules_that_are_right_are_no_findings() -> None:
    assert [text for rule in RULES for text in rule.right if find_personal(text)] == []


@pytest.mark.parametrize("code", ["V112", "V113"])
def test_the_examples_of_the_rules_that_are_wrong_are_findings(code: str) -> None:
    [rule] = [rule for rule in RULES if rule.code == code]

    assert {rule_of(found).code for text in rule.wrong for found in find_personal(text)} == {code}
