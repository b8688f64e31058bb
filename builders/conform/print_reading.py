"""Reading prints (读取打印的文字) in a process of its own: bytes in, the texts as JSON out.

Started as ``python -m builders.conform.print_reading``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from builders.conform.inspecting import kind
from builders.conform.isolated import MEMORY_BYTES, OVERBLOWN, limit_memory
from builders.conform.isolation import TIMEOUT_S, run_isolated
from builders.conform.prints import Print
from builders.conform.unreadable import Unreadable


def read_print(content: bytes) -> Print:
    """Return what a .docx or a .pdf prints. Raises Unreadable for anything else. Runs in this process."""
    if kind(content) == "pdf":
        from builders.conform.pdf import prints as pdf

        return pdf.read_print(content)
    from builders.conform.docx import prints as docx

    return docx.read_print(content)


def read_print_isolated(content: bytes, timeout_s: float = TIMEOUT_S) -> Print:
    """Return what a file that nobody vouches for prints.

    Raises Unreadable, also when reading crashed or exceeded its limits.
    """
    values = run_isolated("builders.conform.print_reading", content=content, timeout_s=timeout_s)
    return Print(**{name: tuple(texts) for name, texts in values.items()})


def main() -> None:
    """Read what is on standard input."""
    limit_memory(MEMORY_BYTES)
    try:
        answer = asdict(read_print(sys.stdin.buffer.read()))
    except Unreadable as reason:
        answer = {"unreadable": str(reason)}
    except (MemoryError, RecursionError):
        answer = {"unreadable": OVERBLOWN}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
