"""Watching (监视): the program under an audit hook that notes every file opened, program started and address called.

Started as ``python -m tests.safety.watching REPORT`` in a workspace, with the command lines as JSON on standard input.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

PATHS = {"os.rename": (0, 1), "os.remove": (0,), "os.mkdir": (0,), "os.rmdir": (0,), "os.link": (0, 1),
         "os.symlink": (1,), "os.chmod": (0,), "os.chown": (0,), "os.truncate": (0,), "os.utime": (0,),
         "shutil.copytree": (1,), "shutil.move": (0, 1), "shutil.rmtree": (0,)}  # fmt: skip
PROGRAMS = {"subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.startfile"}
CALLS = {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
CODE = {"ctypes.dlopen"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> int:
    """Run the command lines under the hook, then write what was seen."""
    from builders.cli.main import run

    seen: dict[str, set[str]] = {"read": set(), "written": set(), "started": set(), "called": set(), "loaded": set()}
    sys.addaudithook(noting(seen))
    codes = [run(order) for order in json.load(sys.stdin)]
    report = {"codes": codes, **{kind: sorted(found) for kind, found in list(seen.items())}}
    Path(sys.argv[1]).write_text(json.dumps(report), encoding="utf-8")
    return 0


def noting(seen: dict[str, set[str]]) -> Callable[[str, tuple[object, ...]], None]:
    """Return a hook that notes events."""

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str | bytes | os.PathLike):
                writing = isinstance(flags, int) and bool(flags & WRITING)
                seen["written" if writing else "read"].add(_absolute(path))
        elif event in PATHS:
            seen["written"].update(_absolute(arguments[at], _folder(event, arguments)) for at in PATHS[event])
        elif event in PROGRAMS:
            seen["started"].add(json.dumps([str(word) for word in _argv(arguments)]))
        elif event in CALLS:
            seen["called"].add(f"{event} {arguments[1:]!r}")
        elif event in CODE:
            seen["loaded"].add(str(arguments[0]))

    return note


def _argv(arguments: tuple[object, ...]) -> list[object]:
    words = arguments[1] if len(arguments) > 1 else arguments
    return list(words) if isinstance(words, list | tuple) else [words]


def _folder(event: str, arguments: tuple[object, ...]) -> int:
    """Return the open folder that a path is said from, -1 for the current one."""
    last = arguments[-1]
    return last if event in ("os.remove", "os.rmdir", "os.mkdir") and isinstance(last, int) else -1


def _absolute(path: object, folder: int = -1) -> str:
    """Return a path as it is said, from the root on; links stay as they are."""
    assert isinstance(path, str | bytes | os.PathLike | int)
    if isinstance(path, int):
        return str(path)
    start = Path.cwd() if folder < 0 else Path(f"/proc/self/fd/{folder}").readlink()
    return os.path.normpath(start / os.fsdecode(path))


if __name__ == "__main__":
    sys.exit(main())
