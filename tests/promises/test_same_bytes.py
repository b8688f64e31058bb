"""Promise: the same inputs give the same bytes, at any time and place, for any user, language and order of work."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from builders.engine.faces import find_faces
from builders.sources.workspace import Workspace
from tests.promises.catalogue import CONTENT, DELIVERED, REPORTS
from tests.promises.conftest import Built
from tests.promises.document import Document
from tests.workspaces import REPOSITORY


def test_every_document_that_has_prose_is_made(built: Built) -> None:
    assert sorted(built.documents) == sorted(DELIVERED)
    assert Counter(DELIVERED[name] for name in REPORTS) == {"half-year county": 7 * 3}


def test_two_builds_give_the_same_files_with_the_same_bytes(builds: tuple[Built, Built]) -> None:
    here, there = (files(built.outputs) for built in builds)

    assert {Path(name).suffix for name in there} == {".docx", ".pdf", ".xlsx", ".json", ".md"}
    assert len(there) > 5 * 20
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
    own = [path for path in document.folder.iterdir() if path.is_file()]
    contents = {path.name: path.read_bytes() for path in own} | document.parts

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
