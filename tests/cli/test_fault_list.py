"""The fault list: what goes wrong in offices, each case told with its place, and nothing written, moved or left behind.

Every case is met twice: by ``check`` (exit code 1, or 0 for what is harmless) and by the verb that makes the document.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import MakeReport
from tests.workspaces import ROWS, edit, tree, write

TABLE = "data/small/items.csv"
NOTICE = "data/small/notice.yaml"
FACTS = "data/small/facts.yaml"
SCHEMA = "data/schemas/items.yaml"
PASSAGE = "content/small/甲县/2023H1/note.md"
TEMPLATE = "templates/note/note.md.j2"
DATA, CONFIGURATION, CONTENT, FILES = 3, 2, 4, 6


@dataclass(frozen=True)
class Fault:
    """What somebody did to the workspace, the exit code of the document verb, and what both must say."""

    make: Callable[[Path], object]
    code: int
    says: tuple[str, ...]


def table(text: str | bytes) -> Callable[[Path], object]:
    """Put other contents into the table."""
    content = text.encode() if isinstance(text, str) else text
    return lambda root: (root / TABLE).write_bytes(content)


def cell(old: str, new: str) -> Callable[[Path], object]:
    """Change the one place of the table that holds a text."""
    return lambda root: edit(root, TABLE, old, new)


def change(name: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda root: edit(root, name, old, new)


def link(name: str) -> Callable[[Path], object]:
    """Put a link in the place of a file or folder."""

    def make(root: Path) -> None:
        target = root / name
        aside = root.parent / "elsewhere"
        shutil.move(target, aside)
        target.symlink_to(aside)

    return make


FAULTS = {
    # ------------------------------------------------------------ reading
    "bytes that are no encoding": Fault(
        table(ROWS.encode() + b"P9,01,2023-05-31,\xff\xff\xff,1\n"), DATA, (TABLE, "第9行")
    ),
    "an empty file": Fault(table(""), DATA, (TABLE, "空")),
    "only a header": Fault(table(ROWS.split("\n")[0] + "\n"), DATA, (TABLE, "没有数据")),
    "only blank rows": Fault(table("\n , , , , \n"), DATA, (TABLE,)),
    "semicolons": Fault(table(ROWS.replace(",", ";")), DATA, (TABLE, "英文逗号")),
    "a workbook named .csv": Fault(table(b"PK\x03\x04" + bytes(60)), DATA, (TABLE, "Excel")),
    "a double header": Fault(cell("任务,金额", "任务,任务"), DATA, (TABLE, "第1行", "E列“任务”", "D列")),
    "a double header but for a space": Fault(cell("任务,金额", "任务, 任务"), DATA, (TABLE, "第1行", "E列", "D列")),
    "a misspelt header": Fault(cell("任务,金额", "任务,金頟"), DATA, (TABLE, "第1行", "是否指“金额”")),
    "a missing header": Fault(cell("任务,金额", "任务"), DATA, (TABLE, "缺少表头“金额”")),
    "a title above the header": Fault(table("甲县项目表,,,,\n" + ROWS), DATA, (TABLE, "第1行", "第2行")),
    "a totals row": Fault(table(ROWS + "合计,,,,635.65\n"), DATA, (TABLE, "第9行", "合计")),
    "a row too short": Fault(
        cell("P2,01,2023-05-31,养老,30", "P2,01,2023-05-31,养老"), DATA, (TABLE, "第3行", "4格", "5格")
    ),
    "a row too long": Fault(
        cell("P2,01,2023-05-31,养老,30", "P2,01,2023-05-31,养老,1,350"), DATA, (TABLE, "第3行", "6格")
    ),
    "an open quote": Fault(
        cell("P2,01,2023-05-31,养老,30", 'P2,01,2023-05-31,"养老,30'), DATA, (TABLE, "第3行", "引号")
    ),
    "a NUL": Fault(table(ROWS.replace("养老,30", "养\0老,30").encode()), DATA, (TABLE, "第3行", "U+0000")),
    "a control character": Fault(cell("养老,30", "养\x07老,30"), DATA, (TABLE, "第3行", "U+0007")),
    # ------------------------------------------------------------ cells
    "letters in a number": Fault(cell("120.50", "12O.50"), DATA, (TABLE, "第2行", "E列“金额”", "12O.50")),
    "not a number of spreadsheets": Fault(cell("120.50", "NaN"), DATA, (TABLE, "第2行", "E列“金额”", "NaN")),
    "an error of spreadsheets": Fault(cell("120.50", "#DIV/0!"), DATA, (TABLE, "第2行", "E列“金额”", "Excel")),
    "an overflow": Fault(cell("120.50", "1e400"), DATA, (TABLE, "第2行", "E列“金额”", "科学计数法")),
    "an exponent": Fault(cell("120.50", "1.23457E+17"), DATA, (TABLE, "第2行", "E列“金额”", "科学计数法")),
    "about": Fault(cell("120.50", "约800"), DATA, (TABLE, "第2行", "E列“金额”", "约数")),
    "thousands": Fault(cell("120.50", '"1,350"'), DATA, (TABLE, "第2行", "E列“金额”", "千位")),
    "a percent sign": Fault(cell("120.50", "12%"), DATA, (TABLE, "第2行", "E列“金额”", "百分号")),
    "a unit in the cell": Fault(cell("120.50", "120.50万元"), DATA, (TABLE, "第2行", "E列“金额”", "万元")),
    "another unit in the cell": Fault(cell("120.50", "1.2亿元"), DATA, (TABLE, "第2行", "E列“金额”", "亿元", "万元")),
    "a negative in brackets": Fault(cell("120.50", "(120.50)"), DATA, (TABLE, "第2行", "E列“金额”", "-120.50")),
    "a serial day": Fault(
        cell("P1,01,2023-05-31", "P1,01,45077"), DATA, (TABLE, "第2行", "C列“截至日期”", "2023-05-31")
    ),
    "a day that is none": Fault(cell("P1,01,2023-05-31", "P1,01,2023-02-30"), DATA, (TABLE, "第2行", "没有这一天")),
    "a lost zero": Fault(cell("P1,01,2023-05-31", "P1,1,2023-05-31"), DATA, (TABLE, "第2行", "B列“县区代码”", "01")),
    "an unknown unit": Fault(cell("P4,03,", "P4,09,"), DATA, (TABLE, "第8行", "B列“县区代码”", "09")),
    "a value that is none of the list": Fault(
        cell("P2,01,2023-05-31,养老", "P2,01,2023-05-31,养劳"), DATA, (TABLE, "第3行", "是否指“养老”")
    ),
    "an empty key": Fault(cell("P2,01,2023-05-31", ",01,2023-05-31"), DATA, (TABLE, "第3行", "A列“项目编号”", "空")),
    "a key twice": Fault(cell("P2,01,2023-05-31", "P1,01,2023-05-31"), DATA, (TABLE, "第3行", "第2行")),
    # ------------------------------------------------------------ rules
    "a key of YAML twice": Fault(change(NOTICE, "id: small", "id: small\nid: small"), CONFIGURATION, (NOTICE, "第2行")),
    "a tab in YAML": Fault(change(NOTICE, "  - {code: '02'", "\t- {code: '02'"), CONFIGURATION, (NOTICE,)),
    "a misspelt key of the notice": Fault(
        change(NOTICE, "programme:", "programm:"), CONFIGURATION, (NOTICE, "是否指“programme”")
    ),
    "a misspelt name in a formula": Fault(
        change(FACTS, "求和(项目.金额)", "求和(项目.金鹅)"), CONFIGURATION, (FACTS, "金鹅")
    ),
    "an assertion that does not hold": Fault(change(FACTS, "总额 >= 0", "总额 < 0"), DATA, ("总额不为负",)),
    "a misspelt key of a schema": Fault(
        change(SCHEMA, "primaryKey", "primarykey"), CONFIGURATION, (SCHEMA, "是否指“primaryKey”")
    ),
    # ------------------------------------------------------------ templates and prose
    "a misspelt fact": Fault(
        change(PASSAGE, '各任务总额["管网"]', "总鹅"), CONTENT, (PASSAGE, "第11行", "是否指“总额”")
    ),
    "an open tag": Fault(change(TEMPLATE, "{% endfor %}", ""), CONTENT, (TEMPLATE, "没有结束")),
    "a missing include": Fault(
        change(TEMPLATE, "# 做法", '{% include "note/x.j2" %}'), CONTENT, (TEMPLATE, "note/x.j2")
    ),
    "a misspelt key of the front matter": Fault(
        change(PASSAGE, "status:", "statos:"), CONTENT, (PASSAGE, "是否指“status”")
    ),
    "a misspelt heading": Fault(change(PASSAGE, "# 做法", "# 作法"), CONTENT, (PASSAGE, "是否指“做法”")),
    "no front matter": Fault(
        lambda root: write(root, PASSAGE, "# 做法\n\n好。\n"), CONTENT, (PASSAGE, "第1行", "文件头")
    ),
    "prose in GBK": Fault(
        lambda root: (root / PASSAGE).write_bytes((root / PASSAGE).read_text("utf-8").encode("gbk")),
        CONTENT,
        (PASSAGE, "UTF-8"),
    ),
    "a half-width comma": Fault(change(PASSAGE, "按要求推进，", "按要求推进,"), CONTENT, (PASSAGE, "第11行", "全角")),
    "a missing picture": Fault(
        change(PASSAGE, "按要求推进", '![现场](assets/a.jpg){alt="现场"}\n\n按要求推进'), CONTENT, (PASSAGE, "a.jpg")
    ),
    # ------------------------------------------------------------ links
    "a table behind a link": Fault(link(TABLE), FILES, (TABLE, "链接")),
    "prose behind a link": Fault(link(PASSAGE), FILES, (PASSAGE, "链接")),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_by_check_with_its_place_and_nothing_changes(
    small: Path, make_report: MakeReport, fault: Fault
) -> None:
    fault.make(small)
    before = tree(small)

    answer = make_report("check")

    assert answer.code == 1, answer.text
    assert [part for part in fault.says if part not in answer.out] == []
    assert "Traceback" not in answer.text and "程序内部错误" not in answer.text
    assert tree(small) == before


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_no_document_is_made_of_it_and_old_ones_stay(small: Path, make_report: MakeReport, fault: Fault) -> None:
    write(small, "outputs/small/2023H1/甲县/旧.docx", "旧")
    fault.make(small)
    before = tree(small)

    answer = make_report("note", "--district", "甲县", "--period", "2023H1")

    assert answer.code == fault.code, answer.text
    assert [part for part in fault.says if part not in answer.err] == []
    assert "Traceback" not in answer.text
    after = tree(small)
    after.pop("outputs/.lock", None)
    assert after == before


HARMLESS = {
    "a byte order mark": (table(b"\xef\xbb\xbf" + ROWS.encode()), ()),
    "GBK of Excel": (table(ROWS.encode("gbk")), ("GB18030",)),
    "UTF-16 of Excel": (table(ROWS.encode("utf-16")), ()),
    "line ends of Windows": (table(ROWS.replace("\n", "\r\n")), ()),
    "no line end at the end": (table(ROWS.rstrip("\n")), ()),
    "blank rows and rows of commas": (table(ROWS.replace("P3,02,2023-05", ",,,,\n\nP3,02,2023-05")), ()),
    "quotes around every cell": (
        table("\n".join(",".join(f'"{c}"' for c in r.split(",")) for r in ROWS.split("\n"))),
        (),
    ),
    "full-width digits": (cell("120.50", "１２０．５０"), ("全角",)),
    "another way to write a day": (cell("P1,01,2023-05-31", "P1,01,2023/5/31"), ()),
}


@pytest.mark.parametrize(("make", "says"), HARMLESS.values(), ids=HARMLESS)
def test_what_is_harmless_is_accepted_and_told_where_it_was_changed(
    small: Path, make_report: MakeReport, make: Callable[[Path], object], says: tuple[str, ...]
) -> None:
    make(small)
    before = tree(small)

    answer = make_report("check")

    assert answer.code == 0, answer.text
    assert [part for part in says if part not in answer.out] == []
    assert tree(small) == before
