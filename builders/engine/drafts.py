"""Drafts (待写入的表): the tables of a notice as they would be after forms, and what would be wrong with them."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from builders.checks.tables import check_dataset
from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError
from builders.engine.belonging import Belonging
from builders.engine.identifying import Identity
from builders.engine.merging import Change, Key
from builders.engine.proofreading import Proofreader, proofreader_of
from builders.engine.splicing import spliced
from builders.facts.across import check_across
from builders.facts.evaluation import Accounts
from builders.model.form import FilledForm, key_of, printed_value
from builders.model.notice import Notice
from builders.model.table import Dataset, Row, Table
from builders.sources.catalogue_forms import problem
from builders.sources.encodings import decode
from builders.sources.files import read_bytes
from builders.sources.rules import read_rules
from builders.sources.tables import LARGEST_TABLE, parse_table
from builders.sources.workspace import Workspace

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_ABOUT_KEYS = ("T007", "T008")
"""A key stands twice; a key is missing."""


@dataclass(frozen=True)
class _File:
    """A table's file: its bytes as they were, the mark that they begin with, and the codec of the rest."""

    content: bytes
    mark: bytes
    codec: str

    def encoded(self, text: str) -> bytes:
        return self.mark + text.encode(self.codec)


@dataclass
class Drafts:
    """The tables of one notice; ``faults`` were found when they were read, before any form."""

    workspace: Workspace
    notice: Notice
    dataset: Dataset
    faults: Sequence[Diagnostic]
    _read: Dataset = field(init=False)
    _texts: dict[str, str] = field(default_factory=dict)
    _files: dict[str, _File] = field(default_factory=dict)
    _cells: dict[tuple[str, Key], tuple[Identity, FilledForm, int]] = field(default_factory=dict)
    """Where the rows that forms have added or changed come from, by table and key."""
    _unread: set[tuple[str, str, int, str]] = field(default_factory=set)
    """The cells of forms that could not be read: file, sheet, row and letter."""
    _vague: bool = False
    """Whether keys of forms are not known, so that no key can be told to be missing or to stand twice."""

    def __post_init__(self) -> None:
        """Remember the tables as they were read."""
        self._read = self.dataset

    def table(self, name: str) -> Table:
        """Return a table that a form can be merged into. Raises DataError when its file must be mended first."""
        table = self.dataset.table(name)
        path = self.workspace.table_file(self.notice.id, name)
        shown = self.workspace.shown(path)
        faults = [each for each in self.faults if each.place.file == shown and each.code.startswith("D")]
        faults = [each for each in faults if each.severity == "error"]
        if table is None or faults:
            raise DataError(f"{shown} 本身有问题，请先改好再导入", faults or self.faults)
        if name not in self._texts:
            content = read_bytes(path, shown, LARGEST_TABLE)
            text, encoding = decode(content, shown)
            mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
            file = _File(content, mark, _MARKS[mark] if mark else "utf-8" if "utf" in encoding else encoding)
            if file.encoded(text) != content:
                raise DataError(f"{shown} 的编码不能原样写回，请先另存为“CSV UTF-8”。")
            self._texts[name], self._files[name] = text, file
        return table

    def apply(
        self, identity: Identity, form: FilledForm, changes: Sequence[Change], own: Sequence[Row] | None
    ) -> None:
        """Make the changes of a form in the table's text, and read it again."""
        name = identity.schema.name
        self.change(name, changes, own)
        for change in changes:
            if change.line:
                self._cells[name, change.key] = (identity, form, change.line)

    def hold_back(self, form: FilledForm, nameless: bool) -> None:
        """Tell nothing that may only follow from cells of a form which could not be read: they have been told.

        ``nameless`` says that whole rows are left out, since their keys are not known.
        """
        self._unread |= {(form.file, form.sheet, row.line, form.letters[at]) for row, at in form.unread}
        fields = form.schema.fields
        self._vague |= nameless or any(fields[at].unique for _, at in form.unread)

    def change(self, name: str, changes: Sequence[Change], own: Sequence[Row] | None) -> None:
        """Make changes in a table's text, and read it again; ``own`` as in ``spliced``."""
        table = self.table(name)
        self._texts[name] = spliced(self._texts[name], table, changes, own)
        merged, problems = parse_table(self._texts[name], table.file, table.schema)
        if merged is None or any(each.severity == "error" for each in problems):
            raise AssertionError(f"{table.file} cannot be read after the merge: {problems}")  # our own fault
        tables = (merged if each.schema.name == name else each for each in self.dataset.tables)
        self.dataset = Dataset(tuple(tables))

    def branch(self) -> Drafts:
        """Return drafts that go on from here, apart from these; what is wrong here already is not told again."""
        branch = Drafts(self.workspace, self.notice, self.dataset, self.faults)
        branch._texts, branch._files = dict(self._texts), dict(self._files)
        return branch

    def contents(self) -> Iterator[tuple[Path, bytes]]:
        """Yield the files that change, with their new bytes."""
        for name, text in self._texts.items():
            made = self._files[name].encoded(text)
            if made != self._files[name].content:
                yield self.workspace.table_file(self.notice.id, name), made

    def problems(self) -> list[Diagnostic]:
        """Return what is wrong now and was not before, at the forms' cells where it can be.

        Raises UsageError for rules of the notice that cannot be used.
        """
        if self.dataset is self._read:
            return []
        rules, reader = read_rules(self.workspace, self.notice.id), proofreader_of(self.notice)
        both = (self._read, self.dataset)
        before, after = ([*check_dataset(each, self.notice), *_words(each, reader)] for each in both)
        if not self._is_partial and not any(each.severity == "error" for each in (*before, *after)):
            # Tables that contradict one another can only be compared when each is sound by itself.
            before += check_across(Accounts(self._read, self.notice, rules))
            after += check_across(Accounts(self.dataset, self.notice, rules))
        known = Counter(map(_gist, before))
        found = []
        for each in after:
            if known[_gist(each)]:
                known[_gist(each)] -= 1
            elif not (self._vague and each.code in _ABOUT_KEYS):
                found.append(self._placed(each))
        found = [each for each in found if _cell(each.place) not in self._unread]
        return [*found, *self._strangers()]

    @property
    def _is_partial(self) -> bool:
        """Whether something that forms hold could not be read."""
        return bool(self._unread) or self._vague

    def _strangers(self) -> Iterator[Diagnostic]:
        """Yield the rows that a form has added or changed and that belong to another unit than the form's."""
        belonging = Belonging(self.dataset)
        for name in dict.fromkeys(name for name, _ in self._cells):
            table = self.table(name)
            if belonging.is_shared(table):
                continue
            for row in table.rows:
                key = key_of(table.schema, row.values)
                if (name, key) in self._cells:
                    identity, form, line = self._cells[name, key]
                    codes = belonging.codes(table, row)
                    unknown = not codes and self._is_partial  # what leads to its unit may be what cannot be read
                    if not unknown and self.notice.codes(identity.unit).isdisjoint(codes):
                        place = Place(form.file, line, form.letters[0], table.schema.fields[0].title, sheet=form.sheet)
                        message = f"这一行不属于{identity.unit.name}"
                        yield problem("X131", place, "、".join(map(printed_value, key)), message)

    def _placed(self, one: Diagnostic) -> Diagnostic:
        """Return a problem at the cell of the form that its row came from, if it came from one."""
        table = next((each for each in self.dataset.tables if each.file == one.place.file), None)
        row = next((row for row in table.rows if row.line == one.place.line), None) if table else None
        if table is None or row is None:
            return one
        found = self._cells.get((table.schema.name, key_of(table.schema, row.values)))
        if found is None:
            return one
        _, form, line = found
        titles = [each.title for each in table.schema.fields]
        letter = form.letters[titles.index(one.place.column)] if one.place.column in titles else ""
        return replace(one, place=Place(form.file, line, letter, one.place.column, sheet=form.sheet))


def _cell(place: Place) -> tuple[str, str, int, str]:
    return place.file, place.sheet, place.line, place.letter


def _words(dataset: Dataset, reader: Proofreader) -> list[Diagnostic]:
    """Return what is wrong with the words in the cells, personal data among them."""
    return [each for table in dataset.tables for each in reader.table(table)]


def _gist(one: Diagnostic) -> tuple[str, str, str, str, str]:
    """Return what a problem says apart from its line, which moves with the rows above."""
    return one.place.file, one.place.column, one.code, re.sub(r"第\d+行", "", one.message), one.value
