"""``make-report form`` and ``make-report import``: what is written, what is told, and nothing happens by accident."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import MakeReport
from tests.cli.shell import ENGLISH, start
from tests.engine.filling import filled, without_row
from tests.sources.workbooks import MACRO_TYPE, formula, number, parts, sheet, text, workbook, zipped
from tests.workspaces import ROWS, edit, tree

TABLE = "data/small/items.csv"
HEADER = [text(title) for title in ("项目编号", "县区代码", "截至日期", "任务", "金额")]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def form(small: Path, make_report: MakeReport) -> Path:
    """The form of 甲县, which lies beside the workspace's folders."""
    assert make_report("form", "项目", "--district", "甲县", "-o", "表.xlsx").code == 0
    return small / "表.xlsx"


def fill(form: Path, entries: dict[str, object]) -> None:
    form.write_bytes(filled(form.read_bytes(), entries))


# ------------------------------------------------------------------------------------------------ form


def test_a_form_is_named_after_unit_and_table_unless_a_name_is_given(small: Path, make_report: MakeReport) -> None:
    told = make_report("form", "项目", "--district", "甲甲蒙古族自治县")

    assert (told.code, told.out) == (0, "已生成：甲县-项目.xlsx\n")
    assert (small / "甲县-项目.xlsx").read_bytes().startswith(b"PK")


def test_a_form_that_lies_there_already_is_left_alone(form: Path, make_report: MakeReport) -> None:
    before = form.stat().st_mtime_ns
    assert make_report("form", "项目", "--district", "甲县", "-o", "表.xlsx").out == "未变化：表.xlsx\n"
    assert form.stat().st_mtime_ns == before


def test_a_form_that_may_be_filled_in_is_not_written_over(form: Path, make_report: MakeReport) -> None:
    fill(form, {"E4": 1})
    filled_in = form.read_bytes()

    told = make_report("form", "项目", "--district", "甲县", "-o", "表.xlsx")
    assert told.code == 2
    assert "可能已经填过" in told.err
    assert form.read_bytes() == filled_in
    assert make_report("form", "项目", "--district", "甲县", "-o", "表.xlsx", "--force").code == 0
    assert form.read_bytes() != filled_in


@pytest.mark.parametrize(
    ("arguments", "code", "answer"),
    [
        (["项木", "--district", "甲县"], 2, "没有“项木”，是否指“项目”？"),
        (["item", "--district", "甲县"], 2, "是否指“items”？"),
        (["项目", "--district", "甲现"], 2, "是否指“甲县”？"),
        (["项目", "--distrct", "甲县"], 2, "是否指“--district”？"),
        (["项目"], 2, "请用 --district 指明填报单位"),
        (["--district", "甲县"], 2, "缺少"),
        (["项目", "--district", "甲县", "--notice", "smal"], 2, "是否指“small”？"),
        (["项目", "--district", "甲县", "--until", "6月5日"], 2, "看不懂日期“6月5日”"),
        (["项目", "--district", "甲县", "-o", "表.csv"], 2, "应以 .xlsx 结尾"),
        (["项目", "--district", "甲县", "-o", "data/表.xlsx"], 2, "不能放在 data 里面"),
        (["项目", "--district", "甲县", "-o", "没有/表.xlsx"], 6, "文件夹不存在"),
    ],
)
def test_what_is_wrong_with_the_request_is_told(
    small: Path, make_report: MakeReport, arguments: list[str], code: int, answer: str
) -> None:
    before = tree(small)

    told = make_report("form", *arguments)

    assert told.code == code
    assert answer in told.err
    assert tree(small) == before


def test_a_link_is_not_written_through(small: Path, make_report: MakeReport) -> None:
    (small / "别的.xlsx").write_bytes(b"")
    (small / "表.xlsx").symlink_to(small / "别的.xlsx")

    assert make_report("form", "项目", "--district", "甲县", "-o", "表.xlsx").code == 6
    assert (small / "别的.xlsx").read_bytes() == b""


# ------------------------------------------------------------------------------------------------ import


def test_an_unchanged_form_changes_nothing(form: Path, small: Path, make_report: MakeReport) -> None:
    before = tree(small / "data")

    told = make_report("import", "表.xlsx")

    assert (told.code, told.err) == (0, "")
    assert told.out == "表.xlsx → small 的“项目”表（甲县）：没有改动\n没有改动，数据表未写入。\n"
    assert tree(small / "data") == before


def test_rows_that_change_are_told_first_and_written_then(form: Path, small: Path, make_report: MakeReport) -> None:
    fill(form, {"E5": 31.5, "F4": "删除", "A8": "P9", "B8": "01", "C8": "2024-05-31", "D8": "养老"})
    before = tree(small)

    preview = make_report("import", "表.xlsx", "--dry-run")
    assert preview.out.splitlines() == [
        "表.xlsx → small 的“项目”表（甲县）：新增1行，改动1行，删除1行",
        "  删除 P1、2023-05-31：县区代码 01；任务 管网；金额 120.50",
        "  改动 P2、2023-05-31：金额 30 → 31.5",
        "  新增 P9、2024-05-31：县区代码 01；任务 养老",
        "以上只是预览，没有写入；去掉 --dry-run 即写入。",
    ]
    assert tree(small) == before

    told = make_report("import", "表.xlsx")
    assert told.code == 0
    assert told.out.splitlines()[:-1] == preview.out.splitlines()[:-1]
    assert told.out.splitlines()[-1] == "已写入：“项目”表。"
    wanted = ROWS.replace("P1,01,2023-05-31,管网,120.50\n", "").replace("养老,30\n", "养老,31.5\n")
    wanted = wanted.replace("养老,45.25\n", "养老,45.25\nP9,01,2024-05-31,养老,\n")
    assert (small / TABLE).read_text(encoding="utf-8") == wanted


def test_importing_twice_changes_nothing_the_second_time(form: Path, small: Path, make_report: MakeReport) -> None:
    fill(form, {"E5": 31.5, "F4": "删除", "A8": "P9", "B8": "01", "C8": "2024-05-31", "D8": "养老"})
    assert make_report("import", "表.xlsx").code == 0
    before = tree(small / "data")

    assert "没有改动，数据表未写入。" in make_report("import", "表.xlsx").out
    assert tree(small / "data") == before


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"", "[X101] 不是 Excel 工作簿（.xlsx）（是空文件）"),
        ("项目编号,金额\n".encode("gbk"), "[X101]"),
        (OLE + b"\0" * 512, "[X102] 是旧版 Excel 文件（.xls）"),
        (OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "[X103] 设了打开密码"),
        (workbook([HEADER])[:300], "[X104] 文件已损坏或不完整"),
        (zipped(parts({"项目": sheet([HEADER])}, kind=MACRO_TYPE)), "[X106] 含有宏"),
        (zipped({**parts({"项目": sheet([HEADER])}), "xl/externalLinks/externalLink1.xml": "<a/>"}), "[X107]"),
        (zipped({**parts({"项目": "<!DOCTYPE a><worksheet/>"})}), "[X108]"),
        (workbook([[text("甲")]]), "[X110]"),
        (workbook([HEADER, [text("P1"), text("01"), text("2023-05-31"), text("管网"), formula("1+1", None)]]),
         "坏.xlsx 项目!E2“金额”: [X117] 公式没有算出的结果"),
        (zipped(parts({"项目": sheet([HEADER, [text("P1")], [text("P2")]],
                                   after='<mergeCells><mergeCell ref="B2:B3"/></mergeCells>')})),
         "坏.xlsx 项目!B2“县区代码”: [X116] 合并了单元格 B2:B3"),
        (zipped(parts({"项目": sheet([HEADER], after='<mergeCells><mergeCell ref="B1:C1"/></mergeCells>')})),
         "坏.xlsx 项目!B1: [X115]"),
    ],
    ids=["empty", "csv", "xls", "encrypted", "truncated", "macros", "links", "doctype", "no table", "no result",
         "merged", "merged header"],
)  # fmt: skip
def test_a_bad_workbook_is_answered_with_three_and_nothing_is_touched(
    small: Path, make_report: MakeReport, content: bytes, answer: str
) -> None:
    (small / "坏.xlsx").write_bytes(content)
    before = tree(small / "data")

    told = make_report("import", "坏.xlsx", "--district", "甲县")

    assert told.code == 3
    assert answer in told.err
    errors = [line for line in told.err.splitlines() if "[X134]" not in line]  # rows that this workbook lacks
    assert len(errors) == 2, "the problem, told once, and how many there are"
    assert "程序内部错误" not in told.err
    assert not ENGLISH.search(told.text.replace("make-report form", "").replace("--table", ""))
    assert tree(small / "data") == before


def test_a_file_that_is_not_there_and_a_folder_are_answered(small: Path, make_report: MakeReport) -> None:
    assert make_report("import", "没有.xlsx").code == 6
    assert make_report("import", "data").code == 6


def test_a_workbook_without_a_unit_asks_for_it(small: Path, make_report: MakeReport) -> None:
    (small / "自己的.xlsx").write_bytes(
        workbook([HEADER, [text("P1"), text("01"), text("2023-05-31"), text("管网"), number("121")]])
    )

    assert "请用 --district 等选项指明" in make_report("import", "自己的.xlsx").err
    told = make_report("import", "自己的.xlsx", "--district", "甲县", "--table", "项目")
    assert told.code == 0
    assert "改动 P1、2023-05-31：金额 120.50 → 121" in told.out
    assert "[X134] 现有的3行在表中没有，保留不动" in told.err


def test_rows_that_are_missing_go_when_that_is_asked_for(form: Path, small: Path, make_report: MakeReport) -> None:
    form.write_bytes(without_row(form.read_bytes(), 4))

    assert make_report("import", "表.xlsx", "--remove").code == 0
    assert (small / TABLE).read_text(encoding="utf-8") == ROWS.replace("P1,01,2023-05-31,管网,120.50\n", "")


def test_a_conflict_is_told_and_can_be_decided(form: Path, small: Path, make_report: MakeReport) -> None:
    fill(form, {"E5": 31})
    edit(small, TABLE, "养老,30\n", "养老,32\n")

    told = make_report("import", "表.xlsx")
    assert told.code == 3
    assert "表.xlsx 项目!E5“金额”: [X132]" in told.err
    assert "加 --force" in told.err
    assert make_report("import", "表.xlsx", "--force").code == 0
    assert "养老,31\n" in (small / TABLE).read_text(encoding="utf-8")


def test_a_write_that_fails_leaves_the_table_as_it_was(
    form: Path, small: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(form, {"E5": 31})
    before = tree(small / "data")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    told = make_report("import", "表.xlsx")

    assert told.code == 6
    assert "磁盘空间不足" in told.err
    assert {name: entry and entry[0] for name, entry in tree(small / "data").items()} == {
        name: entry and entry[0] for name, entry in before.items()
    }


def test_a_console_of_gbk_shows_what_it_can(form: Path, small: Path) -> None:
    fill(form, {"E5": "约30𠮷"})

    told = start("import", "表.xlsx", cwd=small, env={"PYTHONIOENCODING": "gbk"}, encoding="gbk")

    assert told.code == 3
    assert "约30\\U00020bb7" in told.err


def test_outside_a_workspace_both_verbs_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_report: MakeReport
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)

    for arguments in (("form", "项目", "--district", "甲县"), ("import", "表.xlsx", "--district", "甲县")):
        told = make_report(*arguments)
        assert told.code == 2
        assert "不在工作区里" in told.err
