"""A problem is told in one line that a clerk can act on: where, what, which value, what to do."""

from __future__ import annotations

import pytest

from builders.core.diagnostics import LONGEST_VALUE, Diagnostic, Place

PLACE = Place("data/chaoyang/projects.csv", 7, "C", "总投资")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (PLACE, "data/chaoyang/projects.csv 第7行 C列“总投资”"),
        (Place("projects.csv", 7), "projects.csv 第7行"),
        (Place("projects.csv"), "projects.csv"),
        (Place("projects.csv", column="总投资"), "projects.csv “总投资”"),
        (Place("表.xlsx", 12, "F", "总投资", sheet="项目"), "表.xlsx 项目!F12“总投资”"),
        (Place("表.xlsx", 12, sheet="项目"), "表.xlsx 项目!第12行"),
        (Place("表.xlsx", sheet="项目"), "表.xlsx 项目"),
    ],
)
def test_a_place_reads_as_in_a_spreadsheet(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_problem_is_place_code_sentence_value_and_cure() -> None:
    told = str(Diagnostic(PLACE, "D103", "不是数", value="7O8", cure="改为阿拉伯数字"))

    assert told == "data/chaoyang/projects.csv 第7行 C列“总投资”: [D103] 不是数（值：“7O8”） → 改为阿拉伯数字"


def test_what_there_is_nothing_to_say_of_is_left_out() -> None:
    assert str(Diagnostic(Place("a.csv", 2), "D101", "空行")) == "a.csv 第2行: [D101] 空行"


def test_a_long_value_is_cut_to_a_readable_length() -> None:
    told = str(Diagnostic(PLACE, "D103", "不是数", value="长" * 500))

    assert f"（值：“{'长' * (LONGEST_VALUE - 1)}…”）" in told


def test_a_value_that_just_fits_is_whole() -> None:
    value = "长" * LONGEST_VALUE

    assert f"“{value}”" in str(Diagnostic(PLACE, "D103", "不是数", value=value))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("第一行\n第二行", "第一行<U+000A>第二行"),
        ("双塔\u200b区", "双塔<U+200B>区"),
        ("\x1b[31m红", "<U+001B>[31m红"),
        ("双塔\u3000区", "双塔\u3000区"),
        ("双塔 区", "双塔 区"),
        ("镕堃玥𠮷", "镕堃玥𠮷"),
    ],
)
def test_a_problem_stays_in_one_line_and_shows_what_cannot_be_seen(value: str, shown: str) -> None:
    assert f"（值：“{shown}”）" in str(Diagnostic(PLACE, "D103", "含有不可见字符", value=value))


def test_problems_are_ordered_by_file_then_line_then_column() -> None:
    ordered = [
        Diagnostic(Place("a.csv", 2, "B", "人口"), "D1", ""),
        Diagnostic(Place("a.csv", 10, "A", "户数"), "D1", ""),
        Diagnostic(Place("b.csv", 1), "D1", ""),
    ]

    assert sorted(reversed(ordered)) == ordered
