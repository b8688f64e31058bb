"""The minutes (纪要格式): clause 10.3."""

from __future__ import annotations

from builders.conform.finding import Profile
from builders.conform.pdf.anatomy import Anatomy, Role
from builders.conform.pdf.judging import Check, Offence, Outcome, check, conforms, faces, judge, near, unknown, violates
from builders.conform.wording import ATTENDANCE
from builders.conform.wording import MINUTES as NAME

MINUTES: tuple[Profile, ...] = ("minutes",)


@check("FP75", "10.3", "纪要标志", "由“×××××纪要”组成", profiles=MINUTES)
def name(document: Anatomy) -> Outcome:
    """The name at the head ends with 纪要."""
    rows = document.of(Role.ISSUER)
    words = "".join(row.line.words for row in rows)
    if not rows:
        return unknown("未找到纪要标志")
    return conforms(words) if NAME.fullmatch(words) else violates(words, str(rows[0]))


@check("FP76", "10.3", "出席人员名单", "左空二字，“出席”“请假”“列席”用3号黑体，后标全角冒号", "±0.25字", MINUTES)
def attendance(document: Anatomy) -> Outcome:
    """The words before the names are 黑体, two characters in, with a full-width colon."""
    rows = document.of(Role.ATTENDANCE)
    if not rows:
        return unknown("未找到出席人员名单")
    offences: list[Offence] = [(row, f"左空{row.indent:.1f}字") for row in rows if not near(row.indent, 2, 0.25)]
    offences += [(row, "冒号是半角") for row in rows if ":" in row.line.words[:4]]
    if offences:
        return judge(offences, "")
    labels = []
    for row in rows:
        matched = ATTENDANCE.match(row.line.words)
        labels.append((row, row.line.glyphs[: matched.end() - 1 if matched else 2]))
    return faces(labels, "黑体")


CHECKS: tuple[Check, ...] = (name, attendance)
