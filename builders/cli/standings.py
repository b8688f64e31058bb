"""Standings in three forms (进度的三种写法): lines for people, values for programs, a file for calendars."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from builders.cli.findings import columns
from builders.core.clock import moment_of
from builders.core.digests import canonical_json, digest
from builders.deliver.calendar import Entry, calendar

if TYPE_CHECKING:
    from builders.engine.standing import Standing

SCHEMA = "make-report.status.v1"
RED, YELLOW, PLAIN = "\x1b[1;31m", "\x1b[33m", "\x1b[0m"
SOON, MANY = 7, 3
_INDENT, _WIDEST = "  ", 44


def summary(scope: Sequence[Standing], on: date) -> Iterator[str]:
    """Yield how many documents are in which state, and who is late with how many, most first."""
    from builders.engine.standing import State

    counts = Counter(each.state for each in scope)
    listed = "，".join(f"{state.value}{counts[state]}份" for state in reversed(State) if counts[state])
    yield f"{printed(on)}：应报{len(scope)}份，其中{listed}。" if scope else f"{printed(on)}：没有要报的文件。"
    late = Counter(each.deadline.unit.name for each in scope if each.state is State.OVERDUE)
    if late:
        yield _styled(f"逾期：{'、'.join(f'{name}{count}份' for name, count in late.most_common())}", RED)


def lines(shown: Sequence[Standing]) -> Iterator[str]:
    """Yield the documents, those longest overdue first; units that stand alike are told together."""
    rows = [(_head(group), list(_rows(group))) for group in _grouped(shown)]
    width = max((columns(cells[0]) for _, group in rows for cells in group), default=0)
    for head, group in rows:
        yield ""
        yield head
        for names, state, told in group:
            padded = names + " " * (min(width, _WIDEST) - columns(names)), state + " " * (6 - columns(state))
            yield f"{_INDENT}{'  '.join((*padded, told))}".rstrip()


def values(scope: Sequence[Standing], on: date) -> dict[str, Any]:
    """Return everything for programs, as the schema ``报送进度.schema.json`` says."""
    counts = Counter(each.state.value for each in scope)
    return {
        "schema": SCHEMA,
        "on": on.isoformat(),
        "counts": {state: counts[state] for state in sorted(counts)},
        "standings": [_values(each) for each in scope],
    }


def calendar_file(scope: Sequence[Standing], on: date) -> bytes:
    """Return a calendar with one day for each deadline, on which all units of the selection are told.

    It is stamped with the day ``on``, so that a later file counts as newer.
    """
    entries = [_entry(group, on) for group in _grouped(scope) if group[0].deadline.due]
    names = dict.fromkeys(each.notice.programme for each in scope)
    return calendar(f"报送期限：{'、'.join(names)}", entries)


def _grouped(shown: Sequence[Standing]) -> list[list[Standing]]:
    """Return the standings by deadline; those without a day come last."""

    def key(each: Standing) -> tuple[date, str, str, str, str]:
        deadline = each.deadline
        return (deadline.due or date.max, each.notice.id, deadline.period.id, deadline.artifact.id,
                deadline.artifact.level)  # fmt: skip

    return [list(group) for _, group in groupby(sorted(shown, key=key), key)]


def _head(group: Sequence[Standing]) -> str:
    first = group[0]
    due, days = first.deadline.due, first.days_left
    late = any(each.state.value == "逾期" for each in group)
    if due is None or days is None:
        return f"没有期限　{first.deadline.title}"
    past = f"逾期{-days}天" if late else "期限已过"
    left = past if days < 0 else "今天到期" if days == 0 else f"还有{days}天"
    style = RED if late else YELLOW if 0 <= days <= SOON else ""
    return _styled(f"{left}　{first.deadline.title}（{printed(due)}前）", style)


def _rows(group: Sequence[Standing]) -> Iterator[tuple[str, str, str]]:
    """Yield units, how far they have come and what they lack, as the notice has the units."""
    alike: dict[tuple[str, str], list[str]] = {}
    for each in group:
        alike.setdefault((each.reached.value, "、".join(each.missing)), []).append(each.deadline.unit.name)
    first = group[0]
    every = len(first.notice.units_of(first.deadline.artifact))
    for (state, told), names in alike.items():
        yield (f"全部{every}个单位" if len(names) == every > MANY else "、".join(names)), state, told


def _values(standing: Standing) -> dict[str, Any]:
    deadline = standing.deadline
    return {
        "notice": standing.notice.id,
        "unit": deadline.unit.code,
        "unit_name": deadline.unit.name,
        "artifact": deadline.artifact.id,
        "title": deadline.title,
        "period": deadline.period.id,
        "due": deadline.due.isoformat() if deadline.due else None,
        "days_left": standing.days_left,
        "state": standing.state.value,
        "reached": standing.reached.value,
        "missing": list(standing.missing),
        "received": standing.received.isoformat() if standing.received else None,
    }


def _entry(group: Sequence[Standing], on: date) -> Entry:
    first = group[0]
    notice, deadline = first.notice, first.deadline
    due = deadline.due or date.max
    codes = [each.deadline.unit.code for each in group]
    whose = first.deadline.unit.name if len(group) == 1 else f"{len(group)}个单位"
    identity = [notice.id, deadline.artifact.id, deadline.artifact.level, deadline.period.id, codes]
    told = [f"{each.deadline.unit.name}：{_phrase(each)}" for each in group]
    return Entry(
        f"{digest(canonical_json(identity))[:32]}@make-report",
        moment_of(on),
        due,
        f"报送{deadline.title}（{whose}）",
        "\n".join([f"{notice.title}（{notice.number}）", *told]),
    )


def _phrase(standing: Standing) -> str:
    return standing.state.value + (f"（{'、'.join(standing.missing)}）" if standing.missing else "")


def printed(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _styled(text: str, style: str) -> str:
    return f"{style}{text}{PLAIN}" if style and sys.stdout.isatty() else text
