"""The document verbs: what is made, where, what is said about it, and how it ends when it cannot be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.engine import making
from tests.cli.conftest import MakeReport
from tests.workspaces import edit, tree, write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_without_a_period_the_newest_is_taken_and_told(small: Path, make_report: MakeReport) -> None:
    answer = make_report("note", "--district", "甲县")

    assert answer.code == 0
    assert answer.out.split("\n")[:3] == [
        "报告期：2023年下半年（2023H2），有数据的最新一期。",
        "已生成：outputs/small/2023H2/甲县/甲县2023年下半年情况简报.docx",
        "已生成：outputs/small/2023H2/甲县/甲县2023年下半年情况简报.pdf",
    ]
    assert "正在生成：甲县 2023年下半年 情况简报" in answer.err
    assert len(names(small / "outputs/small/2023H2/甲县")) == 5


def test_with_a_period_nothing_is_said_of_the_newest(small: Path, make_report: MakeReport) -> None:
    answer = make_report("note", "--district", "甲县", "--period", "2023上半年")

    assert answer.out.startswith("已生成：outputs/small/2023H1/甲县/")


@pytest.mark.parametrize(
    ("words", "suffixes"),
    [
        (["--format", "docx"], [".docx"]),
        (["--format", "pdf"], [".pdf"]),
        (["--format", "pdf", "--format", "docx"], [".docx", ".pdf"]),
        ([], [".docx", ".pdf"]),
    ],
)
def test_only_the_formats_asked_for_are_made(
    small: Path, make_report: MakeReport, words: list[str], suffixes: list[str]
) -> None:
    make_report("note", "--district", "丙县", *words)

    made = names(small / "outputs/small/2023H1/丙县")
    assert sorted(Path(name).suffix for name in made if not name.endswith((".md", ".json"))) == suffixes


def test_everything_is_made_at_once(small: Path, make_report: MakeReport) -> None:
    answer = make_report("note", "--all")

    assert answer.code == 0
    assert answer.out.count("已生成：") == 10
    assert answer.out.endswith("共5份文件，10个 Word 和 PDF。\n")


def test_a_second_run_says_that_nothing_changed(small: Path, make_report: MakeReport) -> None:
    make_report("note", "--district", "丙县")
    before = tree(small / "outputs")

    answer = make_report("note", "--district", "丙县")

    assert answer.out.count("未变化：") == 2
    assert tree(small / "outputs") == before


def test_another_output_folder_may_be_named_with_blanks_and_chinese(
    small: Path, tmp_path: Path, make_report: MakeReport
) -> None:
    answer = make_report("note", "--district", "丙县", "--output", str(tmp_path / "送 审 稿"))

    assert answer.code == 0
    assert len(names(tmp_path / "送 审 稿/small/2023H1/丙县")) == 5
    assert not (small / "outputs").exists()


@pytest.mark.usefixtures("small")
def test_stand_ins_for_the_fonts_of_the_standard_are_told_only_when_there_are_some(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MAKE_REPORT_FONTS", str(tmp_path))

    answer = make_report("note", "--district", "丙县")

    assert "小标宋用Noto" in answer.err


def test_a_note_about_an_edited_document_is_told(small: Path, make_report: MakeReport) -> None:
    make_report("note", "--district", "丙县")
    (small / "outputs/small/2023H1/丙县/丙县2023年上半年情况简报.docx").write_bytes(b"edited")

    answer = make_report("note", "--district", "丙县")

    assert "提醒：丙县2023年上半年情况简报.docx 被人工修改过，已另存为" in answer.err


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "parts"),
    [
        ("data/small/items.csv", "养老,60", "养老,六十", 3, ["items.csv 第8行 E列“金额”", "六十", "没有生成任何文件"]),
        ("content/small/丙县/2023H1/note.md", "按要求", "{{ 总鹅 }}", 4, ["note.md 第11行", "是否指“总额”？"]),
        ("content/small/丙县/2023H1/note.md", "status: final", "stauts: final", 4, ["note.md", "stauts", "status"]),
        ("templates/note/note.md.j2", "{% for", "{% fro", 4, ["note.md.j2 第9行", "fro"]),
        ("data/small/facts.yaml", "计数(项目)", "计输(项目)", 2, ["facts.yaml", "计输", "计数"]),
        ("data/small/notice.yaml", "level: county}\n  - {code: '02'", "level: conty}\n  - {code: '02'", 2, ["county"]),
        ("data/schemas/items.yaml", "type: number", "type: nubmer", 2, ["items.yaml", "nubmer", "number"]),
        ("templates/gongwen/fonts.yaml", "  fallback_sans:", "  fallback_snas:", 5, ["fallback_sans"]),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place_and_ends_with_its_own_code(
    small: Path, make_report: MakeReport, file: str, old: str, new: str, code: int, parts: list[str]
) -> None:
    make_report("note", "--district", "丙县")
    before = tree(small / "outputs")
    edit(small, file, old, new)

    answer = make_report("note", "--district", "丙县", "--period", "2023H1")

    assert answer.code == code, answer.text
    assert [part for part in parts if part not in answer.err] == []
    assert "Traceback" not in answer.err
    assert tree(small / "outputs") == before


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("value", ["now", "1.5", "", "-1", "99999999999999"])
def test_a_time_that_is_no_time_is_a_fault_of_the_environment(
    make_report: MakeReport, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)

    answer = make_report("note", "--district", "丙县")

    assert answer.code == 2
    assert "SOURCE_DATE_EPOCH" in answer.err


def test_problems_beyond_a_hundred_are_counted(small: Path, make_report: MakeReport) -> None:
    rows = "".join(f"Q{number},01,2023-05-31,错,1\n" for number in range(130))
    write(small, "data/small/items.csv", (small / "data/small/items.csv").read_text(encoding="utf-8") + rows)

    answer = make_report("note", "--district", "丙县")

    assert answer.code == 3
    assert answer.err.count("错误：data") == 100
    assert "……还有30处。" in answer.err


def test_an_internal_error_leaves_a_log_and_no_traceback_on_the_screen(
    small: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(making, "typeset", fail)

    answer = make_report("note", "--district", "丙县")

    assert answer.code == 70
    assert "程序内部错误，原有文件未改动" in answer.err
    assert "Traceback" not in answer.err
    log = Path(answer.err.strip().rsplit("：", 1)[1])
    try:
        assert "ZeroDivisionError: a bug" in log.read_text(encoding="utf-8")
    finally:
        log.unlink()
    assert names(small / "outputs") == [".lock"]


def test_an_internal_error_without_a_place_for_its_log_is_still_told(
    small: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "typeset", lambda *_: 1 / 0)
    monkeypatch.setattr("builders.cli.main.NamedTemporaryFile", fail)

    answer = make_report("note", "--district", "丙县")

    assert answer.code == 70
    assert "没有留下记录" in answer.err


def test_ctrl_c_ends_with_130_and_leaves_the_old_files(
    small: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> object:
        raise KeyboardInterrupt

    make_report("note", "--district", "丙县")
    before = tree(small / "outputs")
    monkeypatch.setattr(making, "typeset", interrupted)

    answer = make_report("note", "--district", "丙县")

    assert (answer.code, answer.out.count("已生成")) == (130, 0)
    assert "已中断，原有文件未改动。" in answer.err
    assert tree(small / "outputs") == before
