"""The encoding of a table (文字编码): known from the whole file by strict decoding, never guessed from a sample."""

from __future__ import annotations

import codecs
import re

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError

_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK = b"\xef\xbb\xbf"
_CHINESE = re.compile("[\u2e80-\u9fff\U00020000-\U0010ffff]")
_ENOUGH = 3
"""So many Chinese characters decoded as UTF-8 are no coincidence."""
_PIECE = 1 << 20
_SIGNATURES = {
    b"PK\x03\x04": "Excel 或 WPS 工作簿",
    b"\xd0\xcf\x11\xe0": "旧版 Excel 或 WPS 工作簿（.xls）",
    b"%PDF": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
}
_WIDE = ((b",\0", b"\n\0"), (b"\0,", b"\0\n"))
_POINTER = b"version https://git-lfs.github.com/"


def encoding_of(content: bytes, shown: str) -> str:
    """Return the encoding of a table: ``utf-8-sig`` (with or without BOM), ``utf-16`` by its BOM, or ``gb18030``.

    The whole content decodes strictly in it, piece by piece. Raises DataError otherwise, also for UTF-8 that is damaged
    somewhere: GB18030 would make other characters of it.
    """
    _refuse_other_files(content, shown)
    if content.startswith(_UTF_16_MARKS):
        return _strict(content, "utf-16", shown)
    if content.isascii():
        return "utf-8-sig"
    try:
        chinese = _scan(content, "utf-8-sig")
    except UnicodeDecodeError:
        return _not_utf_8(content, shown)
    if not chinese and not content.startswith(_UTF_8_MARK):
        try:  # a few pairs of Chinese characters in GB18030 are Latin or Greek letters in UTF-8
            _scan(content, "gb18030")
        except UnicodeDecodeError:
            return "utf-8-sig"
        return "gb18030"
    return "utf-8-sig"


def decode(content: bytes, shown: str) -> tuple[str, str]:
    """Return the text and the name of the encoding, like ``encoding_of``."""
    encoding = encoding_of(content, shown)
    return content.decode(encoding), encoding


def _refuse_other_files(content: bytes, shown: str) -> None:
    """Refuse what only bears the name of a table."""
    kind = next((name for start, name in _SIGNATURES.items() if content.startswith(start)), "")
    if kind:
        raise _refused(
            shown, 1, "D022", f"不是 CSV，而是{kind}改了扩展名", "请打开原文件，另存为“CSV UTF-8（逗号分隔）”"
        )
    if content.startswith(_POINTER):
        raise _refused(shown, 1, "D022", "不是数据，而是 Git LFS 的指针", "请运行 git lfs pull 取回文件")
    wide = any(all(pair in content for pair in pairs) for pairs in _WIDE)
    if wide and not content.startswith(_UTF_16_MARKS):
        cure = "请另存为“CSV UTF-8（逗号分隔）”"
        raise _refused(shown, 1, "D008", "逗号和换行都占两个字节，像是没有标记（BOM）的 UTF-16", cure)


def _scan(content: bytes, encoding: str) -> bool:
    """Say whether the content, decoded strictly without ever holding all of its text, has a Chinese character."""
    decoder = codecs.getincrementaldecoder(encoding)()
    chinese = False
    for start in range(0, len(content), _PIECE):
        text = decoder.decode(content[start : start + _PIECE])
        chinese = chinese or _CHINESE.search(text) is not None
    decoder.decode(b"", final=True)
    return chinese


def _not_utf_8(content: bytes, shown: str) -> str:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = fault.object[: fault.start].decode("utf-8", "replace")
        if content.startswith(_UTF_8_MARK) or len(_CHINESE.findall(before)) >= _ENOUGH:
            start = len(content) - len(fault.object) + fault.start  # the codec has cut the mark off
            message = f"文字已损坏（UTF-8，第{start + 1}个字节起）"
            cure = "请从原文件重新导出为“CSV UTF-8”"
            raise _refused(shown, _line(before), "D008", message, cure) from fault
    return _strict(content, "gb18030", shown)


def _strict(content: bytes, encoding: str, shown: str) -> str:
    try:
        _scan(content, encoding)
    except UnicodeDecodeError:
        start = _first_fault(content, encoding)
        message = f"文字编码无法识别（第{start + 1}个字节起）"
        before = content[:start].decode(encoding, "replace")
        raise _refused(shown, _line(before), "D008", message, "请在 Excel 或 WPS 中另存为“CSV UTF-8”") from None
    return encoding


def _first_fault(content: bytes, encoding: str) -> int:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as fault:
        return fault.start
    return len(content)


def _line(before: str) -> int:
    """Return the line that follows ``before``, whatever its line ends are."""
    return before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


def _refused(shown: str, line: int, code: str, message: str, cure: str) -> DataError:
    problem = Diagnostic(Place(shown, line), code, message, cure=cure)
    return DataError(f"{shown} 第{line}行{message}。{cure}。", [problem])
