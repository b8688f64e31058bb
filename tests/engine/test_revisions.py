"""Versions counted from Git: what makes one, whose it is, and what is said where nobody can count."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from builders.deliver.versions import git as door
from builders.deliver.versions.git import PARTIAL, Git
from builders.deliver.versions.history import SHALLOW, blob_id
from builders.engine.programme import load_programme
from builders.engine.revisions import CountedRevisions
from builders.model.revision import Revision
from builders.sources.workspace import Workspace
from tests.repositories import Repository, git, make_repository
from tests.workspaces import NOTICE, PASSAGE, ROWS, SCHEMA, edit, make_workspace, write

EAST = "content/small/甲县/2023H1/note.md"
WEST = "content/small/乙县/2023H1/note.md"
TABLE = "data/small/items.csv"
TEMPLATE = "templates/note/note.md.j2"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The small workspace, committed once."""
    root = tmp_path / "workspace"
    root.mkdir()
    make_workspace(root)
    made = make_repository(root)
    made.commit("开始")
    return made


def revision(root: Path, content: str = EAST, revisions: CountedRevisions | None = None) -> Revision:
    programme = load_programme(Workspace(root), "small")
    unit = next(unit for unit in programme.notice.units if unit.name == content.split("/")[2])
    inputs = [*programme.inputs, content, TEMPLATE]
    return (revisions or CountedRevisions()).of(programme, unit, content, inputs)


def text(root: Path, content: str = EAST) -> str:
    return revision(root, content).text("摘要")


def add(root: Path, content: str, words: str) -> None:
    write(root, content, (root / content).read_text(encoding="utf-8") + words)


# ------------------------------------------------------------------ what counts


def test_the_first_commit_of_the_prose_is_the_first_version(repository: Repository) -> None:
    head = repository.git("rev-parse", "HEAD").strip()

    assert revision(repository.root) == Revision(1, head, date(2023, 6, 1))
    assert text(repository.root) == f"第1版 · 2023-06-01 · {head[:7]}"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (EAST, "按要求推进", "按计划推进"),
        (TEMPLATE, "本期共有项目", "本期项目"),
        (TABLE, "P1,01,2023-05-31,管网,120.50", "P1,01,2023-05-31,管网,130.50"),
        ("data/small/notice.yaml", "source: 公开文件", "source: 文件"),
        ("data/small/facts.yaml", "项目数: {unit: 个", "项目数: {unit: 项"),
        ("data/schemas/items.yaml", "title: 项目\n", "title: 工程\n"),
    ],
)
def test_a_commit_that_changes_an_input_makes_a_version(repository: Repository, file: str, old: str, new: str) -> None:
    edit(repository.root, file, old, new)
    head = repository.commit()

    assert text(repository.root) == f"第2版 · 2023-06-02 · {head[:7]}"


@pytest.mark.parametrize("file", [WEST, "content/small/甲县/2023H2/note.md", "README.md", "templates/gongwen/x.md"])
def test_a_commit_that_changes_something_else_does_not(repository: Repository, file: str) -> None:
    before = text(repository.root)
    write(repository.root, file, PASSAGE + "又一段。\n")
    repository.commit()

    assert text(repository.root) == before


def test_a_document_is_no_older_than_its_prose(repository: Repository) -> None:
    edit(repository.root, TEMPLATE, "本期共有", "本期有")
    repository.commit()
    late = "content/small/丙县/2023H2/note.md"
    write(repository.root, TABLE, ROWS + "P4,03,2023-11-30,养老,61\n")
    write(repository.root, late, PASSAGE)
    repository.commit()

    assert revision(repository.root, late).number == 1


def test_a_file_that_was_taken_away_begins_anew(repository: Repository) -> None:
    (repository.root / EAST).unlink()
    repository.commit()
    write(repository.root, EAST, PASSAGE)
    repository.commit()

    assert revision(repository.root).number == 1


def test_prose_that_was_renamed_goes_on_and_its_name_alone_is_no_version(repository: Repository) -> None:
    add(repository.root, EAST, "又一段。\n")
    second = repository.commit()
    (repository.root / EAST).rename(repository.root / "content/small/甲县/2023H1/old.md")
    repository.commit()
    (repository.root / "content/small/甲县/2023H1/old.md").rename(repository.root / EAST)
    repository.commit()

    assert text(repository.root) == f"第2版 · 2023-06-02 · {second[:7]}"


def test_prose_that_was_renamed_and_changed_is_a_version(repository: Repository) -> None:
    (repository.root / "content/small/甲县").rename(repository.root / "content/small/丁县")
    edit(repository.root, "data/small/notice.yaml", "name: 甲县", "name: 丁县")
    add(repository.root, "content/small/丁县/2023H1/note.md", "又一段。\n")
    repository.commit()

    assert revision(repository.root, "content/small/丁县/2023H1/note.md").number == 2


# ------------------------------------------------------------------ whose rows


def test_a_row_makes_a_version_of_its_own_county_only(repository: Repository) -> None:
    before = text(repository.root)
    edit(repository.root, TABLE, "P3,02,2023-05-31,管网,80", "P3,02,2023-05-31,管网,81")
    head = repository.commit()

    assert text(repository.root) == before
    assert text(repository.root, WEST) == f"第2版 · 2023-06-02 · {head[:7]}"


def test_a_row_that_goes_to_another_county_makes_a_version_of_both(repository: Repository) -> None:
    edit(repository.root, TABLE, "P3,02,2023-05-31,管网,80", "P3,01,2023-05-31,管网,80")
    repository.commit()

    assert [revision(repository.root, each).number for each in (EAST, WEST)] == [2, 2]
    assert revision(repository.root, "content/small/丙县/2023H1/note.md").number == 1


@pytest.mark.parametrize(
    "rows",
    [
        ROWS.replace("项目编号,县区代码,截至日期,任务,金额", "项目编号,县区代码,截至日期,任务,金额,备注"),
        ROWS + 'P5,02,2023-05-31,管网,"5\n"\n',
    ],
)
def test_what_cannot_be_said_whose_it_is_is_everybodys(repository: Repository, rows: str) -> None:
    revisions = CountedRevisions()
    programme = load_programme(Workspace(repository.root), "small")
    write(repository.root, TABLE, rows)
    repository.commit()

    unit = programme.notice.units[0]
    assert revisions.of(programme, unit, EAST, [TABLE]).number == 2


def test_another_order_of_ones_own_rows_is_a_version(repository: Repository) -> None:
    first, second, *rest = ROWS.splitlines(keepends=True)[1:]
    write(repository.root, TABLE, "".join([ROWS.splitlines(keepends=True)[0], second, first, *rest]))
    repository.commit()

    assert [revision(repository.root, each).number for each in (EAST, WEST)] == [2, 1]


def test_a_row_of_a_table_below_is_of_the_county_of_its_parent(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    root.mkdir()
    make_workspace(root)
    write(root, "data/small/notice.yaml", NOTICE.replace("[items]", "[items, works]"))
    write(root, "data/schemas/items.yaml", SCHEMA.replace("[item, as_of]", "[item]"))
    write(root, TABLE, "\n".join(line for line in ROWS.splitlines() if "-11-30" not in line) + "\n")
    works = """\
        name: works
        title: 工程
        primaryKey: [work]
        foreignKeys: [{fields: item, reference: {resource: items, fields: item}}]
        fields:
          - {name: work, title: 工程编号, type: string}
          - {name: item, title: 项目编号, type: string}
    """
    write(root, "data/schemas/works.yaml", "\n".join(line[8:] for line in works.splitlines()))
    write(root, "data/small/works.csv", "工程编号,项目编号\nW1,P1\nW2,P3\nW3,P4\n")
    repository = make_repository(root)
    repository.commit()
    # The row and the one above it go in one commit: nothing that is there now says whose it was.
    edit(root, TABLE, "P3,02,2023-05-31,管网,80\n", "")
    edit(root, "data/small/works.csv", "W2,P3\n", "")
    repository.commit()

    counts = [revision(root, f"content/small/{name}/2023H1/note.md").number for name in ("甲县", "乙县", "丙县")]
    assert counts == [1, 2, 1]


# ------------------------------------------------------------------ what is not committed


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (EAST, "按要求", "按计划"),
        (TEMPLATE, "本期共有", "本期有"),
        (TABLE, "P2,01,2023-05-31,养老,30", "P2,01,2023-05-31,养老,31"),
    ],
)
def test_changes_that_no_commit_holds_are_said(repository: Repository, file: str, old: str, new: str) -> None:
    head = repository.git("rev-parse", "--short=7", "HEAD").strip()
    edit(repository.root, file, old, new)

    assert text(repository.root) == f"第1版之后有未提交的修改 · 2023-06-01 · {head}"


def test_changes_of_other_documents_are_not_said(repository: Repository) -> None:
    before = text(repository.root)
    edit(repository.root, TABLE, "P3,02,2023-05-31,管网,80", "P3,02,2023-05-31,管网,81")
    add(repository.root, WEST, "又一段。\n")

    assert text(repository.root) == before
    assert revision(repository.root, WEST).modified


def test_what_is_staged_but_not_committed_is_a_change_too(repository: Repository) -> None:
    add(repository.root, EAST, "又一段。\n")
    repository.git("add", "-A")

    assert revision(repository.root).modified


def test_line_ends_of_another_system_are_no_change(repository: Repository) -> None:
    for file in (EAST, TABLE):
        path = repository.root / file
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert not revision(repository.root).modified


def test_prose_that_was_never_committed_has_no_number(repository: Repository) -> None:
    late = "content/small/丙县/2023H2/note.md"
    write(repository.root, late, PASSAGE)

    assert text(repository.root, late) == "未提交 · 内容摘要 摘要"


# ------------------------------------------------------------------ shapes of histories


def test_a_branch_counts_once_with_the_merge_that_brought_it(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side")
    for number in (1, 2, 3):
        add(repository.root, EAST, f"第{number}段。\n")
        repository.commit()
    repository.git("checkout", "-q", "main")
    add(repository.root, WEST, "又一段。\n")
    repository.commit()
    repository.day += 1
    repository.git("merge", "-q", "--no-ff", "-m", "合并", "side")
    merge = repository.git("rev-parse", "HEAD").strip()

    assert text(repository.root) == f"第2版 · 2023-06-06 · {merge[:7]}"


def test_a_detached_head_is_counted_from(repository: Repository) -> None:
    add(repository.root, EAST, "又一段。\n")
    repository.commit()
    repository.git("checkout", "-q", "--detach", "HEAD~1")

    assert revision(repository.root).number == 1


def test_a_workspace_may_lie_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "仓库" / "工作区"
    root.mkdir(parents=True)
    make_workspace(root)
    repository = make_repository(root.parent)
    repository.commit()
    add(root, EAST, "又一段。\n")
    repository.commit()

    assert revision(root).number == 2


def test_names_with_spaces_and_marks_are_read_as_they_are(repository: Repository) -> None:
    edit(repository.root, "data/small/notice.yaml", "name: 甲县", "name: 甲 县(一)")
    (repository.root / "content/small/甲县").rename(repository.root / "content/small/甲 县(一)")
    repository.commit()

    assert revision(repository.root, "content/small/甲 县(一)/2023H1/note.md").number == 2  # the notice changed


def test_a_copy_of_the_repository_counts_the_same(repository: Repository, tmp_path: Path) -> None:
    add(repository.root, EAST, "又一段。\n")
    repository.commit()
    git(tmp_path, "clone", "-q", str(repository.root), "clone")

    assert text(tmp_path / "clone") == text(repository.root)


def test_a_second_working_tree_counts_the_same(repository: Repository, tmp_path: Path) -> None:
    add(repository.root, EAST, "又一段。\n")
    repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "second"), "HEAD")

    assert text(tmp_path / "second") == text(repository.root)


def test_a_repository_of_longer_ids_is_counted_too(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    git(tmp_path, "init", "-q", "--object-format=sha256")
    repository = Repository(tmp_path)
    repository.commit()
    add(tmp_path, WEST, "又一段。\n")

    assert revision(tmp_path) == Revision(1, repository.git("rev-parse", "HEAD").strip(), date(2023, 6, 1))
    assert revision(tmp_path, WEST).modified


def test_without_old_contents_nothing_is_guessed_and_nothing_fetched(repository: Repository, tmp_path: Path) -> None:
    edit(repository.root, TABLE, "P3,02,2023-05-31,管网,80", "P3,02,2023-05-31,管网,81")
    repository.commit()
    repository.git("config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", repository.root.as_uri(), "clone")
    shutil.move(repository.root, tmp_path / "gone")

    assert reason(tmp_path / "clone") == PARTIAL


# ------------------------------------------------------------------ nobody can count


def reason(root: Path) -> str:
    revisions = CountedRevisions()
    assert revision(root, revisions=revisions) == Revision()
    [told] = revisions.reasons
    return told


def test_a_part_of_a_history_is_not_counted(repository: Repository, tmp_path: Path) -> None:
    add(repository.root, EAST, "又一段。\n")
    repository.commit()
    git(tmp_path, "clone", "-q", "--depth=1", repository.root.as_uri(), "clone")

    assert reason(tmp_path / "clone") == SHALLOW


def test_without_a_repository_the_digest_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    make_workspace(tmp_path / "x")

    assert reason(tmp_path / "x") == "工作区不在 Git 仓库中"


def test_without_git_the_digest_stands_in(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.root))

    assert reason(repository.root) == "这台计算机没有安装 Git"


def test_a_repository_without_commits_has_no_versions(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    make_repository(tmp_path)

    assert reason(tmp_path) == "Git 仓库还没有提交"


def test_a_folder_of_a_bare_repository_has_no_versions(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare")
    make_workspace(tmp_path)

    assert reason(tmp_path) == "这是没有工作文件的 Git 仓库"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_somebody_else_is_told(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for path in (repository.root, repository.root / ".git"):
        os.chown(path, 65534, 65534)

    assert reason(repository.root).startswith("Git 不信任这个仓库")


def test_a_broken_repository_is_told_and_stops_nothing(repository: Repository) -> None:
    shutil.rmtree(repository.root / ".git" / "objects")
    (repository.root / ".git" / "objects").mkdir()

    assert "Git" in reason(repository.root)


# ------------------------------------------------------------------ safety and speed


def test_no_program_of_the_repository_is_run(repository: Repository, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    write(repository.root, ".gitattributes", "* filter=trap diff=trap\n")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "diff.trap.command", "diff.trap.textconv",
                "filter.trap.clean", "filter.trap.smudge", "gpg.program", "core.editor"):  # fmt: skip
        repository.git("config", key, str(trap))
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        shutil.copy(trap, repository.root / ".git/hooks" / hook)
    for key, value in (("log.showSignature", "true"), ("diff.noprefix", "true"), ("color.ui", "always"),
                       ("diff.renames", "false"), ("log.date", "human"), ("diff.relative", "false")):  # fmt: skip
        repository.git("config", key, value)
    (tmp_path / "sprung").unlink(missing_ok=True)
    add(repository.root, EAST, "又一段。\n")

    assert revision(repository.root).text("").startswith("第1版之后有未提交的修改")
    assert not (tmp_path / "sprung").exists()


def test_the_variables_of_a_hook_do_not_lead_to_another_repository(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text(repository.root)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere" / "index"))

    assert text(repository.root) == before


def test_nothing_is_written_into_the_repository(repository: Repository) -> None:
    add(repository.root, EAST, "又一段。\n")
    before = {path: path.stat().st_mtime_ns for path in (repository.root / ".git").rglob("*")}

    revision(repository.root)

    assert {path: path.stat().st_mtime_ns for path in (repository.root / ".git").rglob("*")} == before


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    asked: list[str] = []
    ask = Git.ask

    def counted(self: Git, *arguments: str, stdin: bytes | None = None) -> bytes:
        asked.append(arguments[0])
        return ask(self, *arguments, stdin=stdin)

    monkeypatch.setattr(door.Git, "ask", counted)
    yield asked


def test_git_is_asked_four_times_for_two_hundred_documents(repository: Repository, calls: list[str]) -> None:
    edit(repository.root, TABLE, "P3,02,2023-05-31,管网,80", "P3,02,2023-05-31,管网,81")
    names = [f"{year}H{half}" for year in range(2001, 2101) for half in (1, 2)]
    for name in names:
        write(repository.root, f"content/small/甲县/{name}/note.md", PASSAGE + f"{name}。\n")
    repository.commit()
    revisions, programme = CountedRevisions(), load_programme(Workspace(repository.root), "small")
    unit = programme.notice.units[0]

    paths = [f"content/small/甲县/{name}/note.md" for name in names]
    found = [revisions.of(programme, unit, path, [*programme.inputs, path, TEMPLATE]) for path in paths]

    assert len(found) == 200
    assert {each.modified for each in found} == {False}
    assert sorted(calls) == ["cat-file", "log", "ls-tree", "rev-parse"]


@pytest.mark.parametrize("content", [b"", "朝阳\n".encode(), b"\x00" * 1000])
def test_the_id_of_a_content_is_that_of_git(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)

    assert blob_id(content) == git(tmp_path, "hash-object", "x").strip()
