"""A manuscript with a few facts, and faces that need no file: what a delivery is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from builders.model.face import Face, FaceSet
from builders.model.fact import CellRef, Fact, FactUse
from builders.model.manuscript import Manuscript

CELL = CellRef("data/chaoyang/projects.csv", 5, "I", "总投资", "120.00")
OTHER = CellRef("data/chaoyang/projects.csv", 6, "I", "总投资", "8.50", "某报，2023年5月")
MONEY = Fact("计划总投资", Decimal("128.50"), "万元", "求和(项目.总投资)", 2, "", (CELL, OTHER))
NOW = Fact("进展.完成投资", Decimal("9"), "万元", key="P1")
BEFORE = Fact("进展.完成投资", Decimal("4"), "万元", key="P1")
DAY = Fact("截至日期", date(2023, 5, 31))

MANUSCRIPT = Manuscript(
    notice="chaoyang", artifact="half-year", unit="双塔区", period="2023H1", title="双塔区2023年上半年报告",
    date=date(2023, 6, 8), moment=datetime(2023, 6, 7, 16, tzinfo=UTC), status="final", markdown="甲\n",
    marks=("示例数据",), facts=(MONEY, NOW, BEFORE, DAY),
    uses=(
        FactUse("计划总投资", "128.5万元", 3, "进展", 0),
        FactUse("进展.完成投资（P1）", "9万元", 4, "进展", 1),
        FactUse("进展.完成投资（P1）", "4万元", 5, "进展", 2),
        FactUse("计划总投资", "128.50", 9, "附件：台账", 0),
        FactUse("截至日期", "2023年5月31日", 9, "附件：台账", 3),
    ),
)  # fmt: skip
FACES = FaceSet((Face("body", "仿宋", "仿宋_GB2312", "Fang", Path("/somewhere/simfang.ttf"), "ab" * 32, "系统字体"),))
INPUTS = {"data/chaoyang/projects.csv": "cd" * 32, "content/x.md": "ef" * 32}
DOCX, PDF = f"{MANUSCRIPT.title}.docx", f"{MANUSCRIPT.title}.pdf"
MADE = {"docx": b"docx of \xe7\x94\xb2", "pdf": b"%PDF of \xe7\x94\xb2"}


def changed(**parts: Any) -> Manuscript:
    """The manuscript with other parts, and so with another digest."""
    return replace(MANUSCRIPT, **parts)
