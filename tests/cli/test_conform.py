"""make-report conform: any file, anywhere, one row for each clause, and an exit code that says the worst."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from builders.cli.findings import columns, fold
from tests.cli.shell import Answer
from tests.conform import strange
from tests.conform.pdf import papers
from tests.conform.pdf.press import FOOT, printed

MakeReport = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder outside of any workspace with good and bad files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)
    (tmp_path / "合格.pdf").write_bytes(printed(papers.report()))
    broken = papers.report().change(lambda words: words.text == "2024年6月8日", text="2024年06月08日")
    (tmp_path / "日期.pdf").write_bytes(printed(broken.bare(lambda bar: bar.page == 7 and bar.y == FOOT)))
    (tmp_path / "旧.docx").write_bytes(strange.ole("WordDocument"))
    (tmp_path / "函.pdf").write_bytes(printed(papers.letter()))
    return tmp_path


def test_a_good_file_exits_with_0_and_is_summed_up(folder: Path, make_report: MakeReport) -> None:
    answer = make_report("conform", "合格.pdf")

    assert answer.code == 0
    assert answer.out.splitlines()[0] == "合格.pdf（PDF，按通用公文（报告、通知等）格式检验）"
    assert answer.out.splitlines()[-1].startswith("不符合0项，符合67项，无法判断0项")


def test_what_is_wrong_stands_first_and_exits_with_1(folder: Path, make_report: MakeReport) -> None:
    answer = make_report("conform", "日期.pdf")
    rows = [line for line in answer.out.splitlines() if line[:1].isdigit()]

    assert answer.code == 1
    assert [row.split()[:2] for row in rows[:2]] == [["7.3.5.4", "成文日期写法"], ["7.4.1", "版记分隔线长"]]
    assert "2024年06月08日" in rows[0]
    assert "第4页" in rows[0]
    assert all("不符合" in row for row in rows[:3])
    assert "不符合3项" in answer.out


def test_a_table_is_a_hundred_columns_wide_and_no_more(folder: Path, make_report: MakeReport) -> None:
    lines = make_report("conform", "日期.pdf").out.splitlines()

    assert max(columns(line) for line in lines) <= 100


def test_json_is_a_list_of_files_with_every_field_of_every_finding(folder: Path, make_report: MakeReport) -> None:
    answer = make_report("conform", "日期.pdf", "旧.docx", "--format", "json")
    first, second = json.loads(answer.out)

    assert (first["file"], first["kind"], first["profile"]) == ("日期.pdf", "pdf", "report")
    fields = {"code", "clause", "subject", "required", "tolerance", "measured", "verdict", "where"}
    assert {frozenset(row) for row in first["findings"]} == {frozenset(fields)}
    assert second == {"file": "旧.docx", "error": second["error"]}
    assert "旧版 Word" in second["error"]


def test_a_file_that_cannot_be_read_exits_with_3_after_the_others_were_measured(
    folder: Path, make_report: MakeReport
) -> None:
    answer = make_report("conform", "旧.docx", "日期.pdf", "没有.pdf", str(folder))

    assert answer.code == 3
    assert "不能检验：旧.docx：这是旧版 Word 文件（.doc）" in answer.err
    assert "不能检验：没有.pdf：没有这个文件" in answer.err
    assert "这是文件夹" in answer.err
    assert "成文日期写法" in answer.out
    assert answer.out.splitlines()[-1] == "共4个文件：没有不符合的0个，有不符合的1个，不能检验的3个。"


def test_a_letter_is_measured_as_one_when_asked(folder: Path, make_report: MakeReport) -> None:
    assert make_report("conform", "函.pdf", "--profile", "letter").code == 0
    assert make_report("conform", "函.pdf").code == 1


def test_a_profile_that_does_not_exist_is_answered_with_the_nearest(folder: Path, make_report: MakeReport) -> None:
    answer = make_report("conform", "函.pdf", "--profile", "leter")

    assert answer.code == 2
    assert "letter" in answer.err


def test_without_a_file_it_says_what_is_missing(folder: Path, make_report: MakeReport) -> None:
    assert make_report("conform").code == 2


def test_a_closing_mark_never_begins_a_line_and_a_number_is_not_divided() -> None:
    assert fold("最低处距纸下边37.3毫米（约）。", 16) == ["最低处距纸下边", "37.3毫米（约）。"]
    assert fold("一二三四，五", 8) == ["一二三", "四，五"]
    assert fold("", 8) == [""]
