"""The allowance (额度) of one rendering: how many steps a template may take, how much text, how long it may work.

Rendering runs in the program itself, so a template without an end must be stopped from inside: loops, calls, filters
and everything printed draw on the allowance. Steps are counted and not timed, so that a slow machine refuses what a
fast one refuses; the time is only for what few steps can do slowly.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

from jinja2.runtime import Context

from builders.compose.faults import Boundless
from builders.compose.markup import Markdown

MOST_STEPS = 3_000_000
"""A table of 100 000 rows and ten columns takes 1 100 000; no document of the workspace takes 5 000."""
MOST_CHARACTERS = 5_000_000
"""Of one text. What is made altogether is held by the steps: a step for each ``CHARACTERS_A_STEP``."""
CHARACTERS_A_STEP = 100
STEPS_OF_A_TEMPLATE = 30
"""What it takes to begin a template that another one includes."""
LONGEST_S = 120.0
MOST_NESTED = 100_000


class Allowance:
    """What is left to one rendering; each method raises Boundless when it is used up."""

    def __init__(self, steps: int = MOST_STEPS, longest_s: float = LONGEST_S) -> None:
        """Begin with everything."""
        self.left = steps
        self._longest_s = longest_s
        self._until = time.monotonic() + longest_s

    def spend(self, steps: int = 1) -> None:
        """Take steps."""
        self.left -= steps
        if self.left < 0:
            raise Boundless("循环、调用或打印的次数太多，没有尽头")
        if time.monotonic() > self._until:
            raise Boundless(f"运行超过{self._longest_s:g}秒")

    def spend_on(self, text: str) -> None:
        """Take the steps of making a text."""
        if len(text) > MOST_CHARACTERS:
            raise too_long()
        self.spend(1 + len(text) // CHARACTERS_A_STEP)

    def spend_on_arguments(self, given: Iterable[object]) -> None:
        """Take the steps of a call: it may look at every member of every argument."""
        self.spend(1 + sum(_size(each) for each in given))

    def admit(self, made: object) -> object:
        """Return a list, tuple or dict that a template writes out; one in another may not grow without end."""
        self.spend(_expanded(made))
        return made

    def renew(self) -> None:
        """Let the time begin anew, after work that has a limit of its own."""
        self._until = time.monotonic() + self._longest_s


def joined_within(separator: str, parts: Iterable[str]) -> Markdown:
    """Return the parts joined. Raises Boundless before a text that is too long has been made."""
    kept, length = [], 0
    for part in parts:
        kept.append(part)
        length += len(part) + len(separator)
        if length > MOST_CHARACTERS + len(separator):
            raise too_long()
    return Markdown(separator.join(kept))


def too_long() -> Boundless:
    """Return the fault of a text that is longer than any document."""
    return Boundless(f"文稿过长（超过{MOST_CHARACTERS // 1_000_000}百万字）")


def _size(value: object) -> int:
    if isinstance(value, str):
        return len(value) // CHARACTERS_A_STEP
    # Jinja's own context calls itself a mapping and has no length.
    return len(value) if isinstance(value, list | tuple | Mapping) and not isinstance(value, Context) else 0


def _expanded(made: object) -> int:
    """Return how many members a value has, with those of its members: 1 for what is no list."""
    count, waiting = 0, [made]
    while waiting:
        each = waiting.pop()
        count += 1
        if count > MOST_NESTED:
            raise Boundless("列表套列表，内容太多")
        if isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list | tuple):
            waiting.extend(each)
    return count
