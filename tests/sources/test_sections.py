"""A section: a mapping read key by key into a value, where an unknown, missing or unfit key is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from builders.core.diagnostics import Diagnostic
from builders.sources.sections import Section, parse_section


def opened(text: str) -> tuple[Section, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    return parse_section(text, "规则.yaml", problems), problems


def told(text: str, read: Callable[[Section], object]) -> list[str]:
    """Return what is reported when ``read`` reads the section."""
    section, problems = opened(text)
    read(section)
    return [str(problem) for problem in problems]


def test_a_text_is_trimmed() -> None:
    section, problems = opened("甲: '  一二  '\n")
    assert section.text("甲") == "一二"
    assert problems == []


def test_a_missing_text_is_told_where_the_section_starts() -> None:
    assert told("# 注释\n甲: 1\n", lambda section: section.text("乙")) == [
        "规则.yaml 第2行: [Y008] 缺少“乙” → 请补上“乙: …”"
    ]


@pytest.mark.parametrize("text", ["甲:\n", "甲: ''\n", "甲: '  '\n"])
def test_an_empty_text_that_is_needed_is_told(text: str) -> None:
    assert told(text, lambda section: section.text("甲")) == ["规则.yaml 第1行: [Y009] “甲”没有填写 → 请补上“甲: …”"]


def test_a_text_with_a_default_may_be_missing_or_empty() -> None:
    section, problems = opened("甲:\n")
    assert (section.text("甲", ""), section.text("乙", "无")) == ("", "无")
    assert problems == []


@pytest.mark.parametrize("value", ["[1, 2]", "{乙: 1}"])
def test_a_text_must_be_one_value(value: str) -> None:
    assert told(f"甲: {value}\n", lambda section: section.text("甲")) == [
        "规则.yaml 第1行: [Y003] “甲”应为一个值 → 请写成“键: 值”"
    ]


def test_a_list_may_be_one_value() -> None:
    section, problems = opened("甲: 一\n乙: [一, 二]\n丙:\n  - 一\n丁:\n")
    assert [section.texts(key, ()) for key in "甲乙丙丁戊"] == [("一",), ("一", "二"), ("一",), (), ()]
    assert problems == []


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("{乙: 1}", "[Y003] “甲”应为一列值 → 请写成“[甲, 乙]”"),
        ("[[1], 2]", "[Y003] “甲”应为一列值 → 请写成“[甲, 乙]”"),
        ("[一, '']", "[Y009] “甲”中有空值 → 请删除或填写"),
        ("[一, 二, 一]", "[Y010] “甲”中“一”重复出现 → 请只保留一处"),
    ],
)
def test_a_list_that_is_none_is_told(value: str, fault: str) -> None:
    assert told(f"甲: {value}\n", lambda section: section.texts("甲", ())) == [f"规则.yaml 第1行: {fault}"]


@pytest.mark.parametrize("text", ["甲:\n", "甲: []\n"])
def test_a_list_that_is_needed_may_not_be_empty(text: str) -> None:
    assert told(text, lambda section: section.texts("甲")) == ["规则.yaml 第1行: [Y009] “甲”没有填写 → 请补上“甲: …”"]


def test_a_choice_is_answered_with_the_nearest_one() -> None:
    assert told("甲: half-yaer\n", lambda section: section.choice("甲", ("half-year", "once"))) == [
        "规则.yaml 第1行: [Y004] “甲”的值不认识（值：“half-yaer”） → 是否指“half-year”？"
    ]


def test_or_with_all_when_none_is_near() -> None:
    assert told("甲: x\n", lambda section: section.choice("甲", ("half-year", "once"))) == [
        "规则.yaml 第1行: [Y004] “甲”的值不认识（值：“x”） → 可用的有：half-year、once"
    ]


@pytest.mark.parametrize("text", ["甲: [once]\n", "乙: 1\n", "甲:\n"])
def test_a_choice_that_is_no_value_is_told_once(text: str) -> None:
    assert len(told(text, lambda section: section.choice("甲", ("half-year", "once")))) == 1


def test_only_true_and_false_are_truth() -> None:
    section, problems = opened("甲: true\n乙: false\n丙: yes\n丁: True\n")
    assert [section.flag(key) for key in "甲乙戊"] == [True, False, False]
    assert section.flag("己", default=True)
    assert problems == []
    section.flag("丙"), section.flag("丁")
    assert [problem.code for problem in problems] == ["Y004", "Y004"]


def test_a_date_is_written_in_one_way() -> None:
    section, problems = opened("甲: 2023-06-08\n乙: '2024-02-29'\n丙:\n")
    assert [section.day(key) for key in "甲乙丙丁"] == [date(2023, 6, 8), date(2024, 2, 29), None, None]
    assert problems == []


@pytest.mark.parametrize(
    "value", ["2023-02-30", "2023-6-8", "2023/06/08", "20230608", "２０２３-06-08", "2023-06-08T00"]
)
def test_any_other_date_is_told(value: str) -> None:
    assert told(f"乙: 1\n甲: {value}\n", lambda section: section.day("甲")) == [
        f"规则.yaml 第2行: [Y005] “甲”不是日期（值：“{value}”） → 请写成 2023-06-08 的形式"
    ]


@pytest.mark.parametrize(("text", "code"), [("乙: 1\n", "Y008"), ("甲:\n", "Y009"), ("甲: x\n", "Y005")])
def test_a_date_that_is_needed_is_told_once(text: str, code: str) -> None:
    section, problems = opened(text)
    section.day("甲", needed=True)
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize("value", ["30", "-1.50", "0.1", "012"])
def test_a_number_is_decimal_without_a_float(value: str) -> None:
    section, problems = opened(f"甲: {value}\n")
    assert section.number("甲") == Decimal(value)
    assert str(section.number("甲")) == str(Decimal(value))
    assert problems == []


@pytest.mark.parametrize("value", ["NaN", "inf", "1e5", "1_000", "1,000", "30%", "３０", "三十", "0x10", "1."])
def test_what_only_looks_like_a_number_is_told(value: str) -> None:
    assert told(f"甲: {value}\n", lambda section: section.number("甲")) == [
        f"规则.yaml 第1行: [Y006] “甲”不是数字（值：“{value}”） → 请只写数字"
    ]


@pytest.mark.parametrize("value", ["-1", "11", "1.5", "99999999999999999999"])
def test_a_count_of_decimals_is_small_and_whole(value: str) -> None:
    assert told(f"甲: {value}\n", lambda section: section.whole("甲", 2, most=10)) == [
        f"规则.yaml 第1行: [Y006] “甲”应为0至10的整数（值：“{value}”） → 请改正"
    ]


def test_entries_of_a_list_are_sections_with_lines_of_their_own() -> None:
    section, problems = opened("甲:\n  - {乙: 1}\n  -\n    乙: 2\n丙: []\n")
    assert [(part.text("乙"), part.line) for part in section.sections("甲")] == [("1", 2), ("2", 4)]
    assert section.sections("丙") == section.sections("丁") == ()
    assert problems == []


@pytest.mark.parametrize("value", ["1", "{乙: 1}", "[1, {乙: 1}]"])
def test_a_list_of_entries_is_nothing_else(value: str) -> None:
    assert told(f"甲: {value}\n", lambda section: section.sections("甲")) == [
        "规则.yaml 第1行: [Y003] “甲”应为一列条目 → 请以“- ”开头逐条写"
    ]


def test_a_section_under_a_key_knows_the_line_of_its_key() -> None:
    section, problems = opened("甲: 1\n乙:\n\n  # 注释\n  丙: 1\n")
    inner = section.section("乙")
    assert inner is not None
    assert inner.line == 2
    inner.text("丁")
    assert str(problems[0]) == "规则.yaml 第2行: [Y008] “乙”缺少“丁” → 请补上“丁: …”"


@pytest.mark.parametrize("value", ["1", "[1]", ""])
def test_a_section_is_nothing_else(value: str) -> None:
    assert told(f"甲: {value}\n", lambda section: section.section("甲")) == [
        "规则.yaml 第1行: [Y003] “甲”应为下一级的“键: 值” → 请检查缩进"
    ]


def test_a_key_that_nobody_asked_for_is_told_with_the_nearest() -> None:
    def read(section: Section) -> None:
        section.text("title"), section.text("number")
        section.close()

    assert told("title: 1\nnumber: 2\ntilte:\n  - 3\n", read) == [
        "规则.yaml 第3行: [Y007] 不认识的键“tilte” → 是否指“title”？"
    ]


def test_and_without_a_near_one_with_what_may_be_done() -> None:
    def read(section: Section) -> None:
        section.text("甲")
        section.close()

    assert told("甲: 1\nxyz: 2\n", read) == ["规则.yaml 第2行: [Y007] 不认识的键“xyz” → 请删除，或对照手册改正"]


def test_a_faulty_value_reads_as_its_default_so_that_reading_goes_on() -> None:
    section, problems = opened("甲: [1]\n乙: {丙: 1}\n丁: x\n戊: x\n己: x\n")
    assert (section.text("甲", "无"), section.text("乙")) == ("无", "")
    assert (section.texts("乙", ("一",)), section.texts("乙"), section.texts("庚")) == (("一",), (), ())
    assert (section.choice("丁", ("y", "z"), "z"), section.choice("甲", ("y", "z"), "y")) == ("z", "y")
    assert (section.whole("丁", 2, 10), section.number("戊"), section.day("己")) == (2, None, None)
    assert (section.sections("丁"), section.section("丁")) == ((), None)
    assert len(problems) == 12


def test_a_whole_number_is_read_and_may_be_missing() -> None:
    section, problems = opened("甲: '10'\n乙: '0'\n丙:\n")
    assert [section.whole(key, 2, 10) for key in "甲乙丙丁"] == [10, 0, 2, 2]
    assert problems == []


def test_entries_and_parts_that_are_needed_may_not_be_missing() -> None:
    section, problems = opened("甲: []\n乙: 1\n")
    assert (section.sections("甲", needed=True), section.sections("丙", needed=True)) == ((), ())
    assert section.section("丁", needed=True) is None
    assert [problem.message for problem in problems] == ["“甲”没有填写", "缺少“丙”", "缺少“丁”"]


def test_parts_that_are_not_needed_may_be_missing() -> None:
    section, problems = opened("甲: 1\n")
    assert (section.sections("乙"), section.section("乙")) == ((), None)
    assert problems == []


def test_the_keys_are_those_written_in_their_order() -> None:
    assert opened("乙: 1\n甲: 2\n")[0].keys == ("乙", "甲")


def test_everything_wrong_is_told_at_once() -> None:
    def read(section: Section) -> None:
        section.day("甲"), section.number("乙"), section.text("丁")
        section.close()

    assert [line.split("]")[0] for line in told("甲: x\n乙: y\n丙: z\n甲: 2023-01-01\n", read)] == [
        "规则.yaml 第4行: [Y002",
        "规则.yaml 第2行: [Y006",
        "规则.yaml 第1行: [Y008",
        "规则.yaml 第3行: [Y007",
    ]
