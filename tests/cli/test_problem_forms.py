"""The same problems for a clerk, for a program and for GitHub."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from builders.cli.problem_text import problems_text
from builders.cli.problem_values import to_annotations
from builders.core.diagnostics import Diagnostic, Mend, Place
from builders.core.rule import Rule
from builders.engine.gate.inspection import Inspection, joined
from builders.engine.gate.report import to_values
from builders.model.excuse import Excuse, Excused
from builders.sources.excerpts import Excerpts
from builders.sources.workspace import Workspace

RULES = {"P101": Rule("P101", "半角逗号", "", "", clause="GB/T 15834—2011 5.1.1")}
CELL = Diagnostic(Place("data/x.csv", 3, "C", "人口"), "D007", "不是数字", "7O8", "请只写数字")
COMMA = Diagnostic(
    Place("content/x.md", 2, character=5), "P101", "汉字之间用了半角逗号", ",", "请改成“，”", mend=Mend(4, 5, "，")
)  # fmt: skip
TYPED = Diagnostic(Place("content/x.md", 2, character=2), "P001", "手工填写的数字", "8个", severity="warning")
EXCUSED = Excused(TYPED, Excuse(Place("content/x.md", 1), "P001", "引用原文", "content/x.md", 2))
FOUND = Inspection((COMMA, CELL), (EXCUSED,), (("table", 1), ("paper", 1)))


@pytest.fixture
def excerpts(tmp_path: Path) -> Excerpts:
    (tmp_path / "content").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "content/x.md").write_text("甲\n共8个项,其中在建。\n", encoding="utf-8")
    (tmp_path / "data/x.csv").write_bytes("县,乡,人口\n甲,乙,1\n甲,乙,7O8\n".encode("gb18030"))
    return Excerpts(Workspace(tmp_path))


def test_the_text_groups_by_file_and_marks_the_place_in_the_line(excerpts: Excerpts) -> None:
    assert problems_text(FOUND, excerpts, 100) == """\
content/x.md
  第2行第5字　错误 P101　汉字之间用了半角逗号（值：“,”） → 请改成“，”
    │ 共8个项,其中在建。
    │        ^

data/x.csv
  第3行 C列“人口”　错误 D007　不是数字（值：“7O8”） → 请只写数字
    │ 甲,乙,7O8
    │       ^

检查了1张数据表、1份正文：错误2处，提醒0处，例外1处。"""


@pytest.mark.parametrize(
    ("line", "letter", "value", "below"),
    [
        ("P-1,甲,-,乙", "C", "-", "       ^"),
        ('P1,"a,b",3', "C", "3", "         ^"),
        ('P1,"a,b",3', "B", "a,b", "    ^"),
        ("P3,,3", "B", "", "   ^"),
        ("3,不全", "F", "3", "^"),
    ],
)
def test_the_mark_of_a_cell_stands_below_that_cell(
    tmp_path: Path, line: str, letter: str, value: str, below: str
) -> None:
    (tmp_path / "x.csv").write_text(line, encoding="utf-8")
    problem = Diagnostic(Place("x.csv", 1, letter, "列"), "D007", "不对", value)

    said = problems_text(Inspection((problem,)), Excerpts(Workspace(tmp_path)), 9)

    assert said.splitlines()[2:4] == [f"    │ {line}", f"    │ {below}"]


def test_what_is_not_listed_is_counted(excerpts: Excerpts) -> None:
    said = problems_text(FOUND, excerpts, 1)

    assert "……还有1处没有列出（错误1处），可用 --limit 多列一些。" in said
    assert "7O8" not in said and "错误2处" in said


def test_a_long_line_is_cut_around_the_place_and_control_characters_are_shown_as_dots(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("甲" * 60 + "\x1b[2J" + "乙" * 60, encoding="utf-8")
    problem = Diagnostic(Place("x.md", 1, character=61), "C030", "含有不可见字符")

    said = problems_text(Inspection((problem,)), Excerpts(Workspace(tmp_path)), 9)

    assert "\x1b" not in said
    assert "│ …" + "甲" * 24 + "·[2J" + "乙" * 32 + "…" in said


def test_the_values_fit_the_published_schema(workspace_root: Path) -> None:
    schema = json.loads((workspace_root / "content/handbook/检查结果.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)

    values = to_values(FOUND, RULES)

    assert list(Draft202012Validator(schema).iter_errors(values)) == []
    assert values["counts"] == {"error": 2, "warning": 0, "excused": 1}
    assert values["problems"][0]["clause"] == "GB/T 15834—2011 5.1.1"
    assert values["problems"][0]["mend"] == {"start": 4, "end": 5, "text": "，"}
    assert values["excused"][0]["reason"] == "引用原文"


def test_annotations_are_escaped_as_github_wants_it() -> None:
    odd = Diagnostic(Place("content/100%,a:b.md", 2), "P999", "百分之100%\n换行", severity="warning")

    assert list(to_annotations(Inspection((odd, CELL)), RULES, 100)) == [
        "::warning file=content/100%25%2Ca%3Ab.md,line=2,title=P999 百分之100%25%0A换行::[P999] 百分之100%25%0A换行",
        "::error file=data/x.csv,line=3,title=D007 不是数字::C列“人口” [D007] 不是数字（值：“7O8”） → 请只写数字",
    ]
    assert list(to_annotations(FOUND, RULES, 1))[1:] == ["::notice::还有1处没有列出"]


def test_two_inspections_tell_what_both_found_once() -> None:
    both = joined([FOUND, Inspection((COMMA,), (), (("table", 2),))])

    assert both.problems == (COMMA, CELL)
    assert both.seen == (("table", 3), ("paper", 1))
    assert len(both.excused) == 1
