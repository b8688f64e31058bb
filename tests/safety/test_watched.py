"""Documents are made without a network, and nothing is opened, started or called that is not known."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from builders.typeset.typefaces.folders import machine_folders
from tests.reproduction.orders import commands
from tests.workspaces import REPOSITORY, copy_workspace

NO_NETWORK = ("unshare", "--map-root-user", "--net")
PROGRAMS = {"pandoc", "git", "fc-list", Path(sys.executable).name}
"""What may be started: pandoc reads prose, git knows versions, matplotlib asks fc-list, a notebook is a Python."""
NOTEBOOK = ["-m", "builders.compose.notebooks.kernel"]
OF_EVERY_KIND = "SAFETY_OF_EVERY_KIND"
"""Set by ``nox -s judges``; else a report with charts, one with a notebook, a letter and a bundle stand for all."""
A_FEW, A_BUNDLE = ("evaluation", "plan-table", "specimen-letter"), ["bundle", "--notice", "national"]
OF_THE_SYSTEM = ("/etc/mime.types", "/dev/null", "/dev/urandom", "/usr/share/zoneinfo", "/etc/localtime")


@dataclass(frozen=True)
class Watched:
    """What a build did: where its workspace, its home and its folder for temporary files were, and what was noted."""

    workspace: Path
    home: Path
    temporary: Path
    codes: list[int]
    read: list[str]
    written: list[str]
    started: list[str]
    called: list[str]
    loaded: list[str]
    orders: list[list[str]]


def networkless() -> tuple[str, ...]:
    """Return what is put before a command so that it has no network; empty where that cannot be done."""
    if shutil.which(NO_NETWORK[0]) is None:
        return ()
    return NO_NETWORK if subprocess.run([*NO_NETWORK, "true"], capture_output=True).returncode == 0 else ()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Documents and bundles made once under the hook, without a network where that is allowed."""
    place = tmp_path_factory.mktemp("watched")
    workspace, home, temporary = (place / name for name in ("workspace", "home", "temporary"))
    for folder in (workspace, home, temporary):
        folder.mkdir()
    copy_workspace(workspace)
    orders, report = commands(REPOSITORY, everything=False), place / "report.json"
    if not os.environ.get(OF_EVERY_KIND):
        orders = [order for order in orders if order[0] in A_FEW or order[:3] == A_BUNDLE]
    env = {
        **os.environ, "PYTHONPATH": str(REPOSITORY), "HOME": str(home), "TMPDIR": str(temporary),
        "MAKE_REPORT_FONTS": str(machine_folders().user), "MPLCONFIGDIR": str(home),
    }  # fmt: skip
    done = subprocess.run(
        [*networkless(), sys.executable, "-m", "tests.safety.watching", str(report)], cwd=workspace, env=env,
        input=json.dumps(orders).encode(), capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-3000:]
    return Watched(workspace, home, temporary, orders=orders, **json.loads(report.read_text(encoding="utf-8")))


def test_every_document_is_made(watched: Watched) -> None:
    assert dict(zip(map(" ".join, watched.orders), watched.codes, strict=True)) == {
        " ".join(order): 0 for order in watched.orders
    }
    assert len(list(watched.workspace.rglob("*.docx"))) >= sum(order[0] != "bundle" for order in watched.orders) >= 3


def test_a_process_without_a_network_reaches_nobody() -> None:
    before = networkless()
    if not before:
        pytest.skip("this machine cannot cut the network off from one process; the documents were made with one")
    script = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"

    done = subprocess.run([*before, sys.executable, "-c", script], capture_output=True, text=True)

    assert "Network is unreachable" in done.stderr


def test_nobody_is_called(watched: Watched) -> None:
    assert watched.called == []


def test_only_known_places_are_read(watched: Watched) -> None:
    fonts = machine_folders()
    python = {sys.prefix, sys.base_prefix, *site.getsitepackages(), *(path for path in sys.path if path)}
    own = [watched.workspace, watched.home, watched.temporary, REPOSITORY / "builders", REPOSITORY / "tests"]
    known = [*map(str, [*own, fonts.user, *fonts.system]), *python, *OF_THE_SYSTEM]

    assert [path for path in watched.read if not is_below(path, known)] == []


def test_nothing_is_read_of_the_history_of_the_repository_or_the_secrets_of_the_user(watched: Watched) -> None:
    names = {".ssh", ".netrc", ".gnupg", "id_rsa", ".git", ".env"}

    assert [path for path in watched.read if names & set(Path(path).parts)] == []


def test_only_outputs_and_temporary_files_are_written(watched: Watched) -> None:
    places = [watched.workspace / "outputs", watched.home, watched.temporary, Path(os.devnull)]

    assert [path for path in watched.written if not is_below(path, [*map(str, places)])] == []


def test_nothing_is_left_behind_in_the_folder_for_temporary_files(watched: Watched) -> None:
    assert list(watched.temporary.iterdir()) == []


def test_only_known_programs_are_started(watched: Watched) -> None:
    started = [json.loads(words) for words in watched.started]

    assert {Path(words[0]).name for words in started} <= PROGRAMS
    assert [words for words in started if words[0] == sys.executable and words[1:] != NOTEBOOK] == []
    pandoc = [words for words in started if Path(words[0]).name == "pandoc"]
    assert pandoc
    assert all("--sandbox" in words for words in pandoc)
    assert all(Path(words[0]).is_relative_to(sys.prefix) for words in pandoc)


def test_data_and_prose_bring_no_code_of_the_machine(watched: Watched) -> None:
    libraries = [name for name in watched.loaded if name != "None"]

    assert [name for name in libraries if not is_below(name, [sys.prefix, sys.base_prefix])] == []


def is_below(path: str, places: Iterable[str]) -> bool:
    """Whether a path lies in one of the places, wherever links lead."""
    real = Path(path).resolve()
    return any(real.is_relative_to(Path(place).resolve()) for place in places)


def test_the_hook_notes_what_it_is_for() -> None:
    script = (
        "import sys, os, socket, subprocess\n"
        "from tests.safety.watching import noting\n"
        "seen = {kind: set() for kind in ('read', 'written', 'started', 'called', 'loaded')}\n"
        "sys.addaudithook(noting(seen))\n"
        "open('/etc/hostname'); open(sys.argv[1], 'w'); os.rename(sys.argv[1], sys.argv[1] + '2')\n"
        "subprocess.run(['true'])\n"
        "try: socket.create_connection(('127.0.0.1', 9), 1)\n"
        "except OSError: pass\n"
        "assert '/etc/hostname' in seen['read'] and sys.argv[1] + '2' in seen['written'], seen\n"
        "assert seen['started'] and seen['called'], seen\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", script, f"{folder}/x"], cwd=REPOSITORY, capture_output=True, text=True
        )
    assert done.returncode == 0, done.stderr
