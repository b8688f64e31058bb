"""Texts become Typst code that reads as exactly those texts, whatever stands in them."""

from __future__ import annotations

import json

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.typeset.pdf.literal import array, call, flag, number, string, strings

NASTY = [
    "",
    '"',
    "\\",
    '\\"',
    "\\u{41}",
    "#panic()",
    "\n\r\t",
    "\x00\x07\x1b\x7f\x85",
    "]}) // /*",
    "𠮷镕\u3000",
    "$x$ @a <b> *c*",
]


def read_back(texts: list[str]) -> list[str]:
    """Return what Typst understands of an array of literals."""
    found: list[str] = json.loads(
        typst.query(f"#metadata({strings(texts)})<texts>".encode(), "<texts>", field="value")
    )[0]
    return found


def test_every_text_reads_as_itself() -> None:
    assert read_back(NASTY) == NASTY


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=20))
def test_any_text_reads_as_itself(texts: list[str]) -> None:
    assert read_back(texts) == texts


def test_one_item_is_still_an_array() -> None:
    assert array(["1"]) == "(1,)"
    assert array([]) == "()"


@pytest.mark.parametrize(("value", "printed"), [(0.5, "0.5"), (12.0, "12"), (1e-9, "0"), (0.1 + 0.2, "0.3")])
def test_numbers_are_never_scientific(value: float, printed: str) -> None:
    assert number(value) == printed


def test_a_call_names_its_arguments_as_typst_does() -> None:
    assert call("table", string("a"), row_gap=number(1), wide=flag(True)) == 'table("a", row-gap: 1, wide: true)'
