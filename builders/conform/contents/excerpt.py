"""An excerpt (摘录): a piece of what a file holds, where in the file it is, and what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["text", "position", "device", "author", "unread"]
"""``position`` is where a picture was taken, ``device`` by which device, ``author`` by whom; ``unread`` is a part that
could not be read, and its text says why."""

BETWEEN = " ▸ "


@dataclass(frozen=True)
class Excerpt:
    """``where`` is in Chinese, the outermost file first; ``context`` is the header or the label beside the text."""

    where: str
    text: str = field(repr=False)
    context: str = field(default="", repr=False)
    kind: Kind = "text"

    def inside(self, outer: str) -> Excerpt:
        """Return the excerpt as one of a file that lies in another."""
        return replace(self, where=f"{outer}{BETWEEN}{self.where}" if self.where else outer)


_MANY_DIGITS = re.compile(r"\d(?:\W{0,3}\d){6}")


def needs_context(text: str) -> bool:
    """Whether a text has so many digits that it matters what stands beside it; asking that takes time."""
    return bool(_MANY_DIGITS.search(text))
