"""Reading a file from outside in a process of its own (隔离通读), with limits of time and memory.

Started as ``python -m builders.conform.contents.isolated NAME`` by ``read_isolated``: bytes on standard input, excerpts
as JSON on standard output.
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple

from builders.conform.contents.excerpt import Excerpt
from builders.conform.contents.reading import read_everything
from builders.conform.isolated import MEMORY_BYTES, OVERBLOWN, limit_memory
from builders.conform.isolation import TIMEOUT_S, run_isolated
from builders.conform.unreadable import Unreadable


def read_isolated(content: bytes, name: str = "", timeout_s: float = TIMEOUT_S) -> list[Excerpt]:
    """Return everything readable in a file that nobody vouches for, as ``read_everything`` does.

    Raises Unreadable as that does, and when reading crashed or exceeded its limits.
    """
    answer = run_isolated(__name__, name, content=content, timeout_s=timeout_s)
    return [Excerpt(*values) for values in answer["excerpts"]]


def main() -> None:
    """Read what is on standard input."""
    limit_memory(MEMORY_BYTES)
    answer: dict[str, object]
    try:
        answer = {"excerpts": [astuple(each) for each in read_everything(sys.stdin.buffer.read(), sys.argv[1])]}
    except Unreadable as reason:
        answer = {"unreadable": str(reason)}
    except (MemoryError, RecursionError):
        answer = {"unreadable": OVERBLOWN}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
