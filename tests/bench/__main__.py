"""``nox -s bench``: every figure of this run, printed as a Markdown table and written to ``outputs/bench.json``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.bench import checking
from tests.bench.measuring import Measure, machine

ROOT = Path(__file__).parents[2]
HEAD = ("项目", "中位数（秒）", "最小–最大", "次数", "内存峰值（MB）", "说明")


def main() -> None:
    """Measure, print and write."""
    found: list[Measure] = []
    for measure in checking.measures(ROOT):
        found.append(measure)
        sys.stderr.write(f"{measure.name}: {measure.median:.2f}\n")
    rows = [HEAD, (":--", "--:", "--:", "--:", "--:", ":--"), *(measure.row for measure in found)]
    sys.stdout.write(f"{machine()}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows))
    target = ROOT / "outputs" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    values = {"machine": machine(), "measures": [{**asdict(each), "median": each.median} for each in found]}
    target.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
