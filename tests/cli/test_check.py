"""``make-report check``: all problems at once, in three forms; mends that are safe; excuses that are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import MakeReport
from tests.cli.shell import start
from tests.workspaces import REPOSITORY, edit, tree, write

PASSAGE = "content/small/甲县/2023H1/note.md"
TABLE = "data/small/items.csv"


def test_the_sample_workspace_has_no_error(real: Path, make_report: MakeReport) -> None:
    answer = make_report("check")

    assert answer.code == 0, answer.out
    assert "检查了3个通知、" in answer.out
    assert "错误0处" in answer.out or "没有发现问题" in answer.out


def test_everything_wrong_is_told_at_once_in_the_order_of_places(small: Path, make_report: MakeReport) -> None:
    edit(small, TABLE, "120.50", "12O.50")
    edit(small, TABLE, "P4,03,2023-05-31,养老", "P4,03,2023-05-31,养劳")
    edit(small, PASSAGE, "按要求推进，", "按要求推进,")
    edit(small, "templates/note/note.md.j2", "{{ 总额 }}", "{{ 总鹅 }}")
    write(small, "content/small/甲线/2023H1/note.md", "x")

    answer = make_report("check", "--format", "json")

    assert answer.code == 1
    found = [(each["file"], each["line"], each["code"]) for each in json.loads(answer.out)["problems"]]
    assert found == sorted(found, key=lambda each: (each[0], each[1] or 0))
    assert {(file, line) for file, line, _ in found} == {
        (PASSAGE, 11), ("content/small/甲线", None), (TABLE, 2), (TABLE, 8), ("templates/note/note.md.j2", 1),
    }  # fmt: skip


def test_json_fits_the_published_schema_and_nothing_else_is_printed(small: Path, make_report: MakeReport) -> None:
    edit(small, PASSAGE, "按要求推进，", "按要求推进,")
    schema = json.loads((REPOSITORY / "content/handbook/检查结果.schema.json").read_text(encoding="utf-8"))

    answer = make_report("check", "--format", "json")

    values = json.loads(answer.out)
    assert list(Draft202012Validator(schema).iter_errors(values)) == []
    assert values["counts"]["error"] == 1 and values["problems"][0]["mend"]["text"] == "，"
    assert answer.err == ""


def test_annotations_are_lines_that_github_reads(small: Path, make_report: MakeReport) -> None:
    edit(small, PASSAGE, "按要求推进，", "按要求推进,")

    answer = make_report("check", "--format", "github")

    assert answer.code == 1
    assert all(line.startswith(("::error ", "::warning ")) for line in answer.out.splitlines())
    assert answer.out.startswith(f"::error file={PASSAGE},line=11,col=")
    assert "错误1处" in answer.err


def test_a_number_that_is_wrong_itself_is_not_asked_for_its_source(small: Path, make_report: MakeReport) -> None:
    edit(small, PASSAGE, "按要求推进，", f"按要求推进，电话{'138' + '0' * 8}，共3个，")

    answer = make_report("check", "--format", "json")

    problems = [each for each in json.loads(answer.out)["problems"] if each["file"] == PASSAGE]
    found = [(each["code"], each["value"]) for each in problems]
    assert found == [("V105", "138****0000"), ("P001", "3个")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("按要求", "按\u200b要求", ["R120"], id="in prose"),
        pytest.param("王某", "王\u200b某", ["R120"], id="in the front matter"),
        pytest.param("投入{{", "`\u200b`投入{{", ["C030"], id="where prose is not looked at"),
        pytest.param("# 做法", "# 做\u200b法", ["R120"], id="in a heading"),
    ],
)
def test_a_character_that_nobody_sees_is_told_once_and_hides_nothing_else(
    small: Path, make_report: MakeReport, old: str, new: str, told: list[str]
) -> None:
    def codes() -> list[str]:
        problems = json.loads(make_report("check", "--format", "json").out)["problems"]
        return sorted(each["code"] for each in problems if each["file"] == PASSAGE)

    edit(small, PASSAGE, "投入{{ 各任务总额", "12处投入{{ 各任务总和")
    edit(small, PASSAGE, "number: 某发〔2023〕5号\n", "")
    others = codes()
    assert {"C010", "P001"} < set(others)

    edit(small, PASSAGE, old, new)

    assert codes() == sorted([*others, *told])


def test_only_the_prose_of_the_unit_named_is_looked_at(small: Path, make_report: MakeReport) -> None:
    edit(small, PASSAGE, "按要求推进，", "按要求推进,")

    assert make_report("check", "--district", "甲县").code == 1
    assert make_report("check", "--district", "乙县").code == 0


def test_only_rows_of_the_unit_named_are_told_of(small: Path, make_report: MakeReport) -> None:
    edit(small, TABLE, "P3,02,2023-05-31,管网,80", "P3,02,2023-05-31,管网,8O")

    assert "8O" not in make_report("check", "--district", "甲县").out
    assert "8O" in make_report("check", "--district", "乙县").out


def test_warnings_stop_nothing_unless_strict(small: Path, make_report: MakeReport) -> None:
    edit(small, PASSAGE, "按要求推进，", "按要求推进12处，")

    assert make_report("check", "--district", "甲县").code == 0
    answer = make_report("check", "--strict", "--district", "甲县")
    assert answer.code == 1 and "提醒 P001" in answer.out
    assert answer.err == "按 --strict，提醒也算错误。\n"


def test_the_list_is_capped_and_the_rest_is_counted(small: Path, make_report: MakeReport) -> None:
    edit(small, PASSAGE, "按要求推进，", "甲,乙,丙,丁，")

    answer = make_report("check", "--limit", "1")

    assert answer.out.count("错误 P1") == 1
    assert "处没有列出（错误2处）" in answer.out and "错误3处" in answer.out


def test_fix_mends_what_is_safe_shows_it_and_leaves_the_rest(small: Path, make_report: MakeReport) -> None:
    edit(small, PASSAGE, "按要求推进，", "按要求推进,工期10-15天,")
    before = tree(small)

    answer = make_report("check", "--fix")

    text = (small / PASSAGE).read_text(encoding="utf-8")
    assert "按要求推进，工期10～15天，" in text
    assert "-按要求推进,工期10-15天," in answer.err and "+按要求推进，工期10～15天，" in answer.err
    assert "已修正3处，改动了1个文件。" in answer.err
    after = tree(small)
    assert {name for name in after if after[name] != before.get(name)} == {PASSAGE}
    assert make_report("check", "--fix").err == "已修正0处，改动了0个文件。\n"


def test_a_line_is_excused_with_a_reason_and_excuses_are_counted(small: Path, make_report: MakeReport) -> None:
    edit(small, PASSAGE, "按要求推进，", "{## 例外 P101：铭牌原文 ##}\n铭牌写作“甲,乙”，")

    answer = make_report("check")

    assert (answer.code, "例外1处" in answer.out) == (0, True), answer.out
    assert "甲,乙" in (small / PASSAGE).read_text(encoding="utf-8")
    assert make_report("check", "--fix").err.startswith("已修正0处")


def test_a_broken_notice_does_not_hide_what_is_wrong_with_the_others(small: Path, make_report: MakeReport) -> None:
    write(small, "data/other/notice.yaml", "id: other\n")
    edit(small, PASSAGE, "按要求推进，", "按要求推进,")

    answer = make_report("check")

    assert answer.code == 1
    assert "data/other/notice.yaml" in answer.out and PASSAGE in answer.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--district", "甲线"), "没有“甲线”，是否指“甲县”？"),
        (("--notice", "smal"), "没有“smal”，是否指“small”？"),
        (("--format", "jsno"), "没有“jsno”，是否指“json”？"),
        (("--strct",), "没有选项“--strct”，是否指“--strict”？"),
        (("甲县",), "没有文件“甲县”。要检查甲县，请写 --district 甲县。"),
        (("x.docx", "--fix"), "写出文件名时只检查这些文件"),
    ],
)
def test_a_slip_on_the_command_line_is_answered(
    small: Path, make_report: MakeReport, words: tuple[str, ...], sentence: str
) -> None:
    answer = make_report("check", *words)

    assert (answer.code, sentence in answer.err) == (2, True), answer.text


def test_a_file_that_is_not_there_or_not_readable_is_a_problem(small: Path, make_report: MakeReport) -> None:
    (small / "坏.docx").write_bytes(b"PK\x03\x04 no")

    answer = make_report("check", "没有.docx", "坏.docx")

    assert answer.code == 1
    assert "没有文件 没有.docx" in answer.out
    assert "坏.docx" in answer.out


def test_a_number_of_a_person_is_never_shown_in_full(small: Path, make_report: MakeReport) -> None:
    number = "1" + "39" + "0013" + "8000"
    edit(small, PASSAGE, "按要求推进，", f"按要求推进,联系电话{number}，")

    for format in ("text", "json", "github"):
        answer = make_report("check", "--format", format)
        assert answer.code == 1
        assert number not in answer.text and "139****8000" in answer.text
    assert number not in make_report("check", "--fix").text


def test_it_says_what_to_do_outside_a_workspace(tmp_path: Path) -> None:
    answer = start("check", cwd=tmp_path, env={"MAKE_REPORT_WORKSPACE": None})

    assert answer.code == 2
    assert "工作区" in answer.err
