"""The minutes (纪要格式): clause 10.3."""

from __future__ import annotations

from builders.conform.finding import Profile
from builders.conform.pdf.anatomy import CHARACTER, Anatomy, Role, Row
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


@check(
    "FP76",
    "10.3",
    "出席人员名单",
    "左空二字，“出席”“请假”“列席”用3号黑体，后标全角冒号，回行与首字对齐",
    "±0.25字",
    MINUTES,
)
def attendance(document: Anatomy) -> Outcome:
    """The words before the names are 黑体, two characters in, with a full-width colon."""
    rows = document.of(Role.ATTENDANCE)
    if not rows:
        return unknown("未找到出席人员名单")
    labelled = [(row, found) for row in rows if (found := ATTENDANCE.match(row.line.words))]
    offences: list[Offence] = [(row, f"左空{row.indent:.1f}字") for row, _ in labelled if not near(row.indent, 2, 0.25)]
    offences += [(row, "冒号是半角") for row, _ in labelled if ":" in row.line.words[:4]]
    offences += [(row, "回行没有与冒号后的首字对齐") for row in _out_of_line(rows)]
    if offences:
        return judge(offences, "")
    return faces([(row, row.line.glyphs[: found.end() - 1]) for row, found in labelled], "黑体")


def _out_of_line(rows: list[Row]) -> list[Row]:
    """Return the wrapped rows that do not begin below the first name."""
    found: list[Row] = []
    begins = 0.0
    for row in rows:
        label = ATTENDANCE.match(row.line.words)
        if label is not None:
            names = row.line.glyphs[label.end() :]
            begins = names[0].x if names else 0.0
        elif begins and not near((row.line.left - begins) / CHARACTER, 0, 0.6):
            found.append(row)
    return found


CHECKS: tuple[Check, ...] = (name, attendance)
