"""``build``: everything due at once, and a table that says of each kind how many there are and why some are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import MakeReport
from tests.workspaces import edit, tree, with_city, write


def tally(out: str) -> list[list[str]]:
    """The cells of the table's rows."""
    return [line.split() for line in out[out.index("通知 ") :].strip().split("\n")[2:]]


def test_all_documents_are_made_and_counted(small: Path, make_report: MakeReport) -> None:
    answer = make_report("build", "--all")

    assert answer.code == 0
    assert answer.out.count("已生成：") == 10
    assert "通知 small，到2023年下半年（2023H2）为止：" in answer.out
    assert tally(answer.out) == [
        ["note", "情况简报", "县（市）区", "5", "0", "1", "没有数据1份"],
        ["合计", "5", "0", "1"],
    ]


def test_a_second_run_changes_nothing_and_says_so(small: Path, make_report: MakeReport) -> None:
    make_report("build", "--district", "丙县")
    before = tree(small / "outputs")

    answer = make_report("build", "--district", "丙县")

    assert tally(answer.out)[-1] == ["合计", "0", "1", "0"]
    assert tree(small / "outputs") == before


def test_every_level_has_a_row_and_what_has_no_prose_is_skipped(small: Path, make_report: MakeReport) -> None:
    with_city(small)

    answer = make_report("build", "--all", "--period", "2023H1", "--format", "docx")

    assert answer.code == 0
    assert tally(answer.out) == [
        ["note", "情况简报", "县（市）区", "3", "0", "0"],
        ["note", "情况简报", "全市", "0", "0", "1", "还没有正文1份"],
        ["合计", "3", "0", "1"],
    ]


def test_nothing_to_make_is_no_error(small: Path, make_report: MakeReport) -> None:
    with_city(small)

    answer = make_report("build", "--city", "全市")

    assert (answer.code, answer.err) == (0, "")
    assert tally(answer.out)[-1] == ["合计", "0", "0", "2"]
    assert not (small / "outputs/small").exists()


def test_one_error_stops_everything(small: Path, make_report: MakeReport) -> None:
    edit(small, "content/small/乙县/2023H1/note.md", "各任务总额", "各任务总数")

    answer = make_report("build", "--all")

    assert answer.code == 4
    assert "content/small/乙县/2023H1/note.md 第11行" in answer.err
    assert "通知 small" not in answer.out
    assert not (small / "outputs/small").exists()


def test_several_documents_of_a_unit_and_a_period_are_made_together(small: Path, make_report: MakeReport) -> None:
    notice = (small / "data/small/notice.yaml").read_text(encoding="utf-8")
    second = notice[notice.index("  - id: note") :].replace("id: note", "id: ledger").replace("情况简报", "台账")
    write(small, "data/small/notice.yaml", notice + second)
    passage = (small / "content/small/丙县/2023H1/note.md").read_text(encoding="utf-8")
    write(small, "content/small/丙县/2023H1/ledger.md", passage)

    answer = make_report("build", "--district", "丙县", "--format", "docx")

    assert answer.code == 0
    made = small / "outputs/small/2023H1/丙县"
    assert (made / "丙县2023年上半年情况简报.docx").exists()
    assert (made / "ledger/丙县2023年上半年台账.docx").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--period", "2023H1"], "请用 --district 指明单位，或用 --all 生成全部。"),
        (["--district", "甲线"], "没有“甲线”，是否指“甲县”？"),
        (["--all", "--notice", "smal"], "没有“smal”，是否指“small”？"),
        (["--all", "--period", "明年"], "看不懂报告期“明年”"),
        (["--all", "--period", "一次性"], "请写成 2023H1 或 2023上半年"),
        (["--all", "--format", "docs"], "没有“docs”，是否指“docx”？"),
        (["--al"], "没有选项“--al”，是否指“--all”？"),
    ],
)
@pytest.mark.usefixtures("small")
def test_a_slip_is_answered(make_report: MakeReport, words: list[str], sentence: str) -> None:
    answer = make_report("build", *words)

    assert answer.code == 2
    assert sentence in answer.err


def test_outside_a_workspace_the_place_is_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_report: MakeReport
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)

    answer = make_report("build", "--district", "双塔区")

    assert answer.code == 2
    assert "当前文件夹不在工作区里" in answer.err


def test_a_notice_that_cannot_be_read_stops_all(small: Path, make_report: MakeReport) -> None:
    write(small, "data/other/notice.yaml", "id: other\n")

    assert make_report("build", "--all").code == 2
    assert make_report("build", "--district", "丙县", "--format", "docx").code == 0


def test_a_document_may_be_made_as_a_sheet_too(small: Path, make_report: MakeReport) -> None:
    edit(small, "data/small/notice.yaml", "    passages", "    formats: [docx, xlsx]\n    passages")

    answer = make_report("build", "--all")

    assert answer.code == 0
    assert "共5份文件，10个 Word 和 Excel。" in answer.out
    assert (small / "outputs/small/2023H1/丙县/丙县2023年上半年情况简报.xlsx").exists()


def test_a_format_that_no_document_has_is_told(small: Path, make_report: MakeReport) -> None:
    assert "没有“xlsx”" in make_report("note", "--all", "--format", "xlsx").err
    answer = make_report("build", "--all", "--format", "xlsx")
    assert (answer.code, tally(answer.out)[-1]) == (0, ["合计", "0", "0", "6"])


def test_a_text_that_is_too_long_is_made_and_told(small: Path, make_report: MakeReport) -> None:
    edit(small, "data/small/notice.yaml", "    passages", "    limit: {characters: 20}\n    passages")

    answer = make_report("note", "--district", "丙县", "--format", "docx")

    assert answer.code == 0
    count = json.loads((small / "outputs/small/2023H1/丙县/manifest.json").read_text(encoding="utf-8"))["characters"]
    assert f"[P002] 正文共{count}字，超过通知规定的20字 → 请压缩{count - 20}字以上" in answer.err
    assert 20 < count < 60
