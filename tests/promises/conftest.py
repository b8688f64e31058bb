"""All documents of the real workspace, made once for the whole run: in two places, as differently as can be."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from builders.typeset.typefaces.folders import machine_folders
from tests.promises.document import Document
from tests.workspaces import REPOSITORY, copy_workspace

SPECIMENS = [[f"specimen{kind}", "--all", "--sample"] for kind in ("", "-letter", "-minutes")]
ALL = [["build", "--all", "--sample"], ["evaluation", "--all"]]
AGAIN = [
    *reversed(SPECIMENS),
    ["evaluation", "--district", "双塔区"],
    ["case", "--notice", "national", "--all"],
    ["case", "--notice", "chaoyang", "--community", "喀左县示例社区"],
    ["build", "--city", "朝阳市"],
    ["build", "--district", "龙城区"],
]
"""Some of every kind are enough to show that a build can be repeated, in another order and by other verbs."""
PLAIN = {"TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ODD = {"TZ": "America/St_Johns", "LANG": "zh_CN.GBK", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "COLUMNS": "40"}
LONG_AGO = 1_000_000_000


@dataclass(frozen=True)
class Built:
    """The outputs of one build, and what the command line said."""

    root: Path
    said: str

    @property
    def outputs(self) -> Path:
        return self.root / "outputs"

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document by notice, period and unit: ``chaoyang/2023H1/双塔区``."""
        folders = sorted(path.parent for path in self.outputs.rglob("manifest.json"))
        return {folder.relative_to(self.outputs).as_posix(): Document(folder) for folder in folders}


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """The same inputs made twice: another folder, depth, order, time zone, locale, hash seed, umask, home and age."""
    here = copy_workspace(tmp_path_factory.mktemp("here"))
    there = tmp_path_factory.mktemp("there") / "另一个 文件夹" / "a" / "b" / "c"
    there.mkdir(parents=True)
    copy_workspace(there)
    (there / "matplotlibrc").write_text("font.size: 33\n", encoding="utf-8")
    for path in there.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    running = [(here, _start(here, ALL, PLAIN, 0o022)), (there, _start(there, AGAIN, ODD, 0o077))]
    built = []
    for root, process in running:
        said, complaint = process.communicate()
        assert process.returncode == 0, complaint.decode("utf-8", "replace")
        built.append(Built(root, said.decode("utf-8", "replace")))
    return built[0], built[1]


@pytest.fixture(scope="session")
def built(builds: tuple[Built, Built]) -> Built:
    return builds[0]


def _start(root: Path, verbs: list[list[str]], variables: dict[str, str], umask: int) -> subprocess.Popen[bytes]:
    """Start one build: all verbs after one another in a process of their own, with a home of its own."""
    home = root.parent / f"home of {root.name}"
    home.mkdir()
    env = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "XDG_DATA_HOME")}
    env |= {**variables, "HOME": str(home), "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}
    env["MAKE_REPORT_FONTS"] = str(machine_folders().user)
    script = f"import sys\nfrom builders.cli.main import run\nsys.exit(max(run(verb) for verb in {verbs!r}))"
    return subprocess.Popen(
        [sys.executable, "-c", script], cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, umask=umask
    )
