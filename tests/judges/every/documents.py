"""Every document (全部文件) that the notices of the workspace ask for: what they are, and how they are made.

Nothing is named here: a new notice, unit, period or artifact is judged as soon as it is in the data.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builders.deliver.folder import folder_of
from builders.engine.programme import load_programme
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace
from tests.judges.readings import Reading, word_reading
from tests.workspaces import REPOSITORY

WORKSPACE = Workspace(REPOSITORY)
MAKE_REPORT = [sys.executable, "-m", "builders.cli.main"]


class Failed(Exception):
    """The command line did not make the documents."""


@dataclass(frozen=True)
class Made:
    """The Word file and the PDF of one document."""

    docx: bytes
    pdf: bytes

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


def make(folder: Path) -> dict[str, Made]:
    """Make every document as a user does, on the command line, and return them by name. Raises Failed."""
    verbs = [
        (artifact.id, notice_id)
        for notice_id in WORKSPACE.notice_ids
        for artifact in read_notice(WORKSPACE, notice_id).artifacts
    ]
    made: dict[str, Made] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for output in pool.map(lambda words: _run(*words, folder / "-".join(words)), verbs):
            for manifest in output.rglob("manifest.json"):
                name = manifest.parent.relative_to(output).as_posix()
                [docx], [pdf] = manifest.parent.glob("*.docx"), manifest.parent.glob("*.pdf")
                made[name] = Made(docx.read_bytes(), pdf.read_bytes())
    return made


def _run(verb: str, notice: str, output: Path) -> Path:
    words = [verb, "--all", "--notice", notice, "--output", str(output)]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*MAKE_REPORT, *words], cwd=REPOSITORY, env=env, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise Failed(f"make-report {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return output
