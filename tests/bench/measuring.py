"""Measuring (计时): a piece of work timed over several runs in this very run of the machine, with its spread."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Measure:
    """What was measured: seconds of every run, perhaps the peak of memory in megabytes, perhaps a rate."""

    name: str
    seconds: tuple[float, ...]
    megabytes: float | None = None
    note: str = ""

    @property
    def median(self) -> float:
        """The median of the runs in seconds."""
        return median(self.seconds)

    @property
    def row(self) -> tuple[str, ...]:
        """The measure as a row of the table."""
        spread = f"{min(self.seconds):.2f}–{max(self.seconds):.2f}"
        memory = "" if self.megabytes is None else f"{self.megabytes:.0f}"
        return (self.name, f"{self.median:.2f}", spread, str(len(self.seconds)), memory, self.note)


def in_loop(name: str, work: Callable[[], object], runs: int, note: str = "") -> Measure:
    """Time work inside this process; the first run warms up and does not count."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return Measure(name, tuple(seconds), note=note)


def as_process(name: str, arguments: Sequence[str], runs: int, cwd: Path, accepted: Sequence[int] = (0,)) -> Measure:
    """Time a whole process of this Python, from its start to its end; the first run warms the disk and does not count.

    Raises RuntimeError when a run ends with another status than one of those accepted.
    """
    seconds = []
    for run in range(runs + 1):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, check=False)
        if run:
            seconds.append(time.perf_counter() - start)
        if done.returncode not in accepted:
            raise RuntimeError(f"{arguments}: {done.returncode}\n{done.stderr.decode(errors='replace')[-2000:]}")
    return Measure(name, tuple(seconds))


def peak_megabytes(arguments: Sequence[str], cwd: Path) -> float:
    """Return the most memory that a process of this Python ever holds, in megabytes."""
    program = (
        "import resource, runpy, subprocess, sys\n"
        "done = subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL)\n"
        "assert done.returncode in (0, 1), done.returncode\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    command = [sys.executable, "-c", program, *arguments]
    told = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return float(told.stdout.split()[-1]) / 1024


def machine() -> str:
    """Return what the figures were measured on, in a line."""
    import os
    import platform

    return f"{os.cpu_count()}核，{platform.system()}，Python {platform.python_version()}"
