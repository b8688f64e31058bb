"""What the conformance of a finished document refuses is told of the source already."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.checks.prose import RULES, check_prose
from builders.checks.text import plain_text, read_prose
from builders.conform.docx.rules import headings, tables

HAN = st.sampled_from("甲乙丙居民社区建设")


def codes(text: str, *, plain: bool = False) -> set[str]:
    """Return the codes of the errors in a text."""
    read = plain_text if plain else read_prose
    return {problem.code for problem in check_prose(read(text, "x.md"), RULES) if problem.severity == "error"}


@given(HAN, st.from_regex(tables._FULL_WIDTH, fullmatch=True).filter(lambda text: len(text) < 9), HAN)
def test_full_width_digits_are_told_before_fd90(before: str, digits: str, after: str) -> None:
    assert "P201" in codes(f"{before}{digits}{after}")


@given(HAN, st.sampled_from(",;:?!"), HAN)
def test_half_width_marks_between_han_are_told_before_fd91(before: str, mark: str, after: str) -> None:
    assert tables._HALF_WIDTH.search(before + mark + after)
    assert "P101" in codes(before + mark + after)


BRACKETED = st.from_regex(tables._BRACKET, fullmatch=True).filter(lambda text: "\n" not in text and len(text) < 24)


@given(HAN, BRACKETED)
def test_wrong_brackets_of_a_document_number_are_told_before_fd92(before: str, number: str) -> None:
    digits = re.sub(r"\s", " ", number)
    assert codes(f"按{before}{digits}文件") & {"P105", "P201"}


@pytest.mark.parametrize("stop", "。，；：,;:")
def test_stops_behind_headings_are_told_before_fd51(stop: str) -> None:
    assert "P306" in codes(f"# 主要做法{stop}")


@pytest.mark.parametrize(
    "ordinal",
    ["1、", "12、", "（一）、", "（一），", "(二).", "（2）、", "（2）．", "一.", "二．", "三,", "四，", "①、", "②."],
)
def test_wrong_ordinals_are_told_before_fd48(ordinal: str) -> None:
    assert headings._BAD_ORDINAL.match(f"{ordinal}完善设施")
    assert codes(f"{ordinal}完善设施", plain=True) & {"P301", "P302", "P303"}
