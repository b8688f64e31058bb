"""Rules of prose: a number that somebody typed is told with its line; dates, documents, terms and facts are free."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.checks.prose.typed_numbers import check_content
from builders.core.diagnostics import Diagnostic
from builders.model.passage import Content, Passage
from tests.pilot import notice

CONTENT = "content/pilot/东县/2023H1/half-year.md"
TERMS = ("15分钟生活圈", "60岁以上", "60岁以上70岁以下", "GB50180-2018", "5G")


def check(*texts: str) -> list[Diagnostic]:
    """Return what is told of passages that start at lines 10, 20, …"""
    passages = tuple(Passage(f"段{n}", text, CONTENT, 10 * n) for n, text in enumerate(texts, 1))
    return check_content(Content(CONTENT, "draft", date(2023, 6, 8), passages), notice(terms=TERMS))


def typed(text: str) -> list[str]:
    """Return the numbers told of a text."""
    return [problem.value for problem in check(text)]


def test_a_typed_number_is_told_with_its_line_as_a_warning() -> None:
    [problem] = check("\n## 小标题\n\n完成投资350.5万元。\n")
    assert str(problem) == (
        f"{CONTENT} 第13行第5字: [P001] 手工填写的数字，数据表中查不到出处（值：“350.5万”） → "
        "请改用数据名称（如 {{ 本期完成投资 }}），或把数字填进数据表"
    )
    assert problem.severity == "warning"


def test_a_number_that_a_fact_prints_is_told_with_the_name_to_write() -> None:
    passage = Passage("段1", "完成投资350.5万元，占60%。", CONTENT, 10)
    content = Content(CONTENT, "draft", date(2023, 6, 8), (passage,))

    first, second = check_content(content, notice(terms=TERMS), {"350.5万元": "本期完成投资", "350.5万": "错的"})

    assert (first.value, first.place.character) == ("350.5万元", 5)
    assert first.message == "手工填写的数字，与数据“本期完成投资”相同"
    assert first.cure.startswith("请写成 {{ 本期完成投资 }}")
    assert second.value == "60%" and "查不到出处" in second.message


@pytest.mark.parametrize("name", ["8:30—11:30", "比例尺1:500", "DN150球墨铸铁管", "PM2.5浓度"])
def test_times_scales_and_names_of_things_are_no_figures(name: str) -> None:
    assert typed(f"其中{name}。") == []


@pytest.mark.parametrize(("text", "told"), [("之比3:1", ["3", "1"]), ("LED60盏", ["60盏"]), ("1:0.8", ["1", "0.8"])])
def test_ratios_and_counts_behind_letters_are(text: str, told: list[str]) -> None:
    assert typed(text) == told


def test_every_number_of_every_passage_is_told() -> None:
    found = check("建成3个，在建2个。\n另有1个。", "拆除12处。")
    assert [(problem.place.line, problem.value) for problem in found] == [
        (10, "3个"),
        (10, "2个"),
        (11, "1个"),
        (20, "12处"),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    {
        "完成60%": "60%",
        "完成60％": "60％",
        "千分之5‰": "5‰",
        "共1,350户": "1,350户",
        "共１３５０户": "１３５０户",
        "面积380㎡": "380㎡",
        "温度-5度": "5度",
        "约0.5公里": "0.5公",
        "第3批": "3批",
        "历时12个月": "12个",
        "12月至今3次": "3次",
        "2023项工作": "2023项",
        "15分钟路程": "15分",
        "60岁以下": "60岁",
    }.items(),
)
def test_a_number_is_told_as_it_is_written(text: str, number: str) -> None:
    assert typed(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "2023年", "2023年6月", "2023年6月8日", "2023年上半年", "2023年下半年", "6月", "6月8日", "20世纪90年代",
        "21世纪", "2023—2025年", "2023-2025年", "2023年6月—2024年6月", "2023年至2025年",
        "朝住建发〔2022〕44号", "〔2022〕010号", "GB/T 9704—2012", "GB 50180-2018", "GB50180-2018",
        "第3条", "第12款", "15分钟生活圈", "60岁以上老人", "60岁以上70岁以下老人", "5G基站",
    ],
)  # fmt: skip
def test_dates_documents_and_terms_are_free(text: str) -> None:
    assert typed(f"按{text}要求") == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ 本期完成投资 }}",
        '{{ (表 | selectattr("名称", "equalto", "3号楼") | first).金额 }}',
        "{% if 项目总数 > 3 %}多{% endif %}",
        "{## 2号稿，改过3次 ##}",
        "{% if x\n   > 3 %}\n多",
        "说明[^1]和[^注2]",
        "[^1]: 见公报",
        "见[](#tbl-2)",
        "![现场](照片/2023-06/01.jpg){width=80%}",
        "[公报](https://example.org/2023/06/08)",
        "https://example.org/2023/06/08?id=3",
        "| 项目 | 金额 |{#tbl-3}",
    ],
)
def test_facts_and_the_marks_of_markdown_are_free(text: str) -> None:
    assert typed(text) == []


@pytest.mark.parametrize("mark", ["1. ", "2) ", "(3) ", "  10. "])
def test_the_number_of_a_list_entry_is_free(mark: str) -> None:
    assert typed(f"如下：\n\n{mark}建成广场\n") == []
    assert typed(f"如下：\n\n{mark}建成4处\n") == ["4处"]


def test_lines_are_counted_behind_tags_of_several_lines() -> None:
    [problem] = check("甲\n{% if x\n  and y %}\n乙\n{% endif %}\n建成3个")
    assert problem.place.line == 15


@given(st.text(alphabet="一二（）年月日。\n {}%#[]()|", max_size=60))
def test_prose_without_digits_is_never_told(text: str) -> None:
    assert typed(text) == []


@given(st.integers(10_000, 99_999_999), st.text(alphabet="甲乙。，\n", max_size=10))
def test_a_large_number_is_always_told(number: int, around: str) -> None:
    assert [value.rstrip("甲乙") for value in typed(f"{around}共{number}，{around}")] == [str(number)]
