"""The tally (份数表) at the end of ``build``: for each kind of document how many were made, and why others were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from builders.cli.findings import columns
from builders.cli.voice import tell
from builders.model.period import ONE_OCCASION

if TYPE_CHECKING:
    from builders.deliver.folder import Delivery
    from builders.engine.planning import Plan

HEAD = ("报送文件", "层级", "已生成", "未变化", "跳过", "跳过原因")
COUNTS = (2, 3, 4)
"""The columns that hold numbers."""


def show_tally(plan: Plan, deliveries: Sequence[Delivery]) -> None:
    """Print what became of a plan; ``deliveries`` are those of its orders, in their order."""
    notice = plan.programme.notice
    pairs = zip(plan.orders, deliveries, strict=True)
    made = Counter((order.artifact, delivery.changed) for order, delivery in pairs)
    rows: list[tuple[str, ...]] = [HEAD]
    for artifact in notice.artifacts:
        reasons = Counter(skip.reason for skip in plan.skips if skip.order.artifact == artifact)
        counts = (made[artifact, True], made[artifact, False], reasons.total())
        if any(counts):
            why = "、".join(f"{reason}{count}份" for reason, count in reasons.items())
            name = f"{artifact.id} {artifact.title}"
            rows.append((name, notice.level(artifact.level).title, *map(str, counts), why))
    until = "" if plan.until == ONE_OCCASION else f"，到{plan.until.label}（{plan.until.id}）为止"
    tell(f"\n通知 {notice.id}{until}：")
    rows.append(_total(rows[1:]))
    widths = [max(columns(row[at]) for row in rows) for at in range(len(HEAD))]
    for row in rows:
        tell(_line(row, widths))


def _total(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return ("合计", "", *(str(sum(int(row[at]) for row in rows)) for at in COUNTS), "")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return a row: words at the left of their column, counts at the right."""
    padded = []
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - columns(cell))
        padded.append(space + cell if at in COUNTS else cell + space)
    return "  ".join(padded).rstrip()
