"""Help: all of it in Chinese, at once, from anywhere, and the document verbs are those of the notices."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import MakeReport
from tests.cli.shell import ENGLISH
from tests.workspaces import REPOSITORY, edit, write

VERBS = [[], ["half-year"], ["case"], ["explain"], ["fonts"], ["fonts", "fetch"], ["list"]]
HEAVY = (
    "pandas", "numpy", "matplotlib", "docx", "lxml", "typst", "pypandoc", "jinja2", "fontTools", "openpyxl", "rich",
)  # fmt: skip


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("verb", VERBS)
def test_help_is_chinese_throughout(make_report: MakeReport, verb: list[str]) -> None:
    answer = make_report(*verb, "--help")

    assert answer.code == 0
    assert answer.out.startswith(" ".join(["用法：make-report", *verb]))
    assert "显示帮助并退出。" in answer.out
    assert ENGLISH.findall(without_code(answer.out)) == []
    assert answer.err == ""


def without_code(text: str) -> str:
    """Text without the words that people type: options, verbs and names of notices."""
    return " ".join(word for word in text.split() if not word.lstrip("[").startswith("--"))


LOOK = """
import json, sys
sys.argv = ["make-report", *json.loads(sys.argv[1])]
from builders.cli.main import main
try:
    main()
except SystemExit:
    print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
"""


@pytest.mark.parametrize("words", [[*verb, "--help"] for verb in VERBS] + [["--version"], ["half-yaer"]])
def test_help_and_typos_are_answered_without_loading_what_makes_documents(words: list[str]) -> None:
    command = [sys.executable, "-c", LOOK, json.dumps(words)]

    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True)

    loaded = json.loads(done.stderr.decode().strip().splitlines()[-1])
    assert [name for name in HEAVY if name in loaded] == []
    assert "click" in loaded


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("words", [[], ["note"]])
def test_without_arguments_help_is_shown_and_nothing_done(make_report: MakeReport, words: list[str]) -> None:
    answer = make_report(*words)

    assert answer.code == 2
    assert answer.out.startswith("用法：")


def test_the_document_verbs_are_those_of_the_notices(small: Path, make_report: MakeReport) -> None:
    answer = make_report("--help")

    assert "note  情况简报（试点，small）" in " ".join(answer.out.split("\n"))
    assert "half-year" not in answer.out.replace("make-report half-year --district", "")


PLAN = """\
  - id: plan
    title: 年度计划
    level: county
    cadence: half-year
    document_title: '{name}年度计划'
    template: plan/plan.md.j2
    passages: [安排]
"""


def test_an_artifact_added_by_files_alone_is_a_verb_that_works(small: Path, make_report: MakeReport) -> None:
    notice = (small / "data/small/notice.yaml").read_text(encoding="utf-8")
    write(small, "data/small/notice.yaml", notice + PLAN)
    write(small, "templates/plan/plan.md.j2", '# 安排\n\n{{ 正文("安排") }}共{{ 项目数 }}。\n')
    text = "---\nstatus: draft\ndate: 2023-06-08\n---\n\n# 安排\n\n按月推进。\n"
    write(small, "content/small/甲县/2023H1/plan.md", text)

    assert "plan  年度计划（试点，small）" in make_report("--help").out
    assert "报送文件 plan：年度计划" in make_report("list").out
    answer = make_report("plan", "--district", "甲县", "--period", "2023H1")

    assert answer.code == 0, answer.text
    assert (small / "outputs/small/2023H1/甲县/plan/甲县年度计划.docx").is_file()
    assert make_report("note", "--district", "甲县", "--period", "2023H1").code == 0
    assert (small / "outputs/small/2023H1/甲县/plan/甲县年度计划.docx").is_file()


def test_a_level_of_any_name_gives_its_option(small: Path, make_report: MakeReport) -> None:
    edit(small, "data/small/notice.yaml", "option: district", "option: pilot-county")

    assert "--pilot-county 名称" in make_report("note", "--help").out
    assert "--pilot-county 名称" in make_report("explain", "--help").out
    assert make_report("note", "--pilot-county", "甲县").code == 0
    assert "总额：245.25万元" in make_report("explain", "--pilot-county", "甲县", "总额").out


def test_a_notice_that_cannot_be_read_does_not_silence_help(small: Path, make_report: MakeReport) -> None:
    write(small, "data/broken/notice.yaml", "id: broken\ntitel: 错\n")

    answer = make_report("--help")

    assert answer.code == 0
    assert "note" in answer.out
    assert "注意：" in answer.out
    assert "data/broken/notice.yaml" in answer.out
    assert "titel" in answer.out


@pytest.mark.parametrize("content", ["", "[", "- a", "id: small\n", "\tid: x", "id: &a [*a]", "\x00"])
def test_the_only_notice_may_be_broken_in_any_way_and_help_still_works(
    small: Path, make_report: MakeReport, content: str
) -> None:
    write(small, "data/small/notice.yaml", content)

    answer = make_report("--help")

    assert answer.code == 0
    assert "data/small/notice.yaml" in answer.out
    assert ENGLISH.findall(without_code(answer.out)) == []


def test_the_verbs_of_other_notices_work_beside_a_broken_one(small: Path, make_report: MakeReport) -> None:
    write(small, "data/broken/notice.yaml", "id: broken\n")

    assert make_report("note", "--district", "甲县").code == 0
    assert make_report("explain", "--district", "甲县", "总额").code == 0
    assert make_report("plan").code == 2
    assert "data/broken/notice.yaml" in make_report("plan").err


@pytest.mark.parametrize("words", [["--help"], ["explain", "--help"], ["list", "--help"], ["fonts", "--help"]])
def test_help_works_outside_a_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_report: MakeReport, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert make_report(*words).code == 0


@pytest.mark.parametrize(
    "words", [["half-year", "--district", "双塔区"], ["list"], ["fonts"], ["explain", "--district", "双塔区", "总额"]]
)
def test_outside_a_workspace_every_verb_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_report: MakeReport, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    answer = make_report(*words)

    assert answer.code == 2
    assert answer.err.startswith("错误：当前文件夹不在工作区里")
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_may_be_named_from_elsewhere(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_report: MakeReport
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAKE_REPORT_WORKSPACE", str(small))
    assert "通知 small" in make_report("list").out

    monkeypatch.setenv("MAKE_REPORT_WORKSPACE", str(tmp_path / "nowhere"))
    answer = make_report("list")
    assert answer.code == 2
    assert "MAKE_REPORT_WORKSPACE" in answer.err
