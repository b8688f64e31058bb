"""Content finds a passage by its heading."""

from __future__ import annotations

from datetime import date

from builders.model.passage import Content, Passage

FIRST, SECOND = Passage("主要做法", "一。", "half-year.md", 8), Passage("存在问题", "二。", "half-year.md", 12)
CONTENT = Content("half-year.md", "draft", date(2023, 6, 8), (FIRST, SECOND))


def test_a_passage_is_found_by_its_heading() -> None:
    assert CONTENT.passage("存在问题") is SECOND


def test_an_unknown_heading_finds_none() -> None:
    assert CONTENT.passage("下一步打算") is None
