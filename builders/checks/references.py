"""Rules between tables (外键): every reference finds its row, and exactly one, or rows would be lost or doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from builders.checks.repairs import as_text, plainly, repair
from builders.core.cap import MOST_ALIKE
from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import nearest
from builders.model.fact import Value
from builders.model.table import Dataset, ForeignKey, Table, TableSchema

MOST_COMPARED = 2000
"""Among more keys than these the nearest is not looked for."""
MOST_ANSWERED = 50
"""For so many different references the nearest key is looked for."""
MOST_SINGLY = 5
"""So many missing keys that stand together are told one by one; of more, one problem counts them."""
_MOST_LISTED = 3


def check_references(table: Table, dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield what is wrong with a table's foreign keys and with the cells under them."""
    for key in table.schema.foreign_keys:
        parent = next((other for other in dataset.tables if other.schema.name == key.table), None)
        fault = _fault(table.schema, key, parent.schema) if parent else _unlisted(table.schema, key, dataset)
        if fault:
            yield fault
        elif parent:
            yield from _dangling(table, key, parent)


def _unlisted(schema: TableSchema, key: ForeignKey, dataset: Dataset) -> Diagnostic:
    """Answer a reference to a table that is not read: its rows would seem to belong to every unit."""
    near = nearest(key.table, [table.schema.name for table in dataset.tables if table.schema is not schema])
    cure = f"是否指“{near}”？" if near else "请补上或改正"
    place = Place(schema.file, key.line)
    return Diagnostic(place, "T010", "外键指向的表没有列入通知的 tables", key.table, cure)


def _fault(schema: TableSchema, key: ForeignKey, parent: TableSchema) -> Diagnostic | None:
    target = next((field for field in parent.fields if field.name == key.target), None)
    if target is None or not (target.unique or parent.primary_key == (key.target,)):
        message = f"外键应指向“{parent.title}”表的主键或唯一的列"
        return Diagnostic(Place(schema.file, key.line), "T011", message, key.target, "请改正")
    namesake = next((field for field in schema.fields if field.title == parent.title), None)
    if namesake is not None:
        message = f"列“{namesake.title}”与外键指向的表同名，算法和模板中无法区分"
        return Diagnostic(Place(schema.file, key.line), "T012", message, key.table, "请给列改名")
    if target.type != schema.field(key.field).type:
        message = f"外键与“{parent.title}”表的“{target.title}”类型不同"
        return Diagnostic(Place(schema.file, key.line), "T011", message, key.field, "请改正")
    return None


@dataclass
class _Lost:
    """A value that finds no row (悬空引用): the line where it stands first, and in how many rows it stands.

    Values of one ``run`` stand below one another there, with none between them that finds its row.
    """

    line: int
    run: int
    rows: int = 0


def _dangling(table: Table, key: ForeignKey, parent: Table) -> Iterator[Diagnostic]:
    """Yield the values that find no row, each once, however many rows have it: it is one mistake.

    The rows of a unit stand together: where many in a run find nothing, its rows are missing there, one mistake too.
    None is told where the rows of ``parent`` themselves are missing, which is told there.
    """
    if parent.partial or not parent.rows:
        return
    known = {
        value: text for block in parent.column(key.target) for text, value in block.values.items() if value is not None
    }
    lost: dict[str, _Lost] = {}
    run = 0
    for block in table.column(key.field):
        wrong = {text for text, value in block.values.items() if value is not None and value not in known}
        run += not wrong
        for line, text in zip(block.lines, block.texts, strict=True) if wrong else ():
            if text not in wrong:
                run += block.values[text] is not None
            elif text in lost or len(lost) < MOST_ALIKE:
                lost.setdefault(text, _Lost(line, run)).rows += 1
            else:
                message, cure = _plain_answer(parent)
                yield Diagnostic(table.place_at(line, key.field), "T008", message, text, cure)
    answers = _Answers(parent, key.target, known)
    for _, group in groupby(lost.items(), key=lambda each: each[1].run):
        yield from _told(table, key, answers, dict(group))


def _told(table: Table, key: ForeignKey, answers: _Answers, lost: dict[str, _Lost]) -> Iterator[Diagnostic]:
    """Yield what to say of the lost values of one run."""
    absent = [text for text in lost if answers.is_absent(text)]
    if MOST_SINGLY < len(absent) < MOST_ALIKE:
        title, rows = answers.parent.schema.title, sum(lost[text].rows for text in absent)
        message = f"“{title}”表中没有连着的{len(absent)}个编号，共{rows}行，像是那里缺了一批行"
        listed = "、".join(absent[:_MOST_LISTED]) + "等"
        cure = f"请先在“{title}”表中补上这些行"
        yield Diagnostic(table.place_at(lost[absent[0]].line, key.field), "T008", message, listed, cure)
        lost = {text: each for text, each in lost.items() if text not in absent}
    for text, first in lost.items():
        message, cure = answers.to(text, first.rows)
        message += f"，共{first.rows}行" if first.rows > 1 else ""
        yield Diagnostic(table.place_at(first.line, key.field), "T008", message, text, cure)


def _plain_answer(parent: Table) -> tuple[str, str]:
    title = parent.schema.title
    return f"“{title}”表中没有这个编号", f"请先在“{title}”表中添加"


@dataclass
class _Answers:
    """What to say of references that find nothing in ``parent``, whose keys are ``known`` by value."""

    parent: Table
    target: str
    known: Mapping[Value, str]
    asked: int = 0

    @cached_property
    def spoilt(self) -> Mapping[str, tuple[int, str]]:
        """The keys of the parent that are not written as keys are, by what they should be, with line and text."""
        found: dict[str, tuple[int, str]] = {}
        for block in self.parent.column(self.target):
            for line, text in zip(block.lines, block.texts, strict=True):
                plain = plainly(text)
                if plain != text:
                    found.setdefault(plain, (line, text))
        return found

    def is_absent(self, text: str) -> bool:
        """Return whether a reference is a key as it should be, whose row is likely missing: nothing tells of a slip."""
        return text not in self.spoilt and self._is_well_formed(text) and not self._repaired(text)

    def to(self, text: str, rows: int) -> tuple[str, str]:
        """Return the message and the cure for one reference; of one that many rows have, the key is likely missing."""
        message, cure = _plain_answer(self.parent)
        if text in self.spoilt:
            line, written = self.spoilt[text]
            return f"{message}，那里的写法有误", f"请把“{self.parent.schema.title}”表第{line}行的“{written}”改为 {text}"
        found = self._repaired(text)
        if found:
            return f"{message}，{found[0]}", as_text(*found)
        self.asked += 1
        if self.asked > MOST_ANSWERED or len(self.known) > MOST_COMPARED:
            return message, cure
        near = nearest(text, self.known.values())
        if near and self._is_well_formed(text) and not self._is_well_formed(near):
            return message, f"“{self.parent.schema.title}”表中的“{near}”格式不对，是否应为 {text}？"
        return message, f"是否指“{near}”？" if near and (rows == 1 or not self._is_well_formed(text)) else cure

    def _repaired(self, text: str) -> tuple[str, str] | None:
        """Return what is wrong with the spelling of a known key, and the key."""
        found = repair(text, self.known.__contains__)
        return found if found and found[1] else None

    def _is_well_formed(self, text: str) -> bool:
        pattern = self.parent.schema.field(self.target).pattern
        return not pattern or re.fullmatch(pattern, text, re.ASCII) is not None
