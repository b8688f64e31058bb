"""Reading a schedule (横道图的数据) out of the rows of a view: columns by name, dates, what is not done yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from builders.compose.days import day_of, spoken_days
from builders.compose.faults import Unprintable
from builders.compose.gantt import Schedule, Span, Task
from builders.compose.markup import escaped
from builders.compose.printing import printed_date, printed_fact
from builders.compose.stated import Stated, fact_of
from builders.core.suggest import unknown

Row = Mapping[str, Any]
Rows = Sequence[Row]
Days = Sequence["str | Mapping[str, Stated]"]


@dataclass(frozen=True)
class Columns:
    """The columns of a schedule by name: of a task, of its planned and its actual days, of its group.

    Days may also be groups of facts (各项目实际开工日期); ``key`` is then the column that their members go by.
    """

    label: str
    planned: Days = ()
    actual: Days = ()
    group: str = ""
    key: str = ""


def read_schedule(
    rows: Rows, columns: Columns, phases: Rows = (), cutoff: Stated | None = None
) -> tuple[Schedule, str]:
    """Return the chart's data, and the same in words whose days leave their trace. Raises Unprintable."""
    if not isinstance(rows, list | tuple) or not rows:
        raise Unprintable("横道图没有数据，请先用 if 判断")
    last = None if cutoff is None else day_of(cutoff, "截至")
    tasks, spoken = [], []
    for row in rows:
        label = label_at(row, columns.label)
        key = label_at(row, columns.key) if columns.key else ""
        planned, told_plan = _span(row, columns.planned, key, label, None)
        actual, told_fact = _span(row, columns.actual, key, label, last)
        if planned is None and actual is None:
            raise Unprintable(f"横道图的“{label}”没有起止日期")
        tasks.append(Task(label, planned, actual, label_at(row, columns.group) if columns.group else ""))
        unstarted = "尚未开始" if columns.actual and actual is None else ""
        words = [f"计划{told_plan}" if planned else "", f"实际{told_fact}" if actual else unstarted]
        spoken.append(escaped(label) + "，".join(word for word in words if word))
    bands = tuple((label_at(row, "名称"), Span(day_of(row["起"], "起"), day_of(row["止"], "止"))) for row in phases)
    end = f"。数据截至{cutoff}" if cutoff is not None else ""
    return Schedule(tuple(tasks), bands, last), "；".join(spoken) + end


def label_at(row: Row, columns: str | Sequence[str]) -> str:
    """Return the text of a column, or of several with a space between. Raises Unprintable for an empty cell."""
    names = [columns] if isinstance(columns, str) else columns
    words = []
    for name in names:
        value = value_at(row, name)
        fact = fact_of(value)
        if fact is None and not isinstance(value, str):
            raise Unprintable(f"“{name}”一列有空单元格，不能画图")
        words.append(printed_fact(fact) if fact else str(value))
    return " ".join(words)


def value_at(row: Row, path: str) -> Any:  # noqa: ANN401 - a stated fact, a joined row or None
    """Return what stands in a column (本期.状态 in a joined row); None where the row or the cell is empty."""
    place: Any = row
    for name in path.split("."):
        if place is None:
            return None
        if not isinstance(place, Mapping):
            raise Unprintable(f"“{path}”不是一列")
        if name not in place:
            raise Unprintable(f"行里{unknown(name, [str(key) for key in place])}")
        place = place[name]
    return place


def _span(row: Row, days: Days, key: str, label: str, cutoff: date | None) -> tuple[Span | None, str]:
    """Return a time and its words; one without an end goes on at the cut-off date."""
    if not days:
        return None, ""
    if isinstance(days, str) or len(days) != 2:
        raise Unprintable("横道图的“计划”和“实际”各应写开始、结束两列")
    start, end = (_found(row, each, key) for each in days)
    if start is None:
        return None, ""
    first = day_of(start, f"{label}”的“开始")
    if end is not None:
        last = day_of(end, f"{label}”的“结束")
        if last < first:
            raise Unprintable(f"横道图的“{label}”：结束日期早于开始日期")
        return Span(first, last), spoken_days(start, end)
    if cutoff is None:
        raise Unprintable(f"横道图的“{label}”没有结束日期，请写明“截至”的日期")
    if first > cutoff:
        raise Unprintable(f"横道图的“{label}”：开始日期晚于截至日期{printed_date(cutoff)}")
    return Span(first, cutoff, open=True), f"{start}开始、尚未完成"


def _found(row: Row, day: str | Mapping[str, Stated], key: str) -> Any:  # noqa: ANN401 - a stated fact or None
    """Return a day out of the row, or out of a group of facts by the row's key."""
    if isinstance(day, str):
        return value_at(row, day)
    if not key:
        raise Unprintable("横道图的日期来自分组的数据时，应写明“编号”是哪一列")
    return day.get(key)
