"""Quotas checked (数量要求核对): the parts that a notice sets itself must be able to make the total that it demands."""

from __future__ import annotations

from builders.core.diagnostics import Diagnostic, Place
from builders.model.notice import Notice
from builders.model.quota import AT_LEAST, AT_MOST, Quota


def check_quotas(notice: Notice) -> list[Diagnostic]:
    """Return each total that its parts cannot make; one that is known to contradict itself is only warned of."""
    names = {unit.code: unit.name for unit in notice.units}
    return [_told(quota, names) for quota in notice.quotas if not quota.holds]


def _told(quota: Quota, names: dict[str, str]) -> Diagnostic:
    unit = quota.unit
    parts = "、".join(
        f"{names.get(part.name, part.name)}{part.value}{unit}" + (f"×{part.times}" if part.times > 1 else "")
        for part in quota.parts
    )
    wrong = {AT_LEAST: "不够", AT_MOST: "超过了"}.get(quota.bound, "不等于")
    made = f"各部分合计{quota.sum}{unit}，{wrong}总数{quota.total}{unit}（{parts}）"
    cure = f"已说明：{quota.reason}" if quota.reason else "请核对通知原文；原文就是这样的，请用 reason 写明按哪个数执行"
    message = f"通知{quota.clause}：“{quota.name}”{made}"
    place = Place(quota.source.file, quota.source.line)
    return Diagnostic(place, "F008", message, quota.text, cure, "warning" if quota.reason else "error")
