"""Promise: the same inputs give the same bytes, at any time and place, for any user, language and order of work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders.engine.faces import find_faces
from builders.sources.workspace import Workspace
from tests.promises.conftest import Built
from tests.promises.document import Document
from tests.workspaces import REPOSITORY

SPECIMENS = "handbook"
"""What shows the elements of the standard; its prose speaks of type, and its numbers are no facts."""
CONTENT = sorted(
    f"{path.parts[-4]}/{path.parts[-2]}/{path.parts[-3]}"
    for path in (REPOSITORY / "content").glob("*/*/*/*.md")
    if path.parts[-4] != SPECIMENS
)
"""Every document that has prose and reports: notice, period and unit."""


def test_all_seven_counties_report_for_all_three_half_years_and_both_cases_are_told(built: Built) -> None:
    reports = [name for name in built.documents if name.startswith("chaoyang/") and "/once/" not in name]
    cases = [name for name in built.documents if name.startswith("national/")]

    assert len(reports) == 7 * 3
    assert len(cases) == 2
    assert sorted(name for name in built.documents if not name.startswith(f"{SPECIMENS}/")) == CONTENT


def test_two_builds_give_the_same_files_with_the_same_bytes(builds: tuple[Built, Built]) -> None:
    here, there = (files(built.outputs) for built in builds)

    assert len(here) == 5 * (len(CONTENT) + 3)
    assert len(there) == 5 * (7 + 7 + 2 + 3)
    assert [name for name in there if here[name] != there[name]] == []


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


@pytest.mark.parametrize("name", CONTENT)
def test_no_file_holds_a_path_of_the_machine_that_made_it(built: Built, name: str) -> None:
    document = built.documents[name]
    places = [str(built.root), str(built.root.parent), str(REPOSITORY), str(Path.home()), *folders_of_fonts()]
    contents = {path.name: path.read_bytes() for path in document.folder.iterdir()} | document.parts

    found = [(file, place) for file, content in contents.items() for place in places if place.encode() in content]

    assert found == []


def folders_of_fonts() -> set[str]:
    """Where the fonts of this machine lie."""
    return {str(face.path.parent) for face in find_faces(Workspace(REPOSITORY)).faces}


@pytest.mark.parametrize("name", CONTENT)
def test_the_only_times_in_a_file_are_those_of_its_own_day(built: Built, name: str) -> None:
    document = built.documents[name]
    year = document.manifest["date"][:4]

    stamps = set(re.findall(rb"D:(\d{4})", document.pdf))
    stamps |= set(re.findall(rb">(\d{4})-\d\d-\d\dT", document.parts["docProps/core.xml"]))

    assert stamps
    assert {stamp.decode() for stamp in stamps} <= {year, str(int(year) - 1)}


def test_documents_differ_from_one_another(built: Built) -> None:
    texts = [Document(document.folder).docx_body for document in built.documents.values()]

    assert len(set(texts)) == len(texts)
