"""Content files belong to documents; folders and files with slips in their names are answered with the nearest."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.engine.gate.papers import PaperSearch
from builders.engine.programme import Programme
from tests.workspaces import PASSAGE, write


@pytest.fixture
def root(programme: Programme) -> Path:
    return programme.workspace.root


def search(programme: Programme) -> PaperSearch:
    return PaperSearch(programme.workspace, programme.notice)


def told(programme: Programme) -> list[tuple[str, str, str]]:
    looking = search(programme)
    looking.papers()
    return [(problem.place.file, problem.code, problem.cure) for problem in looking.problems]


def test_each_file_is_found_with_its_document(programme: Programme) -> None:
    looking = search(programme)

    found = [(paper.unit.name, paper.period.id, paper.artifact.id) for paper in looking.papers()]

    assert found == [
        ("丙县", "2023H1", "note"), ("乙县", "2023H1", "note"), ("乙县", "2023H2", "note"),
        ("甲县", "2023H1", "note"), ("甲县", "2023H2", "note"),
    ]  # fmt: skip
    assert looking.problems == []


@pytest.mark.parametrize(
    "path, file, code, cure",
    [
        ("甲线/2023H1/note.md", "甲线", "K101", "是否指“甲县”？"),
        ("甲县/2023h1/note.md", "甲县/2023h1", "K102", "是否指“2023H1”？"),
        ("甲县/上半年/note.md", "甲县/上半年", "K102", "请写成 2023H1"),
        ("甲县/2023H1/notes.md", "甲县/2023H1/notes.md", "K103", "是否指“note.md”？"),
        ("甲县/once/note.md", "甲县/once/note.md", "K103", "请按报送文件的代号改名"),
    ],
)
def test_a_slip_in_a_name_is_told(programme: Programme, root: Path, path: str, file: str, code: str, cure: str) -> None:
    write(root, f"content/small/{path}", PASSAGE)

    [(where, which, how)] = told(programme)

    assert (where, which) == (f"content/small/{file}", code)
    assert how.startswith(cure)


def test_pictures_and_folders_of_other_things_are_no_slips(programme: Programme, root: Path) -> None:
    write(root, "content/small/甲县/2023H1/assets/a.txt", "x")
    write(root, "content/small/说明/读我.md", "x")

    assert told(programme) == []


def test_a_table_that_the_notice_does_not_list_is_told(programme: Programme, root: Path) -> None:
    write(root, "data/small/item.csv", "x")

    [problem] = search(programme).stray_tables()

    assert (problem.place.file, problem.code, problem.cure) == ("data/small/item.csv", "K104", "是否指“items.csv”？")
