"""The log (提交记录): the commits of the main line, newest first, each with the files that it changed.

The main line are the first parents of HEAD: what was done on a branch counts once, with the merge that brought it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from builders.deliver.versions.git import Git

_FORMAT = "%x01%H%x00%aI%x00%s"
_QUESTION = (
    "log", "--first-parent", "-m", "--raw", "--no-abbrev", "-M", "-z", "--relative", "--no-color", "--no-ext-diff",
    "--no-textconv", "--no-show-signature", f"--format={_FORMAT}",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What a commit did to one file: ``kind`` is A (added), M (changed), D (deleted), T (became a link) or R (renamed).

    ``before`` and ``after`` are the ids of its content; ``earlier`` is its former path, the same if not renamed.
    """

    kind: str
    path: str
    earlier: str
    before: str
    after: str

    @property
    def is_content(self) -> bool:
        """Whether the content changed, and not the name alone."""
        return self.before != self.after


@dataclass(frozen=True)
class Commit:
    """One commit of the main line: full id, the day on which it was written, where it was written, and its changes.

    ``subject`` is the first line of its message.
    """

    id: str
    day: date
    changes: tuple[Change, ...]
    subject: str = ""


def read_log(git: Git, folders: Sequence[str]) -> tuple[Commit, ...]:
    """Return the commits that touched files below some folders, newest first. Raises NoHistory."""
    answer = git.ask(*_QUESTION, "HEAD", "--", *folders)
    return tuple(_commits(answer.decode("utf-8", "surrogateescape").split("\0")))


def _commits(pieces: list[str]) -> Iterator[Commit]:
    """Yield the commits of a log cut at its zero bytes: id, time and subject, then a line and its paths per change."""
    id, day, subject, changes = "", date.min, "", list[Change]()
    rest = iter(pieces)
    for piece in rest:
        word = piece.lstrip("\n")
        if word.startswith("\x01"):
            if id:
                yield Commit(id, day, tuple(changes), subject)
            id, day, changes = word[1:], date.fromisoformat(next(rest)[:10]), []
            # The subject may be followed by the first change in the same piece.
            subject, _, begun = next(rest).partition("\n")
            subject = "".join(each for each in subject if each.isprintable())  # nobody commands a reader's terminal
            word = begun.lstrip("\n")
        if word.startswith(":"):
            changes.append(_change(word, rest))
    if id:
        yield Commit(id, day, tuple(changes), subject)


def _change(word: str, rest: Iterator[str]) -> Change:
    _, _, before, after, kind = word.split(" ")
    earlier = next(rest)
    path = next(rest) if kind[0] in "RC" else earlier
    return Change(kind[0], path, earlier, before, after)
