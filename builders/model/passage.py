"""Passages (段落): the prose of one document, as an editor wrote it, with its front matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builders.model.manuscript import Status


@dataclass(frozen=True)
class Passage:
    """The prose under one top heading of a content file; ``line`` is where its first line stands in the file."""

    name: str
    text: str
    file: str
    line: int


@dataclass(frozen=True)
class Content:
    """One content file: what its front matter says, and its passages.

    ``date`` is 成文日期, ``number`` 发文字号, ``signatories`` 签发人, ``author`` 撰稿, ``reviewed`` 审核; texts may be
    empty.
    """

    file: str
    status: Status
    date: date
    passages: tuple[Passage, ...]
    number: str = ""
    signatories: tuple[str, ...] = ()
    author: str = ""
    reviewed: str = ""

    def passage(self, name: str) -> Passage | None:
        """Return the passage with that heading, or None."""
        return next((passage for passage in self.passages if passage.name == name), None)
