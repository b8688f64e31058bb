"""Standing (报送进度): how far each document that is owed has come, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from builders.core.errors import ReportError
from builders.deliver.receipts import Receipt, read_receipts
from builders.engine.faults import Faults
from builders.engine.gate.gating import inspect_notice
from builders.engine.packed import Bundles, Unreadable
from builders.engine.programme import Programme, read_dataset
from builders.model.deadline import Deadline, deadlines
from builders.model.notice import Notice
from builders.model.passage import Content
from builders.model.table import Dataset
from builders.sources.passages import read_content
from builders.sources.rules import read_rules
from builders.sources.workspace import Workspace


class State(Enum):
    """How far a document has come; the values are printed as they stand."""

    UNBEGUN = "未开始"
    DRAFT = "草稿"
    FAULTY = "有问题"
    FINAL = "已定稿"
    PACKED = "已打包"
    RECEIVED = "已收到"
    OVERDUE = "逾期"


DONE = (State.PACKED, State.RECEIVED)
"""What is not late any more."""


@dataclass(frozen=True)
class Standing:
    """One document that is owed: ``reached`` is how far it has come, ``missing`` what it lacks, in words.

    ``received`` is the day on which it came in.
    """

    notice: Notice
    deadline: Deadline
    reached: State
    missing: tuple[str, ...]
    days_left: int | None
    received: date | None = None

    @property
    def state(self) -> State:
        """How far it has come, or that it is late."""
        late = self.days_left is not None and self.days_left < 0 and self.reached not in DONE
        return State.OVERDUE if late else self.reached

    @property
    def told(self) -> str:
        """What it lacks, in one phrase; a late one that was finished is told to be."""
        finished = self.state is State.OVERDUE and self.reached is State.FINAL
        return "、".join([State.FINAL.value] * finished + list(self.missing))


def standings(
    workspace: Workspace, notice: Notice, on: date, output: Path, until: date | None = None
) -> list[Standing]:
    """Return how every document stands that is due by ``until``, by default ``on``, and the next of each kind.

    By due day, then as the notice has them. ``on`` decides what is due and late; how far a document has come is as
    things are now. Raises DataError or FileError for a list of receipts that cannot be read.
    """
    try:
        dataset, problems = read_dataset(workspace, notice)
        sound = len(dataset.tables) == len(notice.tables) and not any(each.severity == "error" for each in problems)
        rules = read_rules(workspace, notice.id)
        programme = Programme(workspace, notice, dataset, rules) if sound else None
    except ReportError:  # the inspection tells it again, in its place
        dataset, programme = Dataset(()), None
    faults = Faults(workspace, notice, dataset, inspect_notice(workspace, notice.id))
    receipts = [each for each in read_receipts(output) if each.notice == notice.id]
    look = _Look(workspace, notice, programme, faults, receipts, Bundles(workspace, notice, dataset, output))
    return [look.at(deadline, on) for deadline in deadlines(notice, until or on)]


@dataclass(frozen=True)
class _Look:
    workspace: Workspace
    notice: Notice
    programme: Programme | None
    faults: Faults
    receipts: list[Receipt]
    bundles: Bundles

    def at(self, deadline: Deadline, on: date) -> Standing:
        """Return how one document stands."""
        days, key = deadline.days_left(on), (deadline.period.id, deadline.unit.code)
        for receipt in reversed(self.receipts):
            document = receipt.document(deadline.artifact.id)
            if document and (receipt.period, receipt.unit) == key:
                late = (receipt.received - deadline.due).days if deadline.due else 0
                told = [f"迟报{late}天"] if late > 0 else []
                told += ["收到的是草稿"] if document.status != "final" else []
                return Standing(self.notice, deadline, State.RECEIVED, tuple(told), days, receipt.received)
        broken, packed = "", None
        try:
            packed = self.bundles.find(deadline)
        except Unreadable:
            broken = "报送包读不出来"
        if packed and not packed.stale:
            told = ["打包的是草稿"] if packed.draft else []
            return Standing(self.notice, deadline, State.PACKED, tuple(told), days)
        reached, missing = self._prose(deadline)
        if broken:
            missing.append(broken)
        elif reached is State.FINAL or packed:
            missing.append("打包后又有改动，要重新打包" if packed else "没有打包")
        return Standing(self.notice, deadline, reached, tuple(missing), days)

    def _prose(self, deadline: Deadline) -> tuple[State, list[str]]:
        """Return how far the prose has come, and what it and the data lack."""
        artifact, unit, period = deadline.artifact, deadline.unit, deadline.period
        missing = [] if self._has_data(deadline) else ["没有数据"]
        path = self.workspace.content_file(self.notice.id, unit.name, period.id, artifact.id)
        faults = list(self.faults.of(deadline))
        if not path.exists():
            return State.UNBEGUN, ["没有正文", *missing, *faults]
        try:
            content = read_content(self.workspace, self.notice.id, artifact, unit, period)
        except ReportError as fault:
            return State.FAULTY, [*(faults or [f"正文{max(1, len(fault.diagnostics))}处错误"]), *missing]
        if content.status == "final":
            hindered = bool(faults or missing)
            return State.FAULTY if hindered else State.FINAL, [*faults, *missing]
        lacks = ["仍是草稿", *_lacks(content, deadline), *missing]
        return (State.FAULTY, [*faults, *lacks]) if faults else (State.DRAFT, lacks)

    def _has_data(self, deadline: Deadline) -> bool:
        if self.programme is None:  # that the tables have errors is told by itself
            return True
        return deadline.period in self.programme.periods(deadline.artifact, deadline.unit)


def _lacks(content: Content, deadline: Deadline) -> Iterator[str]:
    """Yield what a draft needs before it can be final."""
    head = deadline.artifact.masthead
    if head and head.kind != "minutes" and not content.number:
        yield "没有文号"
    if head and head.upward and not content.signatories:
        yield "没有签发人"
    if not content.reviewed:
        yield "没有审核人"
