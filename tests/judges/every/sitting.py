"""A sitting (开庭): how long each judge took over all documents, told at the end with the page counts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Sitting:
    """What is told at the end of the session: seconds by judge, and lines of text."""

    seconds: dict[str, float] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @contextmanager
    def timed(self, judge: str) -> Iterator[None]:
        """Count the time of what is done inside for a judge."""
        start = time.monotonic()
        try:
            yield
        finally:
            self.seconds[judge] = self.seconds.get(judge, 0) + time.monotonic() - start

    def add(self, other: Sitting) -> None:
        """Take over what was told in another process."""
        for judge, taken in other.seconds.items():
            self.seconds[judge] = self.seconds.get(judge, 0) + taken
        self.remarks += other.remarks

    def lines(self) -> list[str]:
        """Return what to print."""
        return [*(f"{judge:<36}{taken:6.1f} s" for judge, taken in self.seconds.items()), *self.remarks]
