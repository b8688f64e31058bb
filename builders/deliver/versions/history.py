"""The history (版本沿革) of documents: which commits changed an input of one, and whether it has changes since."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builders.deliver.versions.git import PARTIAL, Blob, Git, NoHistory
from builders.deliver.versions.log import Change, Commit, read_log
from builders.deliver.versions.rows import EVERYBODY, Owners, Register
from builders.model.revision import Revision

FOLDERS = ("data", "content", "templates")
SHALLOW = "Git 仓库只取了最近的提交（浅克隆），数不出版本，可用 git fetch --unshallow 取全"


@dataclass(frozen=True)
class Inputs:
    """What a document is made from: its prose, every other file, and the codes of the units whose rows it uses.

    Paths are relative to the workspace. ``register`` knows the owners of rows.
    """

    content: str
    others: Collection[str]
    codes: frozenset[str]
    register: Register


@dataclass
class History:
    """The commits of a workspace, read once; every document is counted from them without asking Git again."""

    git: Git
    commits: tuple[Commit, ...]
    files: dict[str, Blob]
    _by_path: dict[str, list[tuple[int, Change]]] = field(default_factory=dict)
    _trails: dict[str, tuple[tuple[int, Change], ...]] = field(default_factory=dict)
    _contents: dict[str, bytes] = field(default_factory=dict)
    _owners: dict[tuple[str, str], Owners] = field(default_factory=dict)
    _same: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the changes by path."""
        for index, commit in enumerate(self.commits):
            for change in commit.changes:
                self._by_path.setdefault(change.path, []).append((index, change))

    def versions(self, inputs: Inputs) -> tuple[Commit, ...]:
        """Return the commits that made a version of a document, newest first.

        The first is the one that brought its prose; a prose file that was renamed goes on. A name alone is no change.
        """
        own = [index for index, change in self._trail(inputs.content) if change.is_content]
        if not own:
            return ()
        touched = set(own)
        for path in inputs.others:
            touched |= {index for index, change in self._trail(path) if self._concerns(inputs, path, change)}
        return tuple(self.commits[index] for index in sorted(touched) if index <= max(own))

    def revision(self, inputs: Inputs) -> Revision:
        """Return the version of a document as its inputs are now."""
        versions = self.versions(inputs)
        if not versions or inputs.content not in self.files:
            return Revision(modified=True, reason="正文还没有提交到 Git")
        modified = any(self._is_modified(inputs, path) for path in (inputs.content, *inputs.others))
        return Revision(len(versions), versions[0].id, versions[0].day, modified)

    def modified(self, inputs: Inputs) -> tuple[str, ...]:
        """Return the inputs that have changes of this document which no commit holds."""
        return tuple(sorted(path for path in (inputs.content, *inputs.others) if self._is_modified(inputs, path)))

    def load(self, register: Register) -> None:
        """Find whose rows every commit changed, with one question for all contents.

        Raises NoHistory for a repository without them: guessed, the versions would differ from those of a whole one.
        """
        changes = [
            (schema, change)
            for commit in self.commits
            for change in commit.changes
            if change.kind in "MR" and (change.before, change.after) not in self._owners
            for schema in [register.schema_of(change.path)]
            if schema is not None and change.is_content
        ]
        fresh = [path for path in self.files if register.schema_of(path) and not self._is_same(path)]
        wanted = [id for _, change in changes for id in (change.before, change.after)]
        wanted += [self.files[path].id for path in fresh]
        self._contents |= self.git.contents([id for id in wanted if id not in self._contents])
        if not self._contents.keys() >= set(wanted):
            raise NoHistory(PARTIAL)
        for schema, change in sorted(changes, key=lambda each: register.depth(each[0])):
            before, after = (self._contents[id] for id in (change.before, change.after))
            self._owners[change.before, change.after] = register.owners_of_change(schema, before, after)

    def _trail(self, path: str) -> tuple[tuple[int, Change], ...]:
        """Return what happened to a file, newest first, under its former names too, back to when it was made."""
        if path not in self._trails:
            self._trails[path] = tuple(self._followed(path))
        return self._trails[path]

    def _followed(self, path: str) -> Iterator[tuple[int, Change]]:
        entries = self._by_path.get(path, [])
        at = 0
        while at < len(entries) and entries[at][1].kind != "D":
            index, change = entries[at]
            yield entries[at]
            if change.kind == "A":
                return
            at += 1
            if change.earlier != path:
                path = change.earlier
                entries = self._by_path.get(path, [])
                at = bisect_right(entries, index, key=lambda entry: entry[0])

    def _concerns(self, inputs: Inputs, path: str, change: Change) -> bool:
        """Return whether a change of an input is one of this document."""
        if not change.is_content:
            return False
        owners = EVERYBODY
        if change.kind in "MR" and inputs.register.schema_of(path):
            owners = self._owners.get((change.before, change.after), EVERYBODY)
        return owners is EVERYBODY or not inputs.codes.isdisjoint(owners)

    def _is_modified(self, inputs: Inputs, path: str) -> bool:
        if self._is_same(path):
            return False
        schema, blob = inputs.register.schema_of(path), self.files.get(path)
        if schema is None or blob is None or blob.id not in self._contents:
            return True
        now = (self.git.folder / path).read_bytes()
        owners = inputs.register.owners_of_change(schema, self._contents[blob.id], now)
        return owners is EVERYBODY or not inputs.codes.isdisjoint(owners)

    def _is_same(self, path: str) -> bool:
        """Return whether a file is as HEAD has it, whatever line ends the editor or Git gave it."""
        if path not in self._same:
            blob, place = self.files.get(path), self.git.folder / path
            self._same[path] = blob is not None and blob.is_file and place.is_file() and _is_blob(place, blob.id)
        return self._same[path]


def _is_blob(path: Path, id: str) -> bool:
    content = path.read_bytes()
    return id in (blob_id(content, len(id)), blob_id(content.replace(b"\r\n", b"\n"), len(id)))


def blob_id(content: bytes, digits: int = 40) -> str:
    """Return the id that Git gives a content; 64 digits where a repository uses sha256."""
    made = hashlib.sha1(usedforsecurity=False) if digits == 40 else hashlib.sha256()
    made.update(b"blob %d\0" % len(content))
    made.update(content)
    return made.hexdigest()


def read_history(folder: Path, folders: Sequence[str] = FOLDERS) -> History:
    """Return the history of a workspace. Raises NoHistory where there is none, or only the newest part of it."""
    git = Git(folder)
    if git.is_shallow():
        raise NoHistory(SHALLOW)
    return History(git, read_log(git, folders), git.files("HEAD", folders))
