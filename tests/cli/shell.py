"""A shell (终端): the command line run inside the test or as a process of its own, and what it answered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.workspaces import REPOSITORY

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|args|show this|message|exit|error|invalid|missing|required|no such|"
    r"default|expected|unexpected|traceback|exception|file|line|warning)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Answer:
    """Exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """Everything printed."""
        return self.out + self.err


def start(
    *arguments: str, cwd: Path, env: Mapping[str, str | None] | None = None, encoding: str = "utf-8"
) -> Answer:
    """Run the command line as a process of its own; a variable of None is taken away."""
    changes = {"PYTHONPATH": str(REPOSITORY), **(env or {})}
    environment = {name: value for name, value in {**os.environ, **changes}.items() if value is not None}
    done = subprocess.run(
        [sys.executable, "-m", "builders.cli.main", *arguments],
        cwd=cwd, env=environment, capture_output=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))
