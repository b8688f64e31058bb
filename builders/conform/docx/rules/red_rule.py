"""The masthead's rule (版头分隔线): clause 7.2.7."""

from __future__ import annotations

from collections.abc import Iterator

from builders.conform.docx.geometry import Range, height_pt
from builders.conform.docx.heads import reddish
from builders.conform.docx.rules.page import millimetres
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Profile, Rule
from builders.model.standard import MASTHEAD, POINTS_PER_MM

_BASELINE = 0.8


def rule_there(subject: Subject) -> Iterator[Sample]:
    """The red rule is there, and red."""
    head = subject.parts.masthead
    if not head.there:
        return
    if head.rule is None:
        yield Sample("没有分隔线", False, (head.number or head.marks[-1]).where)
    else:
        colour = head.rule.colour
        yield Sample(f"#{colour}" if colour else "颜色未写明", reddish(colour) if colour else None, head.rule.where)


def rule_width(subject: Subject) -> Iterator[Sample]:
    """The red rule is as wide as the type area."""
    rule = subject.parts.masthead.rule
    if rule:
        if rule.length_pt is None:
            yield Sample("长度未测", None, rule.where)
        else:
            off = abs(rule.length_pt - subject.document.sections[0].area_width)
            yield Sample(millimetres(rule.length_pt), off <= POINTS_PER_MM + 1.0, rule.where)


_GAP_TOLERANCE_MM = 2.0
_BRACKETS = 0.16
"""The brackets of a document number reach so much of their size below the baseline."""


def rule_gap(subject: Subject) -> Iterator[Sample]:
    """The red rule stands 4 mm below 发文字号; known where it is the border of its paragraph."""
    head = subject.parts.masthead
    if not head.rule:
        return
    if head.rule.gap_pt is None or head.number is None:
        yield Sample("距离未测", None, head.rule.where)
        return
    size, line = head.number.first.size_pt, height_pt(head.number, subject.document)
    below = [(1 - _BASELINE) * height - _BRACKETS * size + head.rule.gap_pt for height in (line.low, line.high)]
    gap = Range(*(each / POINTS_PER_MM for each in below))
    yield Sample(f"{gap}毫米", gap.near(MASTHEAD.rule_gap_mm, _GAP_TOLERANCE_MM), head.rule.where)


_ABSENT = "未找到版头"
_PROFILES: tuple[Profile, ...] = ("report", "minutes")
CHECKS = (
    Check(Rule("FD31", "7.2.7", "版头分隔线", "红色，位于发文字号之下"), rule_there, _ABSENT, _PROFILES),
    Check(Rule("FD32", "7.2.7", "版头分隔线宽度", "与版心等宽", "±1毫米"), rule_width, "未找到版头分隔线", _PROFILES),
    Check(
        Rule("FD33", "7.2.7", "版头分隔线至发文字号", "4毫米", "±2毫米，按行高推算"),
        rule_gap, "未找到版头分隔线", _PROFILES,
    ),
)  # fmt: skip
