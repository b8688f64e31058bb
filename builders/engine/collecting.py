"""Collecting (收包): counties' bundles are verified, their rows go into the city's tables, and receipts are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from builders.checks.privacy.detecting import mask_text
from builders.core.diagnostics import Diagnostic
from builders.core.errors import DataError, FileError
from builders.core.lock import hold
from builders.core.names import safe_name
from builders.core.publish import explain_refusal
from builders.core.replace import replace_files
from builders.deliver.receipts import HOME, Receipt, read_receipts, receipts_bytes, receipts_file
from builders.engine.arrival import Arrival, Refused, Trust, receive
from builders.engine.belonging import Belonging
from builders.engine.drafts import Drafts
from builders.engine.identifying import Identity
from builders.engine.merging import Change, Merging
from builders.engine.programme import read_dataset
from builders.model.form import FilledForm, FilledRow
from builders.model.notice import Notice
from builders.model.table import Dataset, Row, Table
from builders.sources.workspace import Workspace

ANYONE = Trust()


@dataclass(frozen=True)
class Taken:
    """A bundle that was taken in: the changes of each table that it changes, and what is worth telling."""

    arrival: Arrival
    receipt: Receipt
    changes: tuple[tuple[str, tuple[Change, ...]], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """A bundle that was not taken in, and why."""

    path: Path
    reason: str
    details: tuple[str, ...] = ()


@dataclass
class Collection:
    """What became of the bundles: taken in, known already with the receipt of then, or refused."""

    taken: list[Taken] = field(default_factory=list)
    known: list[tuple[Path, Receipt]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def collect_bundles(
    workspace: Workspace,
    notices: Sequence[Notice],
    paths: Sequence[Path],
    received: date,
    trust: Trust = ANYONE,
    *,
    rebuild: bool = False,
    force: bool = False,
    dry_run: bool = False,
) -> Collection:
    """Take in bundles, each for itself: one that is refused does not stop the others.

    Rows of a county replace those that the city has of it, by key, when no newer data of it was taken in before. What
    is taken in is written at once, all of it or nothing, unless ``dry_run``. ``force`` takes in what is known or older.
    Raises DataError for tables of the city that must be mended first, FileError, LockedError, UsageError.
    """
    output = workspace.root / "outputs"
    with nullcontext() if dry_run else hold(output):
        work = _Collecting(workspace, output, force, list(read_receipts(output)))
        arrivals: list[Arrival] = []
        for path in paths:
            try:
                arrivals.append(receive(path, workspace, notices, trust, received, rebuild=rebuild))
            except Refused as fault:
                work.done.refused.append(_refusal(path, fault))
        for arrival in sorted(arrivals, key=_order):
            try:
                work.take(arrival)
            except Refused as fault:
                work.done.refused.append(_refusal(arrival.path, fault))
        if not dry_run and work.done.taken:
            work.write()
    return work.done


def _order(arrival: Arrival) -> tuple[str, int, date, date, str]:
    """Order bundles as the notice does the counties, those of one county by how new their data is."""
    receipt, notice = arrival.receipt, arrival.notice
    return notice.id, notice.units.index(arrival.unit), receipt.day, arrival.period.start, receipt.digest


def _refusal(path: Path, fault: Refused) -> Refusal:
    """Return a refusal that shows no personal data."""
    return Refusal(path, mask_text(fault.message), tuple(map(mask_text, fault.details)))


@dataclass
class _Collecting:
    workspace: Workspace
    output: Path
    force: bool
    receipts: list[Receipt]
    done: Collection = field(default_factory=Collection)
    drafts: dict[str, Drafts] = field(default_factory=dict)
    files: dict[Path, bytes] = field(default_factory=dict)

    def take(self, arrival: Arrival) -> None:
        """Take in one bundle. Raises Refused."""
        receipt = arrival.receipt
        known = next((each for each in self.receipts if each.digest == receipt.digest), None)
        if known and not self.force:
            self.done.known.append((arrival.path, known))
            return
        self._require_newest(receipt)
        notes = list(arrival.notes)
        newer = max(self._merged_of(arrival), key=lambda each: each.day, default=None)
        changes: tuple[tuple[str, tuple[Change, ...]], ...] = ()
        if newer is None or newer.day <= receipt.day or self.force:
            changes = self._merge(arrival)
            receipt = replace(receipt, merged=True)
        else:
            notes.append(f"数据比{newer.received:%Y-%m-%d}收到的{newer.period}期包旧，只登记文件，不改数据表")
        folder = self._folder(arrival)
        name = f"{receipt.notice}-{receipt.period}-{arrival.unit.name}"
        receipt = replace(receipt, bundle=(folder / f"{name}.zip").relative_to(self.output / HOME).as_posix())
        self.files[folder / f"{name}.zip"] = arrival.content
        self.files |= {folder / f"{name}{suffix}": content for suffix, content in arrival.beside.items()}
        self.receipts.append(receipt)
        self.done.taken.append(Taken(arrival, receipt, changes, tuple(notes)))

    def write(self) -> None:
        """Write bundles, tables and, when all else is there, the receipts."""
        contents = dict(self.files)
        contents |= {path: content for drafts in self.drafts.values() for path, content in drafts.contents()}
        contents[receipts_file(self.output)] = receipts_bytes(self.receipts)
        try:
            for folder in {path.parent for path in contents}:
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise FileError(explain_refusal(fault)) from fault
        replace_files(contents)

    def _require_newest(self, receipt: Receipt) -> None:
        """Refuse an older version of a document that was taken in before."""
        if self.force:
            return
        whose = (receipt.notice, receipt.period, receipt.unit)
        for earlier in (each for each in self.receipts if (each.notice, each.period, each.unit) == whose):
            for document in receipt.documents:
                known = earlier.document(document.artifact)
                if known is None:
                    continue
                counted = document.revision.number and known.revision.number
                older = document.revision.number < known.revision.number if counted else document.day < known.day
                if older:
                    told = f"“{document.title}”{earlier.received:%Y-%m-%d}已收过更新的版本（{known.version}）"
                    raise Refused(f"{told}，这一份是{document.version}；确实要收旧的，加 --force")

    def _merged_of(self, arrival: Arrival) -> Iterator[Receipt]:
        """Yield the receipts of bundles that brought rows of the unit: its own, those of units in it or above it."""
        notice, codes = arrival.notice, arrival.notice.codes(arrival.unit)
        kin = {unit.code for unit in notice.units if not codes.isdisjoint(notice.codes(unit))}
        return (each for each in self.receipts if each.merged and each.notice == notice.id and each.unit in kin)

    def _folder(self, arrival: Arrival) -> Path:
        """Return where a bundle is kept: each version in a folder of its own. Raises FileError for a link."""
        receipt = arrival.receipt
        unit = safe_name(arrival.unit.name, "报送单位")
        folder = self.output / HOME / receipt.notice / receipt.period / unit / receipt.digest[:12]
        for step in (folder, *folder.parents):
            if step == self.output:
                break
            if step.is_symlink():
                raise FileError(f"{step} 是一个链接，不能作为输出文件夹。")
        return folder

    def _merge(self, arrival: Arrival) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """Merge the rows of a county, table by table, and check all tables as they would be. Raises Refused."""
        notice = arrival.notice
        if notice.id not in self.drafts:
            self.drafts[notice.id] = Drafts(self.workspace, notice, *read_dataset(self.workspace, notice))
        trial = self.drafts[notice.id].branch()
        found = []
        try:
            before = trial.dataset
            problems: list[Diagnostic] = []
            for sent in arrival.dataset.tables:
                table = trial.table(sent.schema.name)
                if Belonging(before).is_shared(table):
                    continue
                merging = _merging(arrival, before, table, sent)
                written = {row.line: row.texts for row in merging.form.rows}
                changes = tuple(replace(each, texts=written.get(each.line, ())) for each in merging.changes())
                problems += merging.problems
                if changes:
                    identity = Identity(notice, table.schema, arrival.unit, None)
                    trial.apply(identity, merging.form, changes, _neighbours(arrival, before, table, merging.own))
                    found.append((table.schema.title, changes))
            problems += [] if any(each.severity == "error" for each in problems) else trial.problems()
        except DataError as fault:
            raise Refused(fault.message.rstrip("。"), [str(each) for each in fault.diagnostics]) from fault
        errors = sorted(each for each in problems if each.severity == "error")
        if errors:
            raise Refused(f"并入数据表后有{len(errors)}处错误", [str(each) for each in errors])
        self.drafts[notice.id] = trial
        return tuple(found)


def _merging(arrival: Arrival, before: Dataset, table: Table, sent: Table) -> Merging:
    """Return how the rows of a county go into a table.

    Whose a row is here is asked of the tables as they were before the bundle: a row that points to one that goes is
    still the county's.
    """
    codes = arrival.notice.codes(arrival.unit)
    own = Belonging(before).rows_of(table, codes)
    lines = {row.line for row in own}
    others = [row for row in table.rows if row.line not in lines]
    there = Belonging(arrival.dataset).rows_of(sent, codes)
    rows = tuple(FilledRow(row.line, row.values, row.texts) for row in there)
    form = FilledForm(f"{arrival.path.name}/{sent.file}", "", table.schema, sent.letters, rows)
    return Merging(form, own, others, force=True, remove=True)


def _neighbours(arrival: Arrival, before: Dataset, table: Table, own: Sequence[Row]) -> Sequence[Row] | None:
    """Return the rows that new ones are put beside: those of the county, else the last of the county before it.

    So the tables come out the same in whatever order the counties send. None stands for the place before all others.
    """
    if own:
        return own
    notice, unit, belonging = arrival.notice, arrival.unit, Belonging(before)
    sisters = [each for each in notice.units if each.level == unit.level]
    for sister in reversed(sisters[: sisters.index(unit)]):
        rows = belonging.rows_of(table, notice.codes(sister))
        if rows:
            return [max(rows, key=lambda row: row.line)]
    return None
