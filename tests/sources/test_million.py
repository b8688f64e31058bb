"""A million rows are read and checked, with every rule of tables, in a small part of a computer's memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROWS = 1_000_000
BROKEN = 200_000
MOST_MEGABYTES = 300

SCHEMAS = {
    "works": """
name: works
title: 项目
primaryKey: [work]
foreignKeys: [{fields: community, reference: {resource: communities, fields: community}}]
fields:
  - {name: work, title: 编号, type: string, constraints: {required: true, unique: true, pattern: 'P[0-9]{7}'}}
  - {name: community, title: 社区编号, type: string, constraints: {required: true}}
  - {name: day, title: 日期, type: date, constraints: {required: true}}
  - {name: households, title: 户数, type: integer, unit: 户, constraints: {required: true, minimum: 0}}
  - {name: amount, title: 金额, type: number, unit: 万元, places: 2, constraints: {required: true, maximum: 100000}}
  - {name: state, title: 状态, type: string, constraints: {required: true, enum: [在建, 已完工, 未开工]}}
""",
    "communities": """
name: communities
title: 社区
primaryKey: [community]
fields:
  - {name: community, title: 社区编号, type: string, constraints: {required: true}}
  - {name: county, title: 县区代码, type: string, role: unit, constraints: {required: true}}
""",
}
PROGRAM = """
import sys
from pathlib import Path
from builders.checks.tables import check_dataset
from builders.model.table import Dataset
from builders.sources.schemas import read_schema
from builders.sources.tables import read_table
from builders.sources.workspace import Workspace
from tests.pilot import notice

workspace = Workspace(Path(sys.argv[1]))
tables, problems = [], []
for name in ("works", "communities"):
    table, found = read_table(workspace, "big", read_schema(workspace, name))
    tables.append(table)
    problems += found
problems += check_dataset(Dataset(tuple(tables)), notice())
assert not {"pandas", "matplotlib", "openpyxl"} & set(sys.modules)
codes = {code: sum(problem.code == code for problem in problems) for code in sorted({each.code for each in problems})}
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(len(tables[0].rows), int(peak.split()[1]) // 1024, codes)
"""
STATES = ("在建", "已完工", "未开工")


def rows(count: int) -> Iterator[str]:
    for at in range(count):
        money = at * 104_729 % 10_000_000
        yield (
            f"P{at:07},示例社区{at % 900:03},2023-{at % 12 + 1:02}-{at % 28 + 1:02},{at * 7919 % 20_000},"
            f"{money // 100}.{money % 100:02},{STATES[at % 3]}\n"
        )


def broken(count: int) -> Iterator[str]:
    for row in rows(count):
        yield row.replace("P", "Q", 1).replace("社区", "小区").replace("-", ".", 2).replace("在建", "在健")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "data" / "big").mkdir(parents=True)
    (tmp_path / "data" / "schemas").mkdir()
    for name, text in SCHEMAS.items():
        (tmp_path / "data" / "schemas" / f"{name}.yaml").write_text(text, encoding="utf-8")
    communities = "".join(f"示例社区{at:03},01\n" for at in range(900))
    (tmp_path / "data/big/communities.csv").write_text(f"社区编号,县区代码\n{communities}", encoding="utf-8")
    return tmp_path


def judged(workspace: Path, lines: Iterator[str]) -> tuple[int, int, str]:
    """Return how many rows were read, the peak of memory in MB, and the problems by code, of a process of its own."""
    path = workspace / "data" / "big" / "works.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("编号,社区编号,日期,户数,金额,状态\n")
        file.writelines(lines)
    done = subprocess.run([sys.executable, "-c", PROGRAM, workspace], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    count, peak, codes = done.stdout.split(" ", 2)
    return int(count), int(peak), codes.strip()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from Linux")
def test_a_million_sound_rows_fit(workspace: Path) -> None:
    count, peak, codes = judged(workspace, rows(ROWS))
    assert (count, codes) == (ROWS, "{}")
    assert peak < MOST_MEGABYTES
    assert (workspace / "data/big/works.csv").stat().st_size > 45_000_000


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from Linux")
def test_so_many_broken_rows_are_told_a_thousand_times(workspace: Path) -> None:
    count, peak, codes = judged(workspace, broken(BROKEN))
    assert (count, codes) == (BROKEN, "{'D007': 1001, 'T003': 1001, 'T004': 1001, 'T008': 1}")
    assert peak < MOST_MEGABYTES / 2
