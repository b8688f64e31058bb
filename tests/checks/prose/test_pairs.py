"""Signs in pairs: which belong together, how deep, which stand alone, and what branches of templates leave open."""

from __future__ import annotations

import pytest

from builders.checks.prose.pairs import scans
from builders.checks.text import plain_text, read_prose


def alone(text: str, *, plain: bool = False) -> list[str]:
    """Return the signs of a text that stand alone."""
    read = plain_text(text, "x") if plain else read_prose(text, "x.md")
    return [read.body[at] for scan in scans(read) for at in scan.alone]


@pytest.mark.parametrize(
    "text",
    [
        "《甲》（乙“丙‘丁’”）〔2023〕【戊】",
        "{% if 有 %}（甲{% else %}（乙{% endif %}）丙",
        "（{% if 有 %}甲{% elif 多 %}乙{% endif %}）",
        "{% for 行 in 表 %}《{{ 行 }}》{% endfor %}",
        "{% if 有 %}（{% endif %}甲{% if 有 %}）{% endif %}",
        "{% if 有 %}（甲）{% else %}“乙”{% endif %}",
        "（甲\n{% if 有 %}\n乙\n{% endif %}\n丙）",
        "如下：1）甲；2）乙；a）丙",
        "区间[0,5)内",
        "it’s",
        "所用的“（”“”没有写错",
        "“第一段。\n\n“第二段。”",
    ],
)
def test_what_is_paired_or_cannot_be_known_is_not_alone(text: str) -> None:
    assert alone(text) == []


@pytest.mark.parametrize(
    ("text", "signs"),
    {
        "（甲": ["（"],
        "甲）": ["）"],
        "《甲（乙》丙）": ["（", "）"],
        "（甲\n\n乙）": [],
        "（甲。\n\n乙）": ["（", "）"],
        "{% if 有 %}（甲{% else %}（乙{% endif %}丙": ["（"],
        "{% if 有 %}甲{% else %}乙）{% endif %}": ["）"],
        "{% for 行 in 表 %}甲{% endfor %}）": ["）"],
    }.items(),
)
def test_what_stands_alone_is_told(text: str, signs: list[str]) -> None:
    assert alone(text) == signs


def test_a_line_broken_inside_brackets_stays_one_pair() -> None:
    assert alone("试点社区（含新建社区\n共三个）已经开工。", plain=True) == []


def test_depth_is_counted_from_the_outside() -> None:
    text = plain_text("《甲“乙”〈丙〉》", "x")
    [scan] = scans(text)
    assert {text.body[at]: around for at, around in scan.around.items()} == {"《": "", "“": "《", "〈": "《"}
