"""Places (地点): where and how a build is made, as differently as this machine allows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from builders.typeset.typefaces.folders import machine_folders
from tests.workspaces import REPOSITORY, copy_workspace

OTHER_FILE_SYSTEM = Path("/dev/shm")
LONG_AGO = 1_000_000_000
LATER_DAYS = 400
CLOCK = """\
import time
_shift = {days} * 86400
for _name, _scale in (("time", 1), ("time_ns", 10**9)):
    setattr(time, _name, lambda real=getattr(time, _name), scale=_scale: real() + _shift * scale)
"""
RUN = """\
import json, os, sys
if "CPU" in os.environ:
    os.sched_setaffinity(0, [int(os.environ["CPU"])])
from builders.cli.main import run
for order in json.load(sys.stdin):
    if code := run(order):
        sys.exit(f"{order}: {code}")
"""


@dataclass(frozen=True)
class Place:
    """A workspace and a program somewhere, and how it runs there; ``varied`` says what is other than usual."""

    root: Path
    program: Path
    variables: dict[str, str]
    umask: int = 0o022
    before: tuple[str, ...] = ()
    varied: tuple[str, ...] = field(default=())

    def start(self, orders: Sequence[Sequence[str]]) -> subprocess.Popen[bytes]:
        """Begin to run command lines, after one another in one process."""
        env = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "XDG_DATA_HOME")}
        env |= {"PYTHONPATH": str(self.program), "MAKE_REPORT_FONTS": str(machine_folders().user), **self.variables}
        process = subprocess.Popen(
            [*self.before, sys.executable, "-c", RUN], cwd=self.root, env=env, umask=self.umask,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(json.dumps(orders).encode())
        process.stdin.close()
        return process


def outcome(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Return how a build ended and what it complained of."""
    assert process.stderr is not None
    with process.stderr as complaint:
        said = complaint.read().decode("utf-8", "replace")
    return process.wait(), said


@contextmanager
def usual() -> Iterator[Place]:
    """A plain place on the disk."""
    with tempfile.TemporaryDirectory(prefix="here-") as folder:
        root = Path(folder) / "workspace"
        root.mkdir()
        copy_workspace(root)
        plain = {"TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
        yield Place(root, _program(Path(folder)), {**plain, **_home(Path(folder))})


@contextmanager
def unusual(told: list[str]) -> Iterator[Place]:
    """A place where everything is other than usual that can be; ``told`` gets what cannot be varied here, and why."""
    memory = OTHER_FILE_SYSTEM if os.access(OTHER_FILE_SYSTEM, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="there-", dir=memory) as folder:
        outside = Path(folder)
        root = outside / "另一个 文件夹" / "a" / "b" / "c"
        root.mkdir(parents=True)
        _copy_backwards(root)
        program = _program(outside)
        (root / "matplotlibrc").write_text("font.size: 33\n", encoding="utf-8")
        varied = ["zone America/St_Johns", "locale C in a zh_CN.GBK terminal", "umask 077", "hash seed 4242",
                  "another HOME", f"folder {root.relative_to(outside)}, program beside it",
                  "files made in the other order, 20 years old"]
        variables = {
            "TZ": "America/St_Johns", "LANG": "zh_CN.GBK", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "COLUMNS": "40",
            "PYTHONIOENCODING": "utf-8", **_home(outside),
        }  # fmt: skip
        _told(varied, told, memory is not None, f"file system {memory}", "the file system: there is no other")
        before, clock = _later(outside, program, variables)
        varied.append(clock)
        user = _other_user()
        _told(varied, told, bool(user), "user nobody", "the user: this machine has no user namespaces")
        cpus = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        fewer = f"1 CPU instead of {len(cpus)}"
        _told(varied, told, len(cpus) > 1, fewer, "the number of CPUs: it cannot be chosen here")
        if len(cpus) > 1:
            variables["CPU"] = str(cpus[-1])
        yield Place(root, program, variables, 0o077, (*user, *before), tuple(varied))


def _told(varied: list[str], left_out: list[str], possible: bool, what: str, why: str) -> None:
    (varied if possible else left_out).append(what if possible else why)


def _program(folder: Path) -> Path:
    """Copy the program as it is now, so that nobody edits it while it works, and return where it lies."""
    program = folder / "program"
    shutil.copytree(REPOSITORY / "builders", program / "builders", ignore=shutil.ignore_patterns("__pycache__"))
    return program


def _home(folder: Path) -> dict[str, str]:
    home = folder / "home"
    home.mkdir()
    return {"HOME": str(home), "MPLCONFIGDIR": str(home)}


def _copy_backwards(root: Path) -> None:
    """Copy the workspace so that a folder lists its files in another order, all of them old."""
    files = [path for name in ("data", "content", "templates") for path in (REPOSITORY / name).rglob("*")]
    for path in sorted(files, reverse=True):
        if path.is_file():
            target = root / path.relative_to(REPOSITORY)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (LONG_AGO, LONG_AGO))


def _later(folder: Path, program: Path, variables: dict[str, str]) -> tuple[tuple[str, ...], str]:
    """Return what is put before the command so that it runs later, and say how."""
    faketime = shutil.which("faketime")
    if faketime:
        return (faketime, "-f", f"+{LATER_DAYS}d"), f"{LATER_DAYS} days later (faketime)"
    clock = folder / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(CLOCK.format(days=LATER_DAYS), encoding="utf-8")
    variables["PYTHONPATH"] = os.pathsep.join([str(clock), str(program)])
    return (), f"{LATER_DAYS} days later (time.time is shifted in Python only: faketime is not installed)"


def _other_user() -> tuple[str, ...]:
    """Return what is put before the command so that another user runs it who may read what we may; empty if we cannot.

    In a user namespace of its own a process is nobody, and keeps what its real user owns.
    """
    program = shutil.which("unshare")
    trial = subprocess.run([program, "--user", "true"], capture_output=True) if program else None
    return (program, "--user") if program and trial and trial.returncode == 0 else ()
