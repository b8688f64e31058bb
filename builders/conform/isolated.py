"""The isolated process (隔离进程): bytes on standard input, an inspection as JSON on standard output.

Started by ``isolation.py`` as ``python -m builders.conform.isolated PROFILE``; nothing else imports it.
"""

from __future__ import annotations

import json
import sys

from builders.conform.finding import PROFILES
from builders.conform.inspecting import inspect
from builders.conform.rows import to_values
from builders.conform.unreadable import Unreadable

MEMORY_BYTES = 1_000_000_000
OVERBLOWN = "检验这个文件需要的内存超过限制，不像正常的公文，不检验。"


def main() -> None:
    """Measure what is on standard input."""
    limit_memory(MEMORY_BYTES)
    [profile] = [known for known in PROFILES if known == sys.argv[1]]
    try:
        answer = to_values(inspect(sys.stdin.buffer.read(), profile))
    except Unreadable as reason:
        answer = {"unreadable": str(reason)}
    except (MemoryError, RecursionError):
        answer = {"unreadable": OVERBLOWN}
    sys.stdout.write(json.dumps(answer))


def limit_memory(most: int) -> None:
    """Let the process take so many bytes of address space, where the system knows how (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ValueError, OSError):  # macOS refuses a limit below what it has mapped
        return


if __name__ == "__main__":
    main()
