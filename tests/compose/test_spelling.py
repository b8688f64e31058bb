"""Names in templates and passages are looked through without any data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.compose.figures import Studio
from builders.compose.spelling import CHARTS, SETTING, Speller
from builders.model.passage import Content, Passage
from tests.compose.desk import ARTIFACT, Desk


@pytest.fixture
def speller(tmp_path: Path) -> Speller:
    (tmp_path / ARTIFACT.template).parent.mkdir(parents=True, exist_ok=True)
    return Speller(tmp_path, ("完成投资", "项目进展"))


def template(speller: Speller, text: str) -> list[tuple[int, str, str]]:
    (speller.templates / ARTIFACT.template).write_text(text, encoding="utf-8")
    problems, _ = speller.template(ARTIFACT)
    return [(each.place.line, each.code, each.cure) for each in problems]


def test_the_names_of_charts_and_of_the_setting_are_those_that_documents_have(desk: Desk) -> None:
    asked = "".join(f"{{% if {name} is defined %}}{name}。{{% endif %}}" for name in SETTING)

    assert desk.text(asked) == "".join(f"{name}。" for name in SETTING)
    assert tuple(Studio(()).names) == CHARTS


def test_a_template_with_known_names_is_right(speller: Speller) -> None:
    assert template(speller, '{{ 完成投资 }}{% for 行 in 项目进展 %}{{ 行.甲 }}{% endfor %}{{ 正文("甲") }}') == []


def test_a_misspelt_name_a_syntax_fault_and_a_missing_template_are_told_with_their_line(speller: Speller) -> None:
    assert template(speller, "甲\n{{ 完成投次 }}") == [(2, "C010", "是否指“完成投资”？")]
    [(line, _, _)] = template(speller, "甲\n\n{{ 完成投资 ")
    assert line == 3
    (speller.templates / ARTIFACT.template).unlink()
    problems, _ = speller.template(ARTIFACT)
    assert len(problems) == 1


def test_a_passage_is_told_with_the_line_of_its_file(speller: Speller) -> None:
    passage = Passage("做法", "好。\n{{ 完成投次 }}\n{{ 正文 }}", "content/x.md", 8)
    content = Content("content/x.md", "draft", date(2023, 6, 8), (passage,))

    found = [(each.place.file, each.place.line, each.code) for each in speller.content(content)]

    assert found == [("content/x.md", 9, "C010"), ("content/x.md", 10, "C010")]
