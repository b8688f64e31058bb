"""Passages (段落): the prose of one document, as an editor wrote it, with its front matter."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from builders.model.manuscript import Attendance, Status


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

    ``date`` is 成文日期, ``number`` 发文字号, ``signatories`` 签发人, ``author`` 撰稿, ``reviewed`` 审核, ``title`` a
    title of the document's own, ``copy_number`` 份号, ``classification`` 密级和保密期限, ``urgency`` 紧急程度,
    ``annotation`` 附注, ``attendance`` who was at a meeting; texts may be empty. ``printed`` is 印发日期, ``date``
    when absent.
    """

    file: str
    status: Status
    date: datetime.date
    passages: tuple[Passage, ...]
    number: str = ""
    signatories: tuple[str, ...] = ()
    author: str = ""
    reviewed: str = ""
    title: str = ""
    copy_number: str = ""
    classification: str = ""
    urgency: str = ""
    annotation: str = ""
    printed: datetime.date | None = None
    attendance: tuple[Attendance, ...] = ()

    def passage(self, name: str) -> Passage | None:
        """Return the passage with that heading, or None."""
        return next((passage for passage in self.passages if passage.name == name), None)
