"""A name that nothing defines is told with the nearest one, all of them at once; what has no value says why."""

from __future__ import annotations

import pytest

from tests.compose.desk import CONTENT_FILE, FIRST_LINE, TEMPLATE_FILE, Desk, fact

FACTS = {
    "本期完成投资": fact("本期完成投资", "12.5", "万元"),
    "各任务数": {"推进智能化服务": fact("各任务数", 3, "个")},
}
ROW = {"项目名称": fact("项目.项目名称", "智慧停车"), "建筑面积": None, "本期": {"状态": fact("进展.状态", "在建")}}
VIEWS = {"项目进展": (ROW,), "空视图": ()}
ALL = '{{ 正文("主要做法") }}\n{{ 正文("存在问题") }}\n'


def test_every_unknown_name_of_template_and_passages_is_told_at_once(desk: Desk) -> None:
    problems = desk.problems(
        "第一行\n{{ 本期完成投姿 }}\n\n{% if 项目进度 %}{% endif %}\n" + ALL,
        passages={"主要做法": "\n完成{{ 本期完成投兹 }}\n", "存在问题": "\n\n{{ 完全没有的名字 }}\n"},
        facts=FACTS,
        views=VIEWS,
    )

    assert [(p.place.file, p.place.line) for p in problems] == [
        (CONTENT_FILE, FIRST_LINE + 2),
        (CONTENT_FILE, FIRST_LINE + 7),
        (TEMPLATE_FILE, 2),
        (TEMPLATE_FILE, 4),
    ]
    assert "没有数据“本期完成投兹” → 是否指“本期完成投资”？" in str(problems[0])
    assert "make-report explain" in problems[1].cure
    assert "没有数据“项目进度” → 是否指“项目进展”？" in str(problems[3])


def test_unknown_names_in_an_included_template_are_told_too(desk: Desk) -> None:
    desk.write("half-year/part.md.j2", "\n{{ 本期完成投姿 }}\n{{ 没有的 }}\n")

    problems = desk.problems("{% include 'half-year/part.md.j2' %}\n", facts=FACTS)

    places = [(problem.place.file, problem.place.line) for problem in problems]
    assert places == [("templates/half-year/part.md.j2", 2), ("templates/half-year/part.md.j2", 3)]


@pytest.mark.parametrize(
    "template",
    [
        "{% set 甲 = 本期完成投资 %}{{ 甲 }}",
        "{% for 行 in 项目进展 %}{{ loop.index }}{{ 行.项目名称 }}{% endfor %}",
        "{% macro 句(词) %}{{ 词 }}{{ caller() }}{% endmacro %}{% call 句('甲') %}乙{% endcall %}",
        "{% from 'half-year/macros.j2' import 宏甲 as 甲 %}{{ 甲() }}",
        "{% import 'half-year/macros.j2' as 宏 %}{{ 宏.宏甲() }}",
        "{% for 名, 数 in 各任务数.items() %}{{ 名 }}{{ 数 }}{% endfor %}",
        "{{ 通知.名称 }}{{ 通知.文号 }}{{ 单位.全称 }}{{ 任务列表 | first }}",
        "{{ 报告期.名称 }}{{ 报告期.上期 }}{{ 报告期.下期 }}",
    ],
)
def test_names_that_a_template_makes_itself_are_known(desk: Desk, template: str) -> None:
    desk.write("half-year/macros.j2", "{% macro 宏甲() %}甲{% endmacro %}")

    assert desk.text(template, facts=FACTS, views=VIEWS)


@pytest.mark.parametrize(
    ("template", "message", "cure"),
    [
        ("{% for 行 in 项目进展 %}{{ 行.项目名陈 }}{% endfor %}", "没有“项目名陈”", "是否指“项目名称”？"),
        ("{% for 行 in 项目进展 %}{{ 行.本期.状泰 }}{% endfor %}", "没有“状泰”", "是否指“状态”？"),
        ('{{ 各任务数["推进智能化服物"] }}', "没有“推进智能化服物”", "是否指“推进智能化服务”？"),
        ("{{ 单位.简称 }}", "没有“简称”", "全称"),
        ('{{ (项目进展 | selectattr("项目名称", "equalto", "没有的") | first).项目名称 }}', "没有符合条件的行", "条件"),
        ("{{ 空视图 | first }}", "没有符合条件的行", "条件"),
        ("{{ 空视图[0] }}", "没有符合条件的行", "条件"),
        ("{% for 行 in 项目进展 %}{{ 行.建筑面积.表数 }}{% endfor %}", "空单元格", "if"),
    ],
)
def test_a_wrong_column_key_or_row_is_told_with_the_nearest(
    desk: Desk, template: str, message: str, cure: str
) -> None:
    problem = desk.problem(f"第一行\n{template}\n", facts=FACTS, views=VIEWS)

    assert message in problem.message
    assert cure in problem.cure
    assert (problem.place.file, problem.place.line) == (TEMPLATE_FILE, 2)


ABSENT = {"上期完成投资": "试点首个报告期，没有上期"}


@pytest.mark.parametrize(
    "template",
    [
        "{{ 上期完成投资 }}",
        "{% if 上期完成投资 > 3 %}{% endif %}",
        "{{ 上期完成投资.数 }}",
        "{{ 上期完成投资 ~ '甲' }}",
    ],
)
def test_a_fact_without_a_value_says_why_and_what_to_write(desk: Desk, template: str) -> None:
    problem = desk.problem(f"第一行\n\n{template}\n", absent=ABSENT)

    assert problem.message == "“上期完成投资”此处没有值：试点首个报告期，没有上期"
    assert "{% if 上期完成投资 is defined %}" in problem.cure
    assert (problem.place.file, problem.place.line) == (TEMPLATE_FILE, 3)


def test_a_template_may_ask_whether_a_fact_has_a_value(desk: Desk) -> None:
    template = "{% if 上期完成投资 is defined %}有{% else %}无{% endif %}"

    assert desk.text(template, absent=ABSENT) == "无"
    assert desk.text(template, facts={"上期完成投资": fact("上期完成投资", "1", "万元")}) == "有"


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ("{% for 行 in 项目进展 %}{{ 行.建筑面积 }}{% endfor %}", "空单元格"),
        ("{{ none }}", "空单元格"),
        ("{{ 0.1 }}", "未取整的小数"),
        ("{{ 项目进展 }}", "一列数据"),
        ("{% for 行 in 项目进展 %}{{ 行 }}{% endfor %}", "整行数据"),
        ("{{ 本期完成投资 > 3 }}", "是非值"),
        ("{{ 各任务数 }}", "整行数据"),
        ("{{ 各任务数.values() }}", "不能打印"),
        ("{{ '甲' ~ none }}", "空单元格"),
        ("{{ ['甲' ~ none] | join }}", "空单元格"),
        ("{{ [none, 本期完成投资] | join('、') }}", "空单元格"),
        ("{{ 正文 }}", "不能打印"),
    ],
)
def test_what_no_document_may_show_is_never_printed(desk: Desk, template: str, what: str) -> None:
    problem = desk.problem(f"第一行\n{template}\n", facts=FACTS, views=VIEWS)

    assert what in problem.message
    assert problem.place.line == 2


@pytest.mark.parametrize(
    ("template", "part"),
    [
        ("{{ 本期完成投资 }", "成对"),
        ("{% if 本期完成投资 %}甲", "endif"),
        ("{% endfor %}", "endfor"),
        ("{% 如果 %}", "“如果”"),
        ("{{ 本期完成投资 | 没有的 }}", "“没有的”"),
        ("{% if 本期完成投资 is 没有的 %}{% endif %}", "“没有的”"),
        ("{{ 本期完成投资 | jion('、') }}", "是否指“join”"),
        ("{{ 本期 完成投资 }}", "“完成投资”"),
        ("{{ '甲 }}", "成对"),
        ("{{ 本期完成投资 < '甲' }}", "比较"),
        ("{{ 本期完成投资 + 1 }}", "运算"),
        ("{{ 本期完成投资() }}", "调用"),
        ("{% for 行 in 本期完成投资 %}{% endfor %}", "循环"),
    ],
)
def test_a_mistake_of_writing_is_told_in_chinese_with_its_line(desk: Desk, template: str, part: str) -> None:
    problem = desk.problem(f"第一行\n{template}\n", facts=FACTS)

    assert part in str(problem)
    assert problem.place.line in (2, 3)
    assert not any(word in str(problem) for word in ("expected", "unexpected", "Unexpected", "Stated", "object", "No "))


def test_a_template_names_a_passage_that_the_content_has_not(desk: Desk) -> None:
    problem = desk.problem('第一行\n{{ 正文("主要作法") }}\n', passages={"主要做法": "甲"})

    assert "“主要作法”" in str(problem)
    assert "是否指“主要做法”" in str(problem)
    assert (problem.place.file, problem.place.line) == (TEMPLATE_FILE, 2)
