"""Numbers and dates as official documents print them (GB/T 15835)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.compose.printing import fixed_number, printed_date, printed_fact, printed_number
from builders.model.fact import Fact

amounts = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=6)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("2.345", 2, "2.35"),  # half up, not to the even neighbour
        ("2.5", 0, "3"),
        ("0.125", 2, "0.13"),
        ("-2.5", 0, "-3"),
        ("120.00", 2, "120"),
        ("100", 0, "100"),  # zeros before the point stay
        ("1200.50", 2, "1200.5"),
        ("0", 2, "0"),
        ("0.00", 2, "0"),
        ("-0.004", 2, "0"),  # never -0
        ("1E+3", 2, "1000"),  # never an exponent
        ("0.0000001", 2, "0"),
        ("99.995", 2, "100"),
    ],
)
def test_a_number_in_a_sentence_is_rounded_half_up_and_bears_no_empty_decimals(
    value: str, places: int, text: str
) -> None:
    assert printed_number(Decimal(value), places) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("120", 2, "120.00"), ("2.345", 2, "2.35"), ("-0.004", 2, "0.00"), ("7", 0, "7"), ("1E+3", 1, "1000.0")],
)
def test_a_number_in_a_column_keeps_its_decimals(value: str, places: int, text: str) -> None:
    assert fixed_number(Decimal(value), places) == text


@given(amounts, st.integers(0, 4))
def test_a_printed_number_is_plain_and_within_half_a_unit_of_its_value(value: Decimal, places: int) -> None:
    text = printed_number(value, places)

    assert set(text) <= set("-0123456789.")
    assert "." not in text or not text.endswith(("0", "."))
    assert abs(Decimal(text) - value) <= Decimal(5).scaleb(-places - 1)
    assert text == "0" or not text.startswith("-0") or text.startswith("-0.")


@given(amounts, st.integers(0, 4))
def test_a_sentence_and_a_column_print_the_same_number(value: Decimal, places: int) -> None:
    assert Decimal(printed_number(value, places)) == Decimal(fixed_number(value, places))


def test_a_date_is_printed_in_full_without_leading_zeros() -> None:
    assert printed_date(date(2023, 6, 8)) == "2023年6月8日"
    assert printed_date(date(2023, 11, 30)) == "2023年11月30日"


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (Fact("本期完成投资", Decimal("120.50"), "万元"), "120.5万元"),
        (Fact("投资完成率", Decimal("66.66"), "%", places=1), "66.7%"),
        (Fact("达标率提高", Decimal("45.00"), "百分点"), "45个百分点"),
        (Fact("截至日期", date(2023, 5, 31)), "2023年5月31日"),
        (Fact("社区名称", "双塔区示例社区"), "双塔区示例社区"),
    ],
)
def test_a_fact_is_printed_with_its_unit(fact: Fact, text: str) -> None:
    assert printed_fact(fact) == text
