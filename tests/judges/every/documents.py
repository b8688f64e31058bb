"""Every document (全部文件) that the notices of the workspace ask for: what they are, and how they are made.

Nothing is named here: a new notice, unit, period or artifact is judged as soon as it is in the data.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from builders.deliver.folder import folder_of
from builders.engine.programme import load_programme
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace
from tests.judges.readings import Reading, word_reading
from tests.workspaces import REPOSITORY, copy_workspace

WORKSPACE = Workspace(REPOSITORY)
MAKE_REPORT = [sys.executable, "-m", "builders.cli.main"]


@dataclass(frozen=True)
class Made:
    """The Word file and the PDF of one document."""

    docx: bytes = field(repr=False)
    pdf: bytes = field(repr=False)

    @cached_property
    def reading(self) -> Reading:
        """What the Word file says."""
        return word_reading(self.docx)


def wanted() -> list[str]:
    """Return the name of every document that can be made: ``chaoyang/2023H1/双塔区``."""
    return sorted(_names())


def _names() -> Iterator[str]:
    for notice_id in WORKSPACE.notice_ids:
        programme = load_programme(WORKSPACE, notice_id)
        for artifact in programme.notice.artifacts:
            for unit in programme.notice.units_of(artifact):
                for period in programme.periods(artifact, unit):
                    yield folder_of(Path(), programme.notice, artifact, unit, period).as_posix()


def make(folder: Path) -> tuple[dict[str, Made], list[str]]:
    """Make every document as a user does, on the command line; return them by name, and what could not be made.

    In a copy without Git: final documents may be judged before what they are made from is committed.
    """
    place = folder / "workspace"
    place.mkdir()
    copy_workspace(place)
    orders = [
        (verb, notice_id, place, folder / f"{notice_id}-{verb}")
        for notice_id in WORKSPACE.notice_ids
        for verb in dict.fromkeys(artifact.id for artifact in read_notice(WORKSPACE, notice_id).artifacts)
    ]
    made: dict[str, Made] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = list(pool.map(lambda order: _run(*order), orders))
    for manifest in folder.rglob("manifest.json"):
        home = manifest.parent
        [docx], [pdf] = home.glob("*.docx"), home.glob("*.pdf")
        made["/".join(home.relative_to(folder).parts[1:])] = Made(docx.read_bytes(), pdf.read_bytes())
    return made, [complaint for complaint in complaints if complaint]


def _run(verb: str, notice: str, place: Path, output: Path) -> str:
    """Make all documents of one kind into a folder of their own and return what went wrong."""
    words = [verb, "--all", "--sample", "--notice", notice, "--output", str(output)]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*MAKE_REPORT, *words], cwd=place, env=env, capture_output=True, encoding="utf-8", check=False
    )
    return f"make-report {' '.join(words[:5])}: {done.returncode}\n{done.stderr}" if done.returncode else ""
