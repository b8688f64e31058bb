"""Page (用纸、版心): clauses 5.1 and 5.2.1, each section on its own."""

from __future__ import annotations

from collections.abc import Iterator

from builders.conform.docx.document import Section
from builders.conform.docx.geometry import number
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule
from builders.model.standard import PAGE, POINTS_PER_MM

PAPER_MM = 2.0
"""How far a trimmed sheet may differ, clause 6."""
AREA_MM = 1.0
_ROUNDING_MM = 0.05
"""Word keeps twips, people type tenths of a centimetre."""


def millimetres(points: float) -> str:
    """Return a length as a finding prints it."""
    return f"{number(points / POINTS_PER_MM)}毫米"


def within(points: float, wanted_mm: float, tolerance_mm: float) -> bool:
    """Whether a length is as wanted, up to the tolerance."""
    return abs(points / POINTS_PER_MM - wanted_mm) <= tolerance_mm + _ROUNDING_MM


def _each(subject: Subject) -> Iterator[tuple[Section, str]]:
    many = len(subject.document.sections) > 1
    for index, section in enumerate(subject.document.sections, 1):
        yield section, f"第{index}节" if many else ""


def paper(subject: Subject) -> Iterator[Sample]:
    """A sheet of A4, upright or on its side."""
    for section, where in _each(subject):
        short, long = sorted((section.width, section.height))
        right = within(short, PAGE.width_mm, PAPER_MM) and within(long, PAGE.height_mm, PAPER_MM)
        size = f"{number(section.width / POINTS_PER_MM)}×{millimetres(section.height)}"
        yield Sample(size, right, where)


def top(subject: Subject) -> Iterator[Sample]:
    """The head margin of upright pages."""
    for section, where in _each(subject):
        if not section.landscape:
            yield Sample(millimetres(section.top), within(section.top, PAGE.top_mm, AREA_MM), where)


def binding(subject: Subject) -> Iterator[Sample]:
    """The margin at the binding edge of upright pages."""
    for section, where in _each(subject):
        if not section.landscape:
            yield Sample(millimetres(section.left), within(section.left, PAGE.binding_mm, AREA_MM), where)


def area_width(subject: Subject) -> Iterator[Sample]:
    """The width of the type area; a page on its side has its long side across."""
    for section, where in _each(subject):
        wanted = PAGE.area_height_mm if section.landscape else PAGE.area_width_mm
        yield Sample(millimetres(section.area_width), within(section.area_width, wanted, AREA_MM), where)


def area_height(subject: Subject) -> Iterator[Sample]:
    """The height of the type area; a page on its side has its short side upright."""
    for section, where in _each(subject):
        wanted = PAGE.area_width_mm if section.landscape else PAGE.area_height_mm
        yield Sample(millimetres(section.area_height), within(section.area_height, wanted, AREA_MM), where)


CHECKS = (
    Check(Rule("FD01", "5.1", "用纸", "A4型纸，210×297毫米", "±2毫米"), paper, "未找到页面设置"),
    Check(Rule("FD02", "5.2.1", "天头（上白边）", "37毫米", "±1毫米"), top, "没有纵向页面"),
    Check(Rule("FD03", "5.2.1", "订口（左白边）", "28毫米", "±1毫米"), binding, "没有纵向页面"),
    Check(Rule("FD04", "5.2.1", "版心宽度", "156毫米（横排页225毫米）", "±1毫米"), area_width, "未找到页面设置"),
    Check(Rule("FD05", "5.2.1", "版心高度", "225毫米（横排页156毫米）", "±1毫米"), area_height, "未找到页面设置"),
)
