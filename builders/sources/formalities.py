"""Formalities (公文要素) in a front matter: number, signers, secrecy, urgency, remarks, and who was at a meeting.

Each is checked where it is typed: a document whose number is written wrongly comes back to the county.
"""

from __future__ import annotations

import re
from dataclasses import replace

from builders.model.manuscript import Attendance
from builders.model.passage import Content
from builders.model.standard import MASTHEAD
from builders.sources.sections import Section

NUMBER_FORM = "双住建发〔2024〕5号，年份用六角括号，序号前没有“第”和0"
URGENCIES = ("特急", "加急", "特提", "平急")
_NUMBER = re.compile(r"[\u3400-\u9fff]{1,12}〔\d{4}〕[1-9]\d*号")
_CLASSIFICATION = re.compile(r"(?:绝密|机密|秘密)(?:★(?:[1-9]\d*(?:年|个月|天)|长期))?")


def with_formalities(content: Content, front: Section) -> Content:
    """Return the content with the formalities of its front matter; the section is told what is written wrongly."""
    annotation = front.text("annotation", "")
    return replace(
        content,
        title=front.text("title", ""),
        number=_matching(front, "number", _NUMBER, "C041", "发文字号", NUMBER_FORM),
        signatories=front.texts("signatories", ()),
        copy_number=_copy_number(front),
        classification=_matching(front, "classification", _CLASSIFICATION, "C043", "密级和保密期限", "秘密★1年"),
        urgency=front.choice("urgency", URGENCIES, ""),
        annotation=annotation,
        printed=front.day("printed"),
        attendance=_attendance(front.section("attendance")),
    )


def _copy_number(front: Section) -> str:
    pattern = re.compile(rf"\d{{{MASTHEAD.copy_number_digits}}}")
    return _matching(front, "copy_number", pattern, "C042", "份号", "000001，六位阿拉伯数字")


def _matching(front: Section, key: str, pattern: re.Pattern[str], code: str, what: str, example: str) -> str:
    """Return a text that must look like the example, or nothing."""
    value = front.text(key, "")
    if value and not pattern.fullmatch(value):
        front.report(key, code, f"{what}写法有误", value, f"应写成：{example}")
    return value


def _attendance(section: Section | None) -> tuple[Attendance, ...]:
    """Return the lists of a meeting by their labels: 出席, 请假, 列席."""
    if section is None:
        return ()
    lists = tuple(Attendance(label, section.texts(label)) for label in section.keys)
    section.close()
    return lists
