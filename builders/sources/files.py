"""Reading files of the workspace: no links, no huge files, strict decoding, and a Chinese sentence when it fails."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError, FileError

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK = b"\xef\xbb\xbf"
_ENOUGH = 3
"""So many Chinese characters decoded as UTF-8 are no coincidence."""


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
        raise FileError(f"不能读取 {shown}：{fault.strerror}。") from fault


def _refuse_links(path: Path, shown: str) -> None:
    if path.is_symlink():
        raise FileError(f"{shown} 是一个链接，不能使用。请换成文件本身。")
    inside = PurePosixPath(shown)
    if inside.is_absolute():
        return
    for above, folder in zip(path.parents, inside.parents[:-1], strict=False):
        if above.is_symlink():
            raise FileError(f"{shown} 的文件夹 {folder} 是一个链接，不能使用。请换成文件夹本身。")


def decode(content: bytes, shown: str) -> tuple[str, str]:
    """Return the text and the name of the encoding: UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030.

    The whole file must decode strictly; nothing is guessed from a sample. Raises DataError otherwise, also for UTF-8
    that is damaged somewhere: GB18030 would make other characters of it.
    """
    if content.startswith(_UTF_16_MARKS):
        return _decoded(content, "utf-16", shown), "utf-16"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8", "replace")
        if content.startswith(_UTF_8_MARK) or _chinese_characters(before) >= _ENOUGH:
            cure = "请从原文件重新导出为“CSV UTF-8”"
            raise _undecodable(shown, before.count("\n") + 1, "文字已损坏（UTF-8）", cure) from fault
        return _decoded(content, "gb18030", shown), "gb18030"
    if not text.isascii() and not _chinese_characters(text) and not content.startswith(_UTF_8_MARK):
        try:  # a few pairs of Chinese characters in GB18030 are Latin or Greek letters in UTF-8
            return content.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            pass
    return text, "utf-8-sig"


def _decoded(content: bytes, encoding: str, shown: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        line = content[: fault.start].decode(encoding, "replace").count("\n") + 1
        cure = "请在 Excel 或 WPS 中另存为“CSV UTF-8”"
        raise _undecodable(shown, line, "文字编码无法识别", cure) from fault


def _chinese_characters(text: str) -> int:
    return sum("\u2e80" <= character <= "\u9fff" or character >= "\U00020000" for character in text)


def _undecodable(shown: str, line: int, message: str, cure: str) -> DataError:
    problem = Diagnostic(Place(shown, line), "D008", message, cure=cure)
    return DataError(f"{shown} 第{line}行{message}。{cure}。", [problem])


def read_text(path: Path, shown: str, largest: int) -> str:
    """Return the text of a UTF-8 file, line ends as LF.

    Raises like ``read_bytes``, and DataError when it is not UTF-8.
    """
    content = read_bytes(path, shown, largest)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise _undecodable(shown, line, "不是 UTF-8 编码", "请用编辑器另存为 UTF-8") from fault
