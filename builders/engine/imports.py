"""Exchange (收发表单), the way back: filled forms are read, merged by key, checked as a whole, then written."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from builders.checks.tables import check_dataset
from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError
from builders.core.lock import hold
from builders.core.replace import replace_files
from builders.engine.belonging import Belonging
from builders.engine.exchange import require_owner
from builders.engine.identifying import Identity, Said, identify
from builders.engine.merging import Change, Key, Merging
from builders.engine.programme import read_dataset
from builders.engine.splicing import spliced
from builders.model.form import FilledForm, key_of, schema_digest
from builders.model.notice import Notice
from builders.model.table import Dataset, Table, TableSchema
from builders.sources.catalogue_forms import problem
from builders.sources.encodings import decode
from builders.sources.files import read_bytes
from builders.sources.forms.container import LARGEST_FILE
from builders.sources.forms.filled import read_filled
from builders.sources.forms.workbook import open_workbook
from builders.sources.tables import LARGEST_TABLE, parse_table
from builders.sources.workspace import Workspace


@dataclass(frozen=True)
class Imported:
    """One workbook: what it is, and what it changes."""

    file: str
    identity: Identity
    changes: tuple[Change, ...]


@dataclass
class _Store:
    """The tables of a notice as they become: texts and encodings of the files, tables, and the rows of the forms."""

    workspace: Workspace
    notice: Notice
    dataset: Dataset
    before: list[Diagnostic]
    texts: dict[str, str] = field(default_factory=dict)
    encodings: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """Mark at the beginning and codec of each file."""
    originals: dict[str, bytes] = field(default_factory=dict)
    cells: dict[tuple[str, Key], tuple[FilledForm, int]] = field(default_factory=dict)
    """Form and line of the rows that forms have changed, by table and key."""


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
        work.merge()
        contents = {} if dry_run else dict(work.contents())
        replace_files(contents)
    return work.imported, [one for one in work.problems if one.severity == "warning"]


@dataclass
class _Import:
    workspace: Workspace
    notices: Sequence[Notice]
    said: Said
    force: bool
    remove: bool
    problems: list[Diagnostic] = field(default_factory=list)
    imported: list[Imported] = field(default_factory=list)
    forms: list[tuple[Identity, FilledForm]] = field(default_factory=list)
    stores: dict[str, _Store] = field(default_factory=dict)

    def read(self, files: Sequence[Path]) -> None:
        """Read every workbook; what is wrong with any of them is told together."""
        faults: list[DataError] = []
        for path in files:
            try:
                self._read(path)
            except DataError as fault:
                faults.append(fault)
                self.problems += fault.diagnostics
        if len(faults) == 1 and len(files) == 1 and not self.problems[1:]:
            raise faults[0]
        self._stop()

    def _read(self, path: Path) -> None:
        content = read_bytes(path, str(path), LARGEST_FILE)
        workbook = open_workbook(content, path.name)
        identity = identify(self.workspace, self.notices, workbook, self.said)
        form, problems = read_filled(workbook, identity.schema, identity.origin)
        self.problems += problems
        if identity.origin is not None and identity.origin.schema != schema_digest(identity.schema):
            self.problems.append(problem("X136", Place(path.name)))
        if form is not None:
            self.forms.append((identity, form))

    def merge(self) -> None:
        """Merge form after form, then check all tables of each notice as they would be."""
        for identity, form in self.forms:
            store = self._store(identity.notice)
            changes = self._merge(store, identity, form)
            self.imported.append(Imported(form.file, identity, tuple(changes)))
        self._stop()
        for store in self.stores.values():
            self.problems += _new_problems(store)
            self.problems += [each for _, each in self._strangers(store)]
        self._stop()

    def contents(self) -> Iterator[tuple[Path, bytes]]:
        """Yield the files that change, with their new bytes."""
        for store in self.stores.values():
            for name, text in store.texts.items():
                made = _encoded(text, *store.encodings[name])
                if made != store.originals[name]:
                    yield self.workspace.table_file(store.notice.id, name), made

    def _merge(self, store: _Store, identity: Identity, form: FilledForm) -> list[Change]:
        name = identity.schema.name
        table = self._table(store, name)
        belonging = Belonging(store.dataset)
        require_owner(belonging, identity.notice, table, identity.unit)
        own = belonging.rows_of(table, identity.notice.codes(identity.unit))
        lines = {row.line for row in own}
        others = [row for row in table.rows if row.line not in lines]
        merging = Merging(form, own, others, self.force, self.remove)
        changes = merging.changes()
        self.problems += merging.problems
        if changes:
            store.texts[name] = spliced(store.texts[name], table, changes, own)
            merged, problems = parse_table(store.texts[name], table.file, table.schema)
            errors = [one for one in problems if one.severity == "error"]
            if merged is None or errors:  # what was written cannot be read again: that would be our fault
                raise AssertionError(f"{table.file} cannot be read after the merge: {problems}")
            tables = tuple(merged if each.schema.name == name else each for each in store.dataset.tables)
            store.dataset = Dataset(tables)
            for change in changes:
                if change.line:
                    store.cells[name, key_of(table.schema, change.values)] = (form, change.line)
        return changes

    def _store(self, notice: Notice) -> _Store:
        if notice.id not in self.stores:
            dataset, problems = read_dataset(self.workspace, notice)
            self.stores[notice.id] = _Store(self.workspace, notice, dataset, problems)
        return self.stores[notice.id]

    def _table(self, store: _Store, name: str) -> Table:
        """Return a table that can be merged into. Raises DataError when the file itself must be mended first."""
        table = store.dataset.table(name)
        path = self.workspace.table_file(store.notice.id, name)
        shown = self.workspace.shown(path)
        faults = [one for one in store.before if one.place.file == shown and one.code.startswith("D")]
        faults = [one for one in faults if one.severity == "error"]
        if table is None or faults:
            raise DataError(f"{shown} 本身有问题，请先改好再导入", faults or store.before)
        if name not in store.texts:
            content = read_bytes(path, shown, LARGEST_TABLE)
            text, encoding = decode(content, shown)
            store.originals[name], store.texts[name] = content, text
            store.encodings[name] = _exact(content, encoding)
            if _encoded(text, *store.encodings[name]) != content:
                raise DataError(f"{shown} 的编码不能原样写回，请先另存为“CSV UTF-8”。")
        return table

    def _strangers(self, store: _Store) -> Iterator[tuple[Identity, Diagnostic]]:
        """Yield the rows that a form has added or changed and that belong to another unit than the form's."""
        belonging = Belonging(store.dataset)
        for identity, form in self.forms:
            if identity.notice.id != store.notice.id:
                continue
            table = store.dataset.table(identity.schema.name)
            assert table is not None
            if belonging.is_shared(table):
                continue
            codes = identity.notice.codes(identity.unit)
            by_key = {key_of(table.schema, row.values): row for row in table.rows}
            for (name, key), (owner, line) in store.cells.items():
                row = by_key.get(key) if name == table.schema.name and owner is form else None
                if row is not None and codes.isdisjoint(belonging.codes(table, row)):
                    place = Place(form.file, line, form.letters[0], table.schema.fields[0].title, sheet=form.sheet)
                    message = f"这一行不属于{identity.unit.name}"
                    yield identity, problem("X131", place, "、".join(map(str, key)), message)

    def _stop(self) -> None:
        """Raise everything that was found when there is an error in it."""
        errors = [one for one in self.problems if one.severity == "error"]
        if errors:
            raise DataError(f"有{len(errors)}处问题，没有导入任何数据", self.problems)


def _exact(content: bytes, encoding: str) -> tuple[bytes, str]:
    """Return mark and codec that make the same bytes again: with or without BOM, in which order of bytes."""
    marks = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
    found = next(((mark, codec) for mark, codec in marks.items() if content.startswith(mark)), None)
    return found or (b"", "utf-8" if encoding == "utf-8-sig" else encoding)


def _encoded(text: str, mark: bytes, codec: str) -> bytes:
    return mark + text.encode(codec)


def _new_problems(store: _Store) -> list[Diagnostic]:
    """Return what is wrong with the tables as they would be and was not before, at the forms' cells where it can be."""
    known = Counter(map(_gist, store.before))
    found = []
    for one in check_dataset(store.dataset, store.notice):
        if known[_gist(one)]:
            known[_gist(one)] -= 1
        else:
            found.append(_placed(store, one))
    return found


def _gist(one: Diagnostic) -> tuple[str, str, str, str, str]:
    """Return what a problem says apart from its line, which moves with the rows above."""
    return one.place.file, one.place.column, one.code, re.sub(r"第\d+行", "", one.message), one.value


def _placed(store: _Store, one: Diagnostic) -> Diagnostic:
    """Return a problem at the cell of the form that its row came from, if it came from one."""
    table = next((each for each in store.dataset.tables if each.file == one.place.file), None)
    row = next((row for row in table.rows if row.line == one.place.line), None) if table else None
    if table is None or row is None:
        return one
    form, line = store.cells.get((table.schema.name, key_of(table.schema, row.values)), (None, 0))
    if form is None:
        return one
    position = _position(table.schema, one.place.column)
    place = Place(form.file, line, form.letters[position], one.place.column, sheet=form.sheet)
    return replace(one, place=place)


def _position(schema: TableSchema, title: str) -> int:
    return next((at for at, each in enumerate(schema.fields) if each.title == title), 0)


