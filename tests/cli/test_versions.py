"""``make-report history`` and ``make-report diff``: what a user sees, and what a program reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import MakeReport
from tests.repositories import Repository, make_repository
from tests.workspaces import edit, tree, write

EAST = "content/small/甲县/2023H1/note.md"
TABLE = "data/small/items.csv"


@pytest.fixture
def repository(small: Path) -> Repository:
    """Two versions: written, then a sentence and a number changed."""
    made = make_repository(small)
    made.commit("写成")
    edit(small, EAST, "按要求推进", "按计划推进")
    edit(small, TABLE, "P1,01,2023-05-31,管网,120.50", "P1,01,2023-05-31,管网,130.50")
    made.commit("改正")
    return made


# ------------------------------------------------------------------ history


@pytest.mark.usefixtures("repository")
def test_history_tells_what_each_version_changed(make_report: MakeReport) -> None:
    answer = make_report("history", "--district", "甲县", "--period", "2023H1")

    assert answer.code == 0
    for part in (
        "甲县2023年上半年情况简报\n", "第2版 · 2023-06-02 · ", "　改正\n", "  数据（",
        "    总额：150.5万元 → 160.5万元\n",
        "      现：data/small/items.csv 第2行 E列“金额”=“130.50”\n", "按〔-要求-〕〔+计划+〕推进",
        "P1 · 金额（万元）：120.50 → 130.50\n", "第1版 · 2023-06-01 · ", "  首次写成\n", "共2版。",
    ):  # fmt: skip
        assert part in answer.out


@pytest.mark.usefixtures("repository")
def test_history_says_how_many_it_does_not_list(make_report: MakeReport) -> None:
    answer = make_report("history", "--district", "甲县", "--period", "2023H1", "--last", "1")

    assert answer.out.endswith("共2版，列出最近1版；可用 --last 2 列出全部。\n")


def test_history_as_json_has_everything(repository: Repository, make_report: MakeReport) -> None:
    answer = make_report("history", "--district", "甲县", "--period", "2023H1", "--format", "json")
    said = json.loads(answer.out)

    assert (said["schema"], said["count"], len(said["versions"])) == ("make-report/history/1", 2, 2)
    assert said["versions"][0]["commit"] == repository.git("rev-parse", "HEAD").strip()
    assert said["versions"][0]["changes"]["facts"][0]["new_cells"][0]["text"] == "130.50"
    assert said["versions"][1]["changes"] is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("history",), "用法"),
        (("history", "--period", "2023H1"), "请指明一个单位"),
        (("history", "--district", "申县"), "申县"),
        (("history", "--district", "甲县", "--last", "0"), "--last 应为1以上的整数"),
        (("history", "--district", "甲县", "--artifact", "notes"), "是否指“note”"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_wrong_question_about_history_is_answered(
    make_report: MakeReport, words: tuple[str, ...], sentence: str
) -> None:
    answer = make_report(*words)

    assert answer.code == 2
    assert sentence in answer.text


def test_without_git_history_says_why(small: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent))

    answer = make_report("history", "--district", "甲县")

    assert (answer.code, answer.err) == (2, "错误：没有版本可列：工作区不在 Git 仓库中。\n")


def test_who_makes_a_document_is_told_why_it_has_no_number(
    small: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent))

    answer = make_report("note", "--district", "甲县", "--format", "docx")

    assert answer.code == 0
    assert answer.err.count("提醒：版本只写内容摘要，没有版次：工作区不在 Git 仓库中。\n") == 1


def test_who_makes_a_document_of_a_counted_version_is_told_nothing(
    repository: Repository, make_report: MakeReport
) -> None:
    assert "版次" not in make_report("note", "--district", "甲县", "--format", "docx").err


# ------------------------------------------------------------------ diff of commits


def test_diff_of_commits_compares_all_documents_of_a_unit(repository: Repository, make_report: MakeReport) -> None:
    before = tree(repository.root)
    answer = make_report("diff", "HEAD~1", "HEAD", "--district", "甲县")

    assert answer.code == 1
    assert "  总额：150.5万元 → 160.5万元\n" in answer.out
    assert "共2份，相同0份，不同2份。\n" in answer.out  # 2023H2 prints the total of the period before
    assert make_report("diff", "HEAD~1", "HEAD", "--district", "乙县").code == 0
    assert tree(repository.root) == before


def test_one_commit_is_compared_with_the_workspace(repository: Repository, make_report: MakeReport) -> None:
    assert make_report("diff", "HEAD", "--district", "甲县").code == 0
    edit(repository.root, EAST, "按计划推进", "按进度推进")

    answer = make_report("diff", "HEAD", "--district", "甲县", "--period", "2023H1")

    assert answer.code == 1
    assert "按〔-计划-〕〔+进度+〕推进" in answer.out


def test_a_document_that_was_not_there_yet_is_told(repository: Repository, make_report: MakeReport) -> None:
    late = "content/small/丙县/2023H2/note.md"
    write(repository.root, late, (repository.root / EAST).read_text(encoding="utf-8"))
    edit(repository.root, TABLE, "P4,03,2023-05-31,养老,60\n", "P4,03,2023-05-31,养老,60\nP4,03,2023-11-30,养老,61\n")
    repository.commit()

    answer = make_report("diff", "HEAD~1", "HEAD", "--district", "丙县", "--period", "2023H2")

    assert answer.code == 1
    assert "共1份，相同0份，不同1份。" in answer.out


@pytest.mark.parametrize("name", ["HAED", "--all", "deadbeef", "HEAD~99", "$(id)", "HEAD:data"])
@pytest.mark.usefixtures("repository")
def test_what_is_no_commit_and_no_file_is_said(make_report: MakeReport, name: str) -> None:
    answer = make_report("diff", "--district", "甲县", "--", name, "HEAD")

    assert answer.code == 2
    assert name in answer.err


# ------------------------------------------------------------------ diff of bundles and files


@pytest.fixture
def bundles(repository: Repository, make_report: MakeReport) -> tuple[Path, Path]:
    """The outputs of the first and of the second version."""
    old, new = repository.root.parent / "old", repository.root.parent / "new"
    assert make_report("note", "--all", "--format", "docx", "--output", str(new)).code == 0
    repository.git("checkout", "-q", "HEAD~1")
    assert make_report("note", "--all", "--format", "docx", "--output", str(old)).code == 0
    return old, new


def test_diff_of_bundles_compares_their_documents(bundles: tuple[Path, Path], make_report: MakeReport) -> None:
    old, new = bundles
    shutil.rmtree(next(old.rglob("丙县")))
    packed = old.parent / "新.zip"
    with ZipFile(packed, "w") as package:
        for path in sorted(new.rglob("*")):
            package.write(path, f"顶层/{path.relative_to(new)}")

    answer = make_report("diff", str(old), str(packed))

    assert answer.code == 1
    for part in (
        "  第1版 · 2023-06-01 · ", " → 第2版 · 2023-06-02 · ", "总额：150.5万元 → 160.5万元\n",
        "现：data/small/items.csv 第2行 E列“金额”=“130.50”\n", "按〔-要求-〕〔+计划+〕推进",
        "金额（万元）：120.50 → 130.50\n", "丙县2023年上半年情况简报\n  只在后一个里有\n",
        "共5份，相同2份，不同3份。\n",
    ):  # fmt: skip
        assert part in answer.out
    assert make_report("diff", str(new), str(packed)).code == 0


def test_diff_of_two_files_compares_their_texts(bundles: tuple[Path, Path], make_report: MakeReport) -> None:
    old, new = (next(folder.rglob("甲县2023年上半年*.docx")) for folder in bundles)

    answer = make_report("diff", str(old), str(new), "--format", "json")
    [document] = json.loads(answer.out)["documents"]

    assert answer.code == 1
    assert not document["same"]
    assert document["differences"]["tables"][0]["cells"][0]["new"] == "130.50"
    assert make_report("diff", str(old), str(old)).code == 0


def test_diff_of_files_of_two_kinds_says_that_their_layout_shows(
    repository: Repository, make_report: MakeReport
) -> None:
    assert make_report("note", "--district", "甲县", "--period", "2023H1", "--output", "made").code == 0
    word, pdf = (str(next(Path("made").rglob(f"甲县*.{suffix}"))) for suffix in ("docx", "pdf"))

    answer = make_report("diff", word, pdf)
    [document] = json.loads(make_report("diff", word, pdf, "--format", "json").out)["documents"]

    assert "  两个文件的格式不同（docx、pdf），页码、换行和表格的读法也会列为不同" in answer.out
    assert "格式不同" in document["note"]
    assert "格式不同" not in make_report("diff", word, word).out


def test_diff_of_tables_names_row_and_column(repository: Repository, make_report: MakeReport) -> None:
    old = write(repository.root, "old.csv", repository.git("show", f"HEAD~1:{TABLE}"))

    answer = make_report("diff", str(old), TABLE)

    assert answer.code == 1
    assert "items.csv · P1 2023-05-31 · 金额：120.50 → 130.50\n" in answer.out


def test_diff_of_texts_goes_by_the_character(repository: Repository, make_report: MakeReport) -> None:
    old = write(repository.root, "old.md", repository.git("show", f"HEAD~1:{EAST}"))

    assert "按〔-要求-〕〔+计划+〕推进" in make_report("diff", str(old), EAST).out


@pytest.mark.parametrize(
    ("names", "code", "sentence"),
    [
        (("a.md",), 2, "请再写一个文件和它比较"),
        (("a.md", "没有.md"), 2, "没有文件“没有.md”"),
        (("没有.md", "a.md"), 2, "没有文件“没有.md”"),
        (("a.md", "folder"), 2, "不能把一个文件和一个文件夹或压缩包相比"),
        (("folder", "folder"), 2, "没有找到 manifest.json"),
        (("a.md", "a.bin"), 3, "只能比较"),
        (("a.md", "broken.docx"), 3, "不能比较：broken.docx"),
        (("cut.zip", "cut.zip"), 3, "只能比较"),
    ],
)
def test_what_cannot_be_compared_is_said(
    small: Path, make_report: MakeReport, names: tuple[str, ...], code: int, sentence: str
) -> None:
    write(small, "a.md", "一段。\n")
    write(small, "a.bin", "\x00\x01")
    write(small, "broken.docx", "PK\x03\x04")
    write(small, "folder/说明.txt", "没有清单")
    write(small, "cut.zip", "PK\x03\x04 cut")

    answer = make_report("diff", *names)

    assert (answer.code, sentence in answer.err) == (code, True), answer.err


def test_files_can_be_compared_outside_a_workspace(
    tmp_path: Path, make_report: MakeReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MAKE_REPORT_WORKSPACE", raising=False)
    write(tmp_path, "a.md", "一段。\n")
    write(tmp_path, "b.md", "一段话。\n")

    answer = make_report("diff", "a.md", "b.md")

    assert answer.code == 1
    assert "一段〔+话+〕。" in answer.out


@pytest.mark.parametrize("entry", ["../../越界/manifest.json", "/tmp/manifest.json"])
def test_a_hostile_zip_is_never_laid_out(tmp_path: Path, make_report: MakeReport, entry: str) -> None:
    packed = tmp_path / "a.zip"
    with ZipFile(packed, "w") as package:
        package.writestr(entry, json.dumps({"schema": "make-report/manifest/1", "title": "x"}))
    before = sorted(path.name for path in tmp_path.parent.iterdir())

    answer = make_report("diff", str(packed), str(packed))

    assert answer.code == 3
    assert sorted(path.name for path in tmp_path.parent.iterdir()) == before
