"""The forms of a fact in a template: as a sentence prints it, as a column prints it, and in comparisons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders.model.fact import Fact
from tests.compose.desk import Desk, fact

MONEY = fact("本期完成投资", "1200.50", "万元")
LESS = fact("完成投资增减", "-35.00", "万元")
RATE = fact("投资完成率", "66.66", "%", places=1)
DAY = fact("截至日期", date(2023, 6, 8))
FACTS = {"本期完成投资": MONEY, "完成投资增减": LESS, "投资完成率": RATE, "截至日期": DAY}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ 本期完成投资 }}", "1200.5万元"),
        ("{{ 本期完成投资.数 }}", "1200.5"),
        ("{{ 本期完成投资.表数 }}", "1200.50"),
        ("{{ 投资完成率 }}", "66.7%"),
        ("{{ 投资完成率.表数 }}", "66.7"),
        ("{{ 完成投资增减 }}", "-35万元"),
        ("{{ 完成投资增减.绝对值 }}", "35万元"),
        ("{{ 截至日期 }}", "2023年6月8日"),
        ("{{ 截至日期.年月 }}", "2023年6月"),
    ],
)
def test_a_fact_prints_in_the_form_asked_for(desk: Desk, template: str, text: str) -> None:
    assert desk.text(template, facts=FACTS) == text


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("12", "增加"), ("-12", "减少"), ("0", "持平"), ("0.004", "持平"), ("-0.004", "持平"), ("0.005", "增加"),
        ("-0.005", "减少"),
    ],
)
def test_the_word_for_a_change_agrees_with_the_number_as_printed(desk: Desk, value: str, word: str) -> None:
    facts = {"增减": fact("增减", value, "万元")}

    assert desk.text('{{ 增减.词("增加", "减少", "持平") }}', facts=facts) == word


@pytest.mark.parametrize(
    ("value", "shown"), [("12", "有"), ("0", "无"), ("0.00", "无"), ("0.004", "无"), ("0.005", "有")]
)
def test_a_number_that_prints_as_zero_counts_as_nothing(desk: Desk, value: str, shown: str) -> None:
    facts = {"金额": fact("金额", value, "万元")}

    assert desk.text("{% if 金额 %}有{% else %}无{% endif %}", facts=facts) == shown


@pytest.mark.parametrize(
    "condition",
    [
        "本期完成投资 > 1200", "本期完成投资 == 1200.5", "本期完成投资 > 完成投资增减", "1300 >= 本期完成投资",
        '名称 == "甲"', '名称 in ["甲", "乙"]', "截至日期 <= 截至日期", "名称 != 另一名称",
    ],
)  # fmt: skip
def test_facts_compare_by_value(desk: Desk, condition: str) -> None:
    facts = {**FACTS, "名称": "甲", "另一名称": "乙"}

    assert desk.text(f"{{% if {condition} %}}是{{% endif %}}", facts=facts) == "是"


def test_a_cell_opens_the_member_of_a_group_that_it_names(desk: Desk) -> None:
    group = {"推进智能化服务": fact("各任务数", 3, "个", key="推进智能化服务")}
    views = {"项目": ({"任务": fact("项目.任务", "推进智能化服务")},)}

    text = desk.text("{% for 行 in 项目 %}{{ 各任务数[行.任务] }}{% endfor %}", facts={"各任务数": group}, views=views)

    assert text == "3个"


def test_a_list_of_words_and_facts_leaves_out_what_is_zero(desk: Desk) -> None:
    facts = {"甲数": fact("甲数", 3, "个"), "乙数": fact("乙数", 0, "个"), "丙数": fact("丙数", 2, "个")}
    template = '{{ [("已完工", 甲数), ("在建", 乙数), ("未开工", 丙数)] | 并列 }}'

    assert desk.text(template, facts=facts) == "已完工3个、未开工2个"


def test_a_list_of_which_nothing_is_left_prints_nothing(desk: Desk) -> None:
    assert desk.text('甲{{ [("已完工", 数)] | 并列 }}乙', facts={"数": fact("数", 0, "个")}) == "甲乙"


@pytest.mark.parametrize(
    ("template", "part"),
    [
        ("{{ 名称.数 }}", "“名称”不是数字"),
        ("{{ 截至日期.绝对值 }}", "“截至日期”不是数字"),
        ("{{ 本期完成投资.年月 }}", "“本期完成投资”不是日期"),
        ('{{ 名称.词("甲", "乙", "丙") }}', "“名称”不是数字"),
    ],
)
def test_a_form_that_a_value_does_not_have_is_refused_by_its_name(desk: Desk, template: str, part: str) -> None:
    problem = desk.problem(f"第一行\n{template}\n", facts={**FACTS, "名称": "甲"})

    assert part in problem.message
    assert problem.place.line == 2


def test_a_value_of_zero_prints_when_a_template_asks_for_it(desk: Desk) -> None:
    assert desk.text("{{ 数 }}", facts={"数": Fact("数", Decimal("-0.00"), "个")}) == "0个"
