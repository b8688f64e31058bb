"""Reading everything (通读): any file as excerpts, told apart by its content and never by its name."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from io import StringIO

from builders.conform.contents.budget import DEEPEST, Budget
from builders.conform.contents.excerpt import Excerpt
from builders.conform.contents.markup import parsed, read_markup
from builders.conform.contents.packages import read_package
from builders.conform.contents.papers import read_paper
from builders.conform.contents.pictures import is_picture, read_picture
from builders.conform.contents.strings import decoded, is_text, strings
from builders.conform.inspecting import OLE, PDF_HEAD
from builders.conform.unreadable import Unreadable

_TAG = re.compile(r"<[^>]*>")
_PACKED = ((b"\x1f\x8b", "gz"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "rar"), (b"BZh", "bz2"), (b"\xfd7zXZ", "xz"))


def read_everything(content: bytes, name: str = "") -> Iterator[Excerpt]:
    """Yield everything readable in a file, down to the files in it: ``name`` only says whether text is a CSV.

    Raises Unreadable for a file that is damaged, encrypted or overblown; one inside another is told as ``unread``.
    """
    yield from _read(content, name, Budget())


def _read(content: bytes, name: str, budget: Budget) -> Iterator[Excerpt]:
    if content.startswith(b"PK"):
        yield from read_package(content, budget, _inner)
    elif b"%PDF-" in content[:PDF_HEAD]:
        yield from read_paper(content, budget, _inner)
    elif is_picture(content):
        yield from read_picture(content, budget)
    elif any(content.startswith(magic) for magic, _ in _PACKED):
        kind = next(kind for magic, kind in _PACKED if content.startswith(magic))
        raise Unreadable(f"{kind} 压缩文件打不开，没有检查里面的内容，请改用 zip 格式。")
    elif is_text(content):
        yield from _text(content, name)
    else:
        if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable("这个文件加了打开密码，不能检查。请去掉密码后重试。")
        yield from (Excerpt("", text) for text in strings(content))


def _inner(content: bytes, name: str, budget: Budget) -> Iterator[Excerpt]:
    """Yield what a file in another holds; what is wrong with it stops nothing else."""
    if budget.depth >= DEEPEST:
        yield Excerpt("", f"文件里套文件超过{DEEPEST}层，不再往下检查。", kind="unread")
        return
    budget.depth += 1
    try:
        yield from _read(content, name, budget)
    except Unreadable as reason:
        yield Excerpt("", str(reason), kind="unread")
    finally:
        budget.depth -= 1


def _text(content: bytes, name: str) -> Iterator[Excerpt]:
    text = decoded(content)
    if content.lstrip()[:1] == b"<":
        if parsed(content) is not None:
            yield from read_markup(content, "标记文本")
            return
        yield Excerpt("网页文字", html.unescape(_TAG.sub("", text)))
    rows = _rows(text) if name.lower().endswith(".csv") else []
    if rows:
        heads = rows[0][1]
        for number, row in rows:
            for index, cell in enumerate(row):
                yield Excerpt(f"第{number}行", cell, heads[index] if number > 1 and index < len(heads) else "")
    else:
        for number, line in enumerate(text.splitlines(), 1):
            yield Excerpt(f"第{number}行", line)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a table, each with the line that it ends in; none of a broken one, which is read by lines."""
    reader = csv.reader(StringIO(text))
    try:
        return [(reader.line_num, row) for row in reader]
    except csv.Error:
        return []
