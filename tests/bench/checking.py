"""How fast the data gate is: the sample workspace whole and in a loop, and a table of a million rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from builders.engine.gate.gating import inspect_notice
from builders.sources.workspace import Workspace
from tests.bench.measuring import Measure, as_process, in_loop, peak_megabytes

ROWS = 1_000_000
_SCHEMA = """\
name: progress
title: 进展
primaryKey: [project]
fields:
  - {name: project, title: 项目编号, type: string, constraints: {required: true}}
  - {name: as_of, title: 截至日期, type: date, constraints: {required: true}}
  - {name: percent, title: 形象进度, type: number, unit: '%', constraints: {minimum: 0, maximum: 100}}
  - {name: spent, title: 完成投资, type: number, unit: 万元, places: 2, constraints: {required: true, minimum: 0}}
  - {name: state, title: 状态, type: string, constraints: {required: true, enum: [未开工, 在建, 已完工]}}
"""
_PROGRAM = """\
import sys
from pathlib import Path
from builders.checks.tables import check_dataset
from builders.model.notice import Notice
from builders.model.table import Dataset
from builders.sources.schemas import parse_schema
from builders.sources.tables import read_table
from builders.sources.workspace import Workspace
notice = Notice("big", "", "", None, (), "", "", True, ("progress",), (), (), ())
workspace = Workspace(Path(sys.argv[1]))
schema = parse_schema((workspace.root / "data/schemas/progress.yaml").read_text("utf-8"), "progress", "progress.yaml")
table, problems = read_table(workspace, "big", schema)
problems += check_dataset(Dataset((table,)), notice)
assert not problems, problems[:3]
"""


def measures(root: Path) -> Iterator[Measure]:
    """Yield the figures of the gate over the workspace at ``root``."""
    workspace = Workspace(root)
    everything = lambda: [inspect_notice(workspace, notice) for notice in workspace.notice_ids]  # noqa: E731
    yield in_loop("检查整个示例工作区（进程内）", everything, 5)
    yield as_process("make-report check（整个进程）", ["-m", "builders.cli.main", "check"], 5, root, (0, 1))
    with TemporaryDirectory() as folder:
        write_million(Path(folder))
        arguments = ["-c", _PROGRAM, folder]
        timed = as_process(f"读取并检查{ROWS // 10_000}万行的表（整个进程）", arguments, 2, root)
        size = (Path(folder) / "data/big/progress.csv").stat().st_size / 1e6
        yield Measure(timed.name, timed.seconds, peak_megabytes(arguments, root), f"CSV {size:.0f}MB")


def write_million(root: Path) -> None:
    """Write a table of a million sound rows, and its schema."""
    (root / "data/big").mkdir(parents=True)
    (root / "data/schemas").mkdir()
    (root / "templates").mkdir()
    (root / "data/schemas/progress.yaml").write_text(_SCHEMA, encoding="utf-8")
    with (root / "data/big/progress.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["项目编号", "截至日期", "形象进度", "完成投资", "状态"])
        states = ("未开工", "在建", "已完工")
        for number in range(ROWS):
            day = f"202{number % 4}-{number % 12 + 1:02d}-28"
            writer.writerow([f"P{number:07d}", day, number % 101, f"{number % 90_000 / 7:.2f}", states[number % 3]])
