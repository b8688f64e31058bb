"""Closed doors (门禁): what a notebook may not do by mistake: reach a network, start programs, read past its data.

It runs inside the kernel before the first cell. Python calls the hook before each such step and nothing can take it
away again. It keeps honest notebooks honest; notebooks are templates, and whoever writes them is trusted as such.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NETWORK = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr",
)  # fmt: skip
_PROGRAMS = (
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork", "os.forkpty",
    "pty.spawn",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def close_doors(workspace: str) -> None:
    """Close them for the rest of this process; ``workspace`` is the folder whose files only the program reads."""
    root, own = os.path.realpath(workspace), os.path.realpath(Path.cwd())
    places = (sys.prefix, sys.base_prefix, *sys.path, str(Path(__file__).parents[2]))
    code = {os.path.realpath(each) for each in places} - {root, own}

    def guard(event: str, arguments: tuple[object, ...]) -> None:
        if event in _NETWORK:
            raise PermissionError("笔记本不能访问网络")
        if event in _PROGRAMS:
            raise PermissionError("笔记本不能启动其他程序")
        opened = arguments[0] if event == "open" else None
        if isinstance(opened, str | bytes):  # a number is a file that is open already
            path = os.path.realpath(os.fsdecode(opened))
            if _below(path, own) or path == os.devnull:
                return
            if _writes(arguments):
                raise PermissionError("笔记本不能写文件")
            if _below(path, root) and not any(_below(path, each) for each in code):
                raise PermissionError("笔记本只能用给它的数据和视图，不能自己读工作区的文件")

    sys.addaudithook(guard)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _writes(arguments: tuple[object, ...]) -> bool:
    mode, flags = arguments[1], arguments[2]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & _WRITING)
