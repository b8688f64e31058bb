"""The Gantt chart (横道图): tasks over months, planned and actual, phases as bands, the cut-off date."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from builders.compose.drawing import (
    BAND,
    DARK,
    GRID,
    INK,
    LABEL_PT,
    PALE,
    SHADE,
    SMALL_PT,
    WHITE,
    WIDTH_PT,
    Renditions,
    Sheet,
    fold,
    house_style,
    width_of,
)
from builders.compose.printing import printed_date
from builders.model.manuscript import Asset

_EDGE = 2.0
_WIDEST_LABEL = 150.0
_LINE = 11.5
_ROW = 17.0
_GROUP = 15.0
_HEADER = 13.0
_LEGEND = 18.0


@dataclass(frozen=True)
class Span:
    """A time from one day to another, both included; ``open`` says that it goes on after the last day known."""

    first: date
    last: date
    open: bool = False


@dataclass(frozen=True)
class Task:
    """One row: its name, the group that it stands under, when it was planned and when it was done."""

    label: str
    planned: Span | None = None
    actual: Span | None = None
    group: str = ""


@dataclass(frozen=True)
class Schedule:
    """A chart's data; ``phases`` are titles with their times, in order, ``cutoff`` the day up to which data goes."""

    tasks: tuple[Task, ...]
    phases: tuple[tuple[str, Span], ...] = ()
    cutoff: date | None = None


def draw_schedule(name: str, schedule: Schedule, faces: Sequence[Path]) -> Asset:
    """Return the chart. Raises Unprintable for a missing character and for more rows than a page holds."""
    return Asset(name, _drawn(schedule, tuple(faces)))


@lru_cache(maxsize=256)
def _drawn(schedule: Schedule, faces: tuple[Path, ...]) -> Renditions:
    with house_style(faces):
        return _Drawing(schedule).drawn()


@dataclass(frozen=True)
class _Axis:
    """The months that the chart shows, and where a day stands in them."""

    first: int
    count: int
    left: float

    @property
    def month(self) -> float:
        return (WIDTH_PT - _EDGE - self.left) / self.count

    def at_month(self, month: int) -> float:
        return self.left + (month - self.first) * self.month

    def at(self, day: date, end: bool = False) -> float:
        """Return where a day begins, or ends."""
        return self.at_month(_month(day)) + (day.day - (not end)) / monthrange(day.year, day.month)[1] * self.month


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


class _Drawing:
    """One drawing: what is measured first, then drawn from top to bottom."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        widest = max(width_of(task.label, LABEL_PT) for task in schedule.tasks)
        self.labels = [fold(task.label, min(widest, _WIDEST_LABEL), LABEL_PT) for task in schedule.tasks]
        self.axis = _axis(schedule, _EDGE + max(width_of(line, LABEL_PT) for each in self.labels for line in each) + 8)
        self.phases = [fold(title, self._room(span), SMALL_PT) for title, span in schedule.phases]
        self.banner = max((len(lines) for lines in self.phases), default=0) * SMALL_PT * 1.25 + 5 * bool(self.phases)
        self.both = any(task.planned for task in schedule.tasks) and any(task.actual for task in schedule.tasks)
        self.heads = [
            bool(task.group) and (at == 0 or schedule.tasks[at - 1].group != task.group)
            for at, task in enumerate(schedule.tasks)
        ]
        self.heights = [max(_ROW, _LINE * len(lines) + 4) for lines in self.labels]
        self.top = _EDGE + self.banner + 2 * _HEADER
        self.bottom = self.top + sum(self.heights) + _GROUP * sum(self.heads)
        self.sheet = Sheet(self.bottom + _LEGEND + _EDGE)

    def _room(self, span: Span) -> float:
        return max(self.axis.at(span.last, end=True) - self.axis.at(span.first) - 2, SMALL_PT)

    def drawn(self) -> Renditions:
        self._bands()
        self._months()
        self._rows()
        self._frame()
        self._legend()
        return self.sheet.rendered()

    def _bands(self) -> None:
        for at, ((_, span), lines) in enumerate(zip(self.schedule.phases, self.phases, strict=True)):
            left, right = self.axis.at(span.first), self.axis.at(span.last, end=True)
            fill = WHITE if at % 2 else BAND
            self.sheet.box(left, _EDGE, right - left, self.bottom - _EDGE, fill, edge=None)
            self.sheet.box(left, _EDGE, right - left, self.banner, fill, thick=0.6)
            self.sheet.lines((left + right) / 2, _EDGE + self.banner / 2, lines, SMALL_PT, "center")

    def _months(self) -> None:
        axis, year_at, month_at = self.axis, _EDGE + self.banner, _EDGE + self.banner + _HEADER
        step = next(step for step in (1, 2, 3, 6, 12) if step * axis.month >= width_of("12", SMALL_PT) or step == 12)
        for month in range(axis.first, axis.first + axis.count):
            x = axis.at_month(month)
            january = month % 12 == 0
            if month > axis.first:
                above = year_at if january else month_at
                self.sheet.line((x, above), (x, self.bottom), 0.7 if january else 0.4, SHADE if january else GRID)
            if month % 12 % step == 0:
                self.sheet.text(x + axis.month / 2, month_at + _HEADER / 2, str(month % 12 + 1), SMALL_PT, "center")
        for year, first, last in _years(axis):
            middle = (axis.at_month(first) + axis.at_month(last + 1)) / 2
            self.sheet.text(middle, year_at + _HEADER / 2, f"{year}年", SMALL_PT, "center")
        for y in (year_at, month_at):
            self.sheet.line((axis.left, y), (WIDTH_PT - _EDGE, y))

    def _rows(self) -> None:
        y = self.top
        for task, lines, height, head in zip(
            self.schedule.tasks, self.labels, self.heights, self.heads, strict=True
        ):  # fmt: skip
            if head:
                self.sheet.box(_EDGE, y, WIDTH_PT - 2 * _EDGE, _GROUP, PALE, edge=None)
                self.sheet.text(_EDGE + 3, y + _GROUP / 2, task.group)
                y += _GROUP
            self.sheet.line((_EDGE, y), (WIDTH_PT - _EDGE, y), 0.4, SHADE)
            self.sheet.lines(_EDGE + 3, y + height / 2, lines)
            middle = y + height / 2
            if self.both:
                self._bar(task.planned, middle - 5.5, 5, WHITE, None)
                self._bar(task.actual, middle + 0.5, 5, DARK, None)
            else:
                self._bar(task.planned or task.actual, middle - 4, 8, SHADE, "///")
            y += height

    def _bar(self, span: Span | None, y: float, height: float, fill: str, hatch: str | None) -> None:
        if span is None:
            return
        left, right = self.axis.at(span.first), self.axis.at(span.last, end=True)
        if span.open:
            self.sheet.arrow(left, y, right - left, height, fill, hatch)
        else:
            self.sheet.box(left, y, right - left, height, fill, hatch=hatch, thick=0.6)

    def _frame(self) -> None:
        top = _EDGE + self.banner
        for start, end in (
            ((_EDGE, self.top), (WIDTH_PT - _EDGE, self.top)), ((_EDGE, self.bottom), (WIDTH_PT - _EDGE, self.bottom)),
            ((self.axis.left, top), (self.axis.left, self.bottom)),
            ((WIDTH_PT - _EDGE, top), (WIDTH_PT - _EDGE, self.bottom)),
        ):  # fmt: skip
            self.sheet.line(start, end, 0.8)
        if self.schedule.cutoff:
            x = self.axis.at(self.schedule.cutoff, end=True)
            self.sheet.line((x, top + _HEADER), (x, self.bottom), 1.1, INK, dashed=True)

    def _legend(self) -> None:
        x, y = self.axis.left, self.bottom + _LEGEND / 2 + 1
        tasks = self.schedule.tasks
        planned = any(task.planned for task in tasks)
        marks = [("计划", WHITE, None), ("实际", DARK, None)] if self.both else [
            ("计划" if planned else "实际", SHADE, "///")
        ]  # fmt: skip
        for word, fill, hatch in marks:
            self.sheet.box(x, y - 3, 16, 6, fill, hatch=hatch, thick=0.6)
            x = self._word(x + 20, y, word)
        if any(task.actual and task.actual.open for task in tasks):
            self.sheet.arrow(x, y - 3, 16, 6, DARK if self.both else SHADE)
            x = self._word(x + 20, y, "尚未完成")
        if self.schedule.cutoff:
            self.sheet.line((x, y), (x + 16, y), 1.1, INK, dashed=True)
            self._word(x + 20, y, f"截至{printed_date(self.schedule.cutoff)}")

    def _word(self, x: float, y: float, word: str) -> float:
        """Write a word of the legend and return where the next entry begins."""
        self.sheet.text(x, y, word, SMALL_PT)
        return x + width_of(word, SMALL_PT) + 12


def _axis(schedule: Schedule, left: float) -> _Axis:
    """Return the months from the first day to the last, with so many more that the name of each year has room."""
    spans = [span for task in schedule.tasks for span in (task.planned, task.actual) if span]
    spans += [span for _, span in schedule.phases]
    days = [day for span in spans for day in (span.first, span.last)]
    days += [schedule.cutoff] if schedule.cutoff else []
    first, last = _month(min(days)), _month(max(days))
    room = width_of("2000年", SMALL_PT)
    while True:
        axis = _Axis(first, last - first + 1, left)
        years = list(_years(axis))
        narrow = [year for year in (years[0], years[-1]) if (year[2] - year[1] + 1) * axis.month < room]
        if not narrow or axis.count > 240:
            return axis
        if narrow[0] is years[0] and len(years) > 1:
            first -= 1
        else:
            last += 1


def _years(axis: _Axis) -> list[tuple[int, int, int]]:
    """Return each year with its first and last month shown."""
    months = range(axis.first, axis.first + axis.count)
    years = sorted({month // 12 for month in months})
    return [(year, max(year * 12, months[0]), min(year * 12 + 11, months[-1])) for year in years]
