"""Every document, made once, and the verdicts of the judges that take many documents at a time."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

import pytest

from builders.engine.faces import find_faces
from builders.model.face import FaceSet
from tests.judges import libreoffice, ooxml, pdffonts, verapdf
from tests.judges.every.documents import WORKSPACE, Made, make, wanted
from tests.judges.every.sitting import Sitting
from tests.judges.presence import ALL_MUST_SIT, in_ci
from tests.judges.readings import Reading, office_reading

SITTING = pytest.StashKey[Sitting]()
Documents = dict[str, Made]
AllMade = tuple[Documents, list[str]]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SITTING] = Sitting()
    if in_ci():
        os.environ[ALL_MUST_SIT] = "1"


def pytest_report_header() -> list[str]:
    judges = {"LibreOffice": libreoffice, "pdffonts": pdffonts, "veraPDF": verapdf, "Open XML SDK": ooxml}
    return ["judges: " + ", ".join(judge.version() or f"no {name}" for name, judge in judges.items())]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", wanted())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    terminalreporter.section("the judges over all documents")
    for line in config.stash[SITTING].lines():
        terminalreporter.line(line)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what was measured in a process of its own over to the one that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["sitting"] = asdict(session.config.stash[SITTING])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - xdist's controller of a process
    """Take over what a process has measured; one that crashed tells nothing."""
    told = getattr(node, "workeroutput", {}).get("sitting")
    if told:
        node.config.stash[SITTING].add(Sitting(**told))


@pytest.fixture(scope="session")
def sitting(pytestconfig: pytest.Config) -> Sitting:
    return pytestconfig.stash[SITTING]


@pytest.fixture(scope="session")
def all_made(sitting: Sitting, tmp_path_factory: pytest.TempPathFactory) -> AllMade:
    """Every document of every notice by name, and what could not be made."""
    with sitting.timed("making the documents"):
        made, complaints = make(tmp_path_factory.mktemp("every"))
    sitting.remarks.append(f"{len(made)} documents")
    return made, complaints


@pytest.fixture(scope="session")
def documents(all_made: AllMade) -> Documents:
    return all_made[0]


@pytest.fixture
def document(documents: Documents, name: str) -> Made:
    """One document; that it was made has a test of its own."""
    if name not in documents:
        pytest.skip("was not made")
    return documents[name]


@pytest.fixture(scope="session")
def faces() -> FaceSet:
    return find_faces(WORKSPACE)


@pytest.fixture(scope="session")
def schema_verdicts(documents: Documents, sitting: Sitting) -> dict[str, list[str]]:
    """The SDK's, a process for each core."""
    ooxml.present()
    with sitting.timed("Open XML SDK"), ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(documents, pool.map(lambda made: ooxml.judge(made.docx), documents.values()), strict=True))


@pytest.fixture(scope="session")
def office_readings(documents: Documents, faces: FaceSet, sitting: Sitting) -> dict[str, Reading]:
    """What LibreOffice understands of each document."""
    with sitting.timed("LibreOffice, reading"):
        told = libreoffice.convert({name: made.docx for name, made in documents.items()}, "fodt", faces)
    return {name: office_reading(fodt) for name, fodt in told.items()}


@pytest.fixture(scope="session")
def office_prints(documents: Documents, faces: FaceSet, sitting: Sitting) -> dict[str, bytes]:
    """Each document as LibreOffice prints it."""
    with sitting.timed("LibreOffice, printing"):
        return libreoffice.convert({name: made.docx for name, made in documents.items()}, "pdf", faces)
