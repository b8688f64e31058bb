"""Exchange (收发表单), the way back: filled forms are read, merged by key, checked as a whole, then written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from builders.checks.cells import check_cells
from builders.checks.privacy.detecting import mask_text
from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError, ReportError
from builders.core.lock import hold
from builders.core.replace import replace_files
from builders.engine.belonging import Belonging
from builders.engine.drafts import Drafts
from builders.engine.exchange import require_owner
from builders.engine.identifying import Identity, Said, identify
from builders.engine.merging import Change, Merging
from builders.engine.programme import read_dataset
from builders.model.form import FilledForm, FilledRow, schema_digest
from builders.model.notice import Notice
from builders.model.table import Row, Table
from builders.sources.catalogue_forms import problem
from builders.sources.files import read_bytes
from builders.sources.forms.container import LARGEST_FILE
from builders.sources.forms.filled import read_filled
from builders.sources.forms.workbook import open_workbook
from builders.sources.workspace import Workspace

_OF_ONE_CELL = frozenset(("X117", "X121", "X123", "X124", "X125"))
"""What is wrong with one cell or with a row of totals: all other cells can be checked in spite of it."""


@dataclass(frozen=True)
class Imported:
    """One workbook: what it is, and what it changes."""

    file: str
    identity: Identity
    changes: tuple[Change, ...]


def import_forms(
    workspace: Workspace,
    notices: Sequence[Notice],
    files: Sequence[Path],
    said: Said,
    *,
    force: bool = False,
    remove: bool = False,
    dry_run: bool = False,
) -> tuple[list[Imported], list[Diagnostic]]:
    """Return what the workbooks change, and the warnings; write it unless ``dry_run``, all of it or nothing.

    Raises UsageError for what the user must say, DataError with every problem of the workbooks and of the tables as
    they would be, FileError, LockedError.
    """
    work = _Import(workspace, notices, said, force, remove)
    with nullcontext() if dry_run else hold(workspace.root / "outputs"):
        work.read(files)
        imported = work.merge()
        if not dry_run:
            replace_files({path: content for drafts in work.drafts.values() for path, content in drafts.contents()})
    return imported, [_masked(one) for one in work.problems if one.severity == "warning"]


@dataclass
class _Import:
    workspace: Workspace
    notices: Sequence[Notice]
    said: Said
    force: bool
    remove: bool
    problems: list[Diagnostic] = field(default_factory=list)
    forms: list[tuple[Identity, FilledForm]] = field(default_factory=list)
    drafts: dict[str, Drafts] = field(default_factory=dict)
    aside: list[Diagnostic] = field(default_factory=list)
    """What is wrong with rows that go into no table: it keeps no table from being checked."""

    def read(self, files: Sequence[Path]) -> None:
        """Read every workbook; what is wrong with any of them is told together."""
        for path in files:
            try:
                self._read(path)
            except DataError as fault:
                if len(files) == 1 and not fault.diagnostics:
                    raise
                self.problems += fault.diagnostics or [Diagnostic(Place(path.name), "X104", fault.message)]
        self._stop(_OF_ONE_CELL)

    def _read(self, path: Path) -> None:
        workbook = open_workbook(read_bytes(path, str(path), LARGEST_FILE), path.name)
        identity = identify(self.workspace, self.notices, workbook, self.said)
        form, problems = read_filled(workbook, identity.schema, identity.origin)
        self.problems += problems
        if identity.origin is not None and identity.origin.schema != schema_digest(identity.schema):
            self.problems.append(problem("X136", Place(path.name)))
        if form is not None:
            self.forms.append((identity, form))

    def merge(self) -> list[Imported]:
        """Merge form after form, then check all tables of each notice as they would be.

        Cells that cannot be read have been told; the others are merged and checked all the same.
        """
        try:
            return self._merged()
        except ReportError:
            self._stop()  # what was told before is not lost for what goes wrong beyond it
            raise

    def _merged(self) -> list[Imported]:
        imported = [self._merge(identity, form) for identity, form in self.forms]
        self._stop(_OF_ONE_CELL)
        self.problems += self.aside
        for drafts in self.drafts.values():
            self.problems += drafts.problems()
        self._stop()
        return imported

    def _merge(self, identity: Identity, form: FilledForm) -> Imported:
        notice = identity.notice
        if notice.id not in self.drafts:
            self.drafts[notice.id] = Drafts(self.workspace, notice, *read_dataset(self.workspace, notice))
        drafts = self.drafts[notice.id]
        table = drafts.table(identity.schema.name)
        belonging = Belonging(drafts.dataset)
        require_owner(belonging, notice, table, identity.unit)
        own = belonging.rows_of(table, notice.codes(identity.unit))
        lines = {row.line for row in own}
        others = [row for row in table.rows if row.line not in lines]
        merging = Merging(form, own, others, self.force, self.remove)
        changes = merging.changes()
        self.problems += merging.problems
        self.aside += _cell_faults(form, merging.nameless)
        drafts.hold_back(form, bool(merging.nameless))
        if changes:
            drafts.apply(identity, form, changes, own)
        return Imported(form.file, identity, tuple(changes))

    def _stop(self, beside: frozenset[str] = frozenset()) -> None:
        """Raise everything that was found when there is an error in it other than of the codes ``beside``."""
        errors = [one for one in self.problems if one.severity == "error"]
        if any(one.code not in beside for one in errors):
            raise DataError(f"有{len(errors)}处问题，没有导入任何数据", map(_masked, self.problems))


def _cell_faults(form: FilledForm, nameless: Sequence[FilledRow]) -> Iterator[Diagnostic]:
    """Yield what is wrong with single cells of rows that go into no table, since their keys are not known."""
    rows = tuple(Row(row.line, row.values, row.texts) for row in nameless if not row.remove)
    names = form.schema.primary_key
    told = {(row.line, form.schema.fields[at].title) for row, at in form.unread}
    told |= {(row.line, one.title) for row in rows for one in form.schema.fields if one.name in names}
    for each in check_cells(Table(form.schema, form.file, form.letters, rows)) if rows else ():
        if (each.place.line, each.place.column) not in told:
            yield replace(each, place=replace(each.place, sheet=form.sheet))


def _masked(one: Diagnostic) -> Diagnostic:
    """Return a problem that shows no personal data: messages go into logs and chats."""
    return replace(one, message=mask_text(one.message), value=mask_text(one.value))
