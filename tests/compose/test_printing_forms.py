"""GB/T 15835 forms that templates ask for: large money, ranges, times, changes up, down and equal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders.compose.printing import day_parts, printed_range
from tests.compose.desk import Desk, fact


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9999.99", "9999.99万元"), ("9999.996", "1亿元"), ("10000", "1亿元"), ("12345.67", "1.23亿元"),
        ("110600", "11.06亿元"), ("-20000", "-2亿元"), ("0", "0万元"),
    ],
)  # fmt: skip
def test_money_from_one_hundred_million_on_is_printed_in_that_unit(desk: Desk, value: str, text: str) -> None:
    made = desk.compose("{{ 投资 | 亿元 }}", facts={"投资": fact("投资", value, "万元")})

    assert made.markdown.strip() == text
    assert made.facts[0].unit == "万元"


def test_what_is_not_money_stays_as_it_is(desk: Desk) -> None:
    assert desk.text("{{ 面积 | 亿元 }}", facts={"面积": fact("面积", "20000", "平方米")}) == "20000平方米"


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("个", "10～15个"), ("平方米", "10～15平方米"), ("%", "10%～15%"), ("万元", "10万元～15万元"),
        ("亿元", "10亿元～15亿元"), ("", "10～15"),
    ],
)  # fmt: skip
def test_a_range_repeats_its_unit_only_where_leaving_it_out_could_mislead(unit: str, text: str) -> None:
    assert printed_range(Decimal(10), Decimal(15), 0, unit) == text


def test_a_range_whose_ends_print_alike_is_one_number(desk: Desk) -> None:
    facts = {"甲": fact("甲", "10.001", "个"), "乙": fact("乙", "10.004", "个")}

    assert desk.text("{{ 区间(甲, 乙) }}", facts=facts) == "10个"


def test_both_ends_of_a_range_leave_a_trace(desk: Desk) -> None:
    made = desk.compose("{{ 区间(甲, 乙) }}", facts={"甲": fact("甲", 10, "个"), "乙": fact("乙", 15, "个")})

    assert made.markdown == "10～15个\n"
    assert [use.text for use in made.uses] == ["10", "15个"]


@pytest.mark.parametrize(
    ("call", "part"),
    [("区间(乙, 甲)", "大于"), ("区间(甲, 米)", "单位不同"), ("区间(甲, 日)", "要用数字"), ("起止(甲, 乙)", "日期")],
)
def test_a_range_that_makes_no_sense_is_refused(desk: Desk, call: str, part: str) -> None:
    facts = {
        "甲": fact("甲", 10, "个"), "乙": fact("乙", 15, "个"), "米": fact("米", 20, "米"),
        "日": fact("日", date(2023, 1, 1)),
    }  # fmt: skip

    assert part in desk.problem(f"{{{{ {call} }}}}", facts=facts).message


@pytest.mark.parametrize(
    ("first", "last", "months", "parts"),
    [
        (date(2023, 4, 10), date(2024, 3, 5), False, ("2023年4月10日", "2024年3月5日")),
        (date(2023, 4, 10), date(2023, 10, 31), False, ("2023年4月10日", "10月31日")),
        (date(2023, 4, 1), date(2023, 4, 30), False, ("2023年4月1日", "30日")),
        (date(2023, 4, 1), date(2023, 4, 1), False, ("2023年4月1日", "")),
        (date(2023, 4, 1), date(2023, 10, 31), True, ("2023年4月", "10月")),
        (date(2022, 11, 1), date(2024, 10, 31), True, ("2022年11月", "2024年10月")),
        (date(2023, 4, 1), date(2023, 4, 30), True, ("2023年4月", "")),
    ],
)
def test_a_time_says_once_what_its_ends_have_in_common(
    first: date, last: date, months: bool, parts: tuple[str, str]
) -> None:
    assert day_parts(first, last, months) == parts


def test_a_template_prints_a_time_with_a_dash_and_without_leading_zeros(desk: Desk) -> None:
    facts = {"起": fact("起", date(2022, 11, 1)), "止": fact("止", date(2023, 1, 5))}

    assert desk.text("{{ 起止(起, 止) }}，{{ 起止(起, 止, 年月=true) }}", facts=facts) == (
        "2022年11月1日—2023年1月5日，2022年11月—2023年1月"
    )


@pytest.mark.parametrize(
    ("call", "value", "unit", "text"),
    [
        ("环比", "12.3", "%", "环比增长12.3%"),
        ("环比", "-12.3", "%", "环比下降12.3%"),
        ("环比", "0", "%", "环比持平"),
        ("环比", "0.001", "%", "环比持平"),
        ("同比", "30", "万元", "同比增加30万元"),
        ("同比", "-30", "万元", "同比减少30万元"),
        ("同比", "-0.004", "万元", "同比持平"),
        ('环比("百分点")', "3.2", "%", "环比提高3.2个百分点"),
        ('环比("百分点")', "-3.2", "%", "环比下降3.2个百分点"),
        ("环比", "3.2", "百分点", "环比提高3.2个百分点"),
        ('较("上期末")', "5", "个", "较上期末增加5个"),
        ('较("上期末")', "0", "个", "与上期末持平"),
        ('较("上期末", "升降")', "-5", "万元", "较上期末下降5万元"),
    ],
)
def test_a_change_has_a_word_for_up_for_down_and_for_equal_as_printed(
    desk: Desk, call: str, value: str, unit: str, text: str
) -> None:
    made = desk.compose(f"{{{{ 增减 | {call} }}}}", facts={"增减": fact("增减", value, unit)})

    assert made.markdown.strip() == text
    assert len(made.uses) == 1


@pytest.mark.parametrize("call", ['环比("涨跌")', "同比"])
def test_a_change_in_unknown_words_or_of_no_number_is_refused(desk: Desk, call: str) -> None:
    facts = {"增减": fact("增减", "甲") if call == "同比" else fact("增减", 1, "个")}

    assert desk.problem(f"{{{{ 增减 | {call} }}}}", facts=facts).code == "C015"


def test_the_difference_of_two_shares_is_said_in_points_without_sign(desk: Desk) -> None:
    assert desk.text("下降{{ 差.百分点 }}", facts={"差": fact("差", "-3.25", "%", places=1)}) == "下降3.3个百分点"
