"""Shares that add up: rounded by largest remainder, so that a table of percentages sums to what it says."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from builders.facts.shares import rounded_shares

AMOUNTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=9).filter(any)


def shares(amounts: list[int]) -> dict[str, Decimal]:
    """Return the exact shares of amounts, in percent."""
    return {str(index): Decimal(amount) / sum(amounts) * 100 for index, amount in enumerate(amounts)}


def rounded(*percents: str, places: int = 1) -> list[str]:
    exact = {str(index): Decimal(percent) for index, percent in enumerate(percents)}
    return [str(share) for share in rounded_shares(exact, places).values()]


def test_thirds_add_up_to_a_hundred() -> None:
    third = str(Decimal(100) / 3)
    assert rounded(third, third, third) == ["33.4", "33.3", "33.3"]


def test_the_largest_remainder_gets_the_unit() -> None:
    assert rounded("33.34", "33.38", "33.28") == ["33.3", "33.4", "33.3"]


def test_shares_that_need_no_rounding_stay() -> None:
    assert rounded("62.5", "37.5") == ["62.5", "37.5"]


def test_whole_percents_add_up_too() -> None:
    assert rounded("16.67", "16.67", "16.66", "50", places=0) == ["17", "17", "16", "50"]


def test_one_share_is_everything() -> None:
    assert rounded("100") == ["100"]


def test_no_shares_are_none() -> None:
    assert rounded_shares({}, 1) == {}


def test_shares_of_a_part_add_up_to_the_part_rounded_half_up() -> None:
    assert rounded("12.34", "12.31") == ["12.4", "12.3"]
    assert rounded("0.05") == ["0.1"]


@given(AMOUNTS, st.integers(0, 4))
def test_shares_of_everything_sum_to_a_hundred_exactly(amounts: list[int], places: int) -> None:
    assert sum(rounded_shares(shares(amounts), places).values()) == 100


@given(AMOUNTS, st.integers(0, 4))
def test_no_share_moves_by_a_whole_unit(amounts: list[int], places: int) -> None:
    exact = shares(amounts)
    for key, share in rounded_shares(exact, places).items():
        assert abs(share - exact[key]) < Decimal(1).scaleb(-places)


@given(AMOUNTS, st.integers(0, 4))
def test_nothing_stays_nothing(amounts: list[int], places: int) -> None:
    for key, share in rounded_shares(shares(amounts), places).items():
        if amounts[int(key)] == 0:
            assert share == 0


@given(AMOUNTS, st.integers(0, 3), st.data())
def test_members_of_nothing_change_nothing_wherever_they_stand(
    amounts: list[int], places: int, draw: st.DataObject
) -> None:
    place = draw.draw(st.integers(0, len(amounts)))
    with_nothing = list(rounded_shares(shares([*amounts[:place], 0, *amounts[place:]]), places).values())
    del with_nothing[place]
    assert with_nothing == list(rounded_shares(shares(amounts), places).values())


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8, unique=True))
def test_the_order_of_different_members_does_not_matter(amounts: list[int]) -> None:
    exact = shares(amounts)
    if len({share % Decimal("0.1") for share in exact.values()}) < len(exact):
        return  # equal remainders go to the earlier one
    shuffled = dict(reversed(exact.items()))
    assert rounded_shares(shuffled, 1) == rounded_shares(exact, 1)


@given(st.lists(st.decimals(0, 100, places=3), min_size=1, max_size=6), st.integers(0, 2))
def test_any_shares_sum_to_their_rounded_sum(percents: list[Decimal], places: int) -> None:
    total = sum(percents, Decimal(0)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert sum(rounded_shares({str(n): share for n, share in enumerate(percents)}, places).values()) == total
