"""A revision (版本): how often the inputs of a document were changed, by which commit last, and when.

``第3版 · 2023-06-08 · a1b2c3d`` is printed the same in every clone, so that two people who hold two copies know which
one is newer. Without Git there is no count; the digest of the text says at least whether two copies are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

SHORT_COMMIT = 7
"""Digits of a commit that are printed: a fixed number, for Git's own short form grows with the repository."""


@dataclass(frozen=True)
class Revision:
    """The version of a document.

    ``number`` counts the commits that changed an input since its prose is there, 0 where nobody has counted: without
    Git, in a part of a history, or for prose that was never committed. ``commit`` is the full id of the newest of them
    and ``day`` the day it was written. ``modified`` says that an input has changes that no commit holds. ``reason`` is
    why nothing was counted, in a Chinese phrase; it is told, not printed.
    """

    number: int = 0
    commit: str = ""
    day: date | None = None
    modified: bool = False
    reason: str = field(default="", compare=False)

    def text(self, digest: str) -> str:
        """Return what people read: ``第3版 · 2023-06-08 · a1b2c3d``; ``digest`` stands in where nobody has counted."""
        if not self.number:
            return f"{'未提交 · ' if self.modified else ''}内容摘要 {digest}"
        after = "之后有未提交的修改" if self.modified else ""
        return " · ".join((f"第{self.number}版{after}", f"{self.day:%Y-%m-%d}", self.commit[:SHORT_COMMIT]))

    @property
    def values(self) -> dict[str, Any]:
        """The revision in values of JSON, for manifests."""
        return {
            "number": self.number,
            "commit": self.commit,
            "date": self.day.isoformat() if self.day else "",
            "modified": self.modified,
        }


def read_revision(values: Mapping[str, Any]) -> Revision:
    """Return the revision that ``values`` recorded, for who builds the same again elsewhere.

    Raises ValueError for values that are none.
    """
    number, commit, day = (values.get(key) for key in ("number", "commit", "date"))
    if type(number) is not int or number < 0 or not isinstance(commit, str) or not isinstance(day, str):
        raise ValueError("版本记录不完整")
    if bool(number) != bool(commit and day) or not isinstance(values.get("modified"), bool):
        raise ValueError("版本记录自相矛盾")
    return Revision(number, commit, date.fromisoformat(day) if day else None, values["modified"])
