"""Reading files of the workspace: no links, no huge files, UTF-8 only, and a Chinese sentence when it fails."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError, FileError
from builders.core.reasons import reason


def read_bytes(path: Path, shown: str, largest: int) -> bytes:
    """Return the bytes of a regular file of at most ``largest`` bytes; ``shown`` is its path inside the workspace.

    Raises FileError for a missing file, a folder, a link or a file behind one, DataError for one that is too large.
    """
    try:
        _refuse_links(path, shown)
        if not path.is_file():
            raise FileError(f"没有文件 {shown}。")
        if path.stat().st_size > largest:
            raise DataError(f"{shown} 太大（超过{largest // 1_000_000}MB）。请检查是否放错了文件。")
        return path.read_bytes()
    except OSError as fault:
        raise FileError(f"不能读取 {shown}：{reason(fault)}。") from fault


def _refuse_links(path: Path, shown: str) -> None:
    if path.is_symlink():
        raise FileError(f"{shown} 是一个链接，不能使用。请换成文件本身。")
    inside = PurePosixPath(shown)
    if inside.is_absolute():
        return
    for above, folder in zip(path.parents, inside.parents[:-1], strict=False):
        if above.is_symlink():
            raise FileError(f"{shown} 的文件夹 {folder} 是一个链接，不能使用。请换成文件夹本身。")


def read_text(path: Path, shown: str, largest: int) -> str:
    """Return the text of a UTF-8 file, line ends as LF.

    Raises like ``read_bytes``, and DataError when it is not UTF-8.
    """
    content = read_bytes(path, shown, largest)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        message, cure = "不是 UTF-8 编码", "请用编辑器另存为 UTF-8"
        problem = Diagnostic(Place(shown, line), "D008", message, cure=cure)
        raise DataError(f"{shown} 第{line}行{message}。{cure}。", [problem]) from fault
