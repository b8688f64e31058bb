"""Rereading: a finished document gives back the paragraphs and tables that went into it."""

from __future__ import annotations

import pytest

from builders.conform.rereading import read_here, reread
from builders.conform.unreadable import Unreadable
from builders.typeset.docx import write
from builders.typeset.markdown import parse
from tests.typeset.printed import pdf_of
from tests.typeset.samples import manuscript

LONG = "社区建成时没有同步配套公共服务用房，现有站房布局老旧，办公占用多、活动空间少，" * 4 + "另找房源。"
TEXT = f"""\
# 基本情况

{LONG}

第二段。

| 任务 | 金额 |
|:--|--:|
| 管网 | 120.50 |
| 养老 | 30.00 |

: 任务进展 {{unit="万元"}}

# 下一步打算

{LONG}
"""


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_paragraphs_come_back_whole(suffix: str) -> None:
    subject = manuscript(TEXT, marks=("草稿",))
    made = pdf_of(subject) if suffix == "pdf" else write(subject, parse(subject))

    read = read_here(made)

    assert [each for each in read.paragraphs if each in (LONG, "第二段。")] == [LONG, "第二段。", LONG]
    assert "一、基本情况" in read.paragraphs
    assert not any("草稿" in each or "— 1 —" in each for each in read.paragraphs)


def test_a_table_of_word_comes_back_cell_by_cell() -> None:
    subject = manuscript(TEXT)

    [table] = [each for each in read_here(write(subject, parse(subject))).tables if "任务" in each.head]

    assert table.head == ("任务", "金额")
    assert table.rows == (("管网", "120.50"), ("养老", "30.00"))


def test_a_file_from_outside_is_read_in_a_process_of_its_own() -> None:
    subject = manuscript(TEXT)
    made = write(subject, parse(subject))
    here, there = read_here(made), reread(made, "报告.docx")

    assert there.name == "报告.docx"
    assert (there.paragraphs, there.tables) == (here.paragraphs, here.tables)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"PK\x03\x04 broken", "一份说明".encode()])
def test_what_cannot_be_read_is_said(content: bytes) -> None:
    with pytest.raises(Unreadable):
        reread(content, "x")
