"""Reading files of the workspace: no links, no huge files, strict decoding, and a Chinese sentence when it fails."""

from __future__ import annotations

from pathlib import Path

from builders.core.errors import DataError, FileError


def read_bytes(path: Path, shown: str, largest: int) -> bytes:
    """Return the bytes of a regular file of at most ``largest`` bytes.

    Raises FileError for a missing file, a link or a folder, DataError for one that is too large.
    """
    if path.is_symlink():
        raise FileError(f"{shown} 是一个链接，不能使用。请换成文件本身。")
    try:
        if not path.is_file():
            raise FileError(f"没有文件 {shown}。")
        if path.stat().st_size > largest:
            raise DataError(f"{shown} 太大（超过{largest // 1_000_000}MB）。请检查是否放错了文件。")
        return path.read_bytes()
    except OSError as fault:
        raise FileError(f"不能读取 {shown}：{fault.strerror}。") from fault


def decode(content: bytes, shown: str) -> tuple[str, str]:
    """Return the text and the name of the encoding: UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030.

    The whole file must decode strictly; nothing is guessed from a sample. Raises DataError otherwise.
    """
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    attempts = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in attempts:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError as fault:
            where = fault.start
    line = content[:where].count(b"\n") + 1
    raise DataError(f"{shown} 第{line}行的文字编码无法识别。请在 Excel 或 WPS 中另存为“CSV UTF-8”。")


def read_text(path: Path, shown: str, largest: int) -> str:
    """Return the text of a UTF-8 file, line ends as LF.

    Raises like ``read_bytes``, and DataError when it is not UTF-8.
    """
    content = read_bytes(path, shown, largest)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise DataError(f"{shown} 第{line}行不是 UTF-8 编码。请用编辑器另存为 UTF-8。") from fault
