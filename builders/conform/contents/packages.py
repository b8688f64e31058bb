"""Packages (压缩包): every file in a .docx, .xlsx or any zip, each read as what it is, down to files in files."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from builders.conform.contents.budget import Budget
from builders.conform.contents.excerpt import Excerpt
from builders.conform.contents.markup import read_markup
from builders.conform.contents.sheets import BOOK, SHARED, read_sheets
from builders.conform.docx.archive import MOST_OF_A_PART, refuse
from builders.conform.unreadable import Unreadable

Inner = Callable[[bytes, str, Budget], Iterator[Excerpt]]
"""Reads a file that lies in another: its content, its name, what is left of the budget."""

_LABELS = tuple(
    (re.compile(pattern), label)
    for pattern, label in (
        (r"word/document\d*\.xml", "正文"),
        (r"word/header\d*\.xml", "页眉"),
        (r"word/footer\d*\.xml", "页脚"),
        (r"word/footnotes\.xml", "脚注"),
        (r"word/endnotes\.xml", "尾注"),
        (r"word/comments\w*\.xml|xl/(?:threadedC|c)omments/?\w*\.xml", "批注"),
        (r"word/people\.xml|xl/persons/.*", "批注人"),
        (r"word/settings\.xml", "文档设置"),
        (r"word/glossary/.*", "文档部件"),
        (r"docProps/(?:core|app)\.xml|meta\.xml", "文档属性"),
        (r"docProps/custom\.xml", "自定义属性"),
        (r"customXml/.*", "自定义 XML"),
        (r"(?:word|xl|ppt)/charts/.*", "图表"),
        (r"(?:word|xl|ppt)/diagrams/.*", "图示"),
        (r"xl/drawings/.*", "图形"),
        (r"xl/worksheets/(?!_rels).*", "工作表"),
        (r".*\.rels", "超链接"),
    )
)
_OF_CELLS = re.compile(r"xl/worksheets/[^/]+\.xml")
_UTF8_NAMES = 0x800


def read_package(content: bytes, budget: Budget, inner: Inner) -> Iterator[Excerpt]:
    """Yield everything in a package. Raises Unreadable for one that is no sound archive."""
    try:
        package = ZipFile(BytesIO(content))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("压缩包不完整或已损坏，不能检查，请重新保存或重新取得文件。") from error
    entries = package.infolist()
    refuse(entries)
    names = {entry.filename for entry in entries}
    office = "[Content_Types].xml" in names
    if package.comment:
        yield Excerpt("压缩包注释", package.comment.decode("utf-8", "replace"))
    if BOOK in names:
        yield from read_sheets(lambda name: _read(package, package.getinfo(name)) if name in names else b"")
    for entry in entries:
        name = _name(entry)
        yield Excerpt("包内文件名", name)
        if not entry.is_dir():
            yield from _entry(package, entry, name, budget, inner, office=office)


def _entry(
    package: ZipFile, entry: ZipInfo, name: str, budget: Budget, inner: Inner, *, office: bool
) -> Iterator[Excerpt]:
    try:
        content = _read(package, entry)
        budget.spend(len(content))
    except Unreadable as reason:
        yield Excerpt(name, str(reason), kind="unread")
        return
    if name == SHARED:
        return  # read with the cells that show them
    if office and name.endswith((".xml", ".rels", ".vml")):
        label = next((label for pattern, label in _LABELS if pattern.fullmatch(name)), name)
        for excerpt in read_markup(content, label):
            if not (_OF_CELLS.fullmatch(name) and excerpt.context in ("v", "t", "f")):
                yield excerpt
    else:
        yield from (excerpt.inside(name) for excerpt in inner(content, name, budget))


def _read(package: ZipFile, entry: ZipInfo) -> bytes:
    try:
        with package.open(entry) as stream:
            content = stream.read(MOST_OF_A_PART + 1)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable("这个文件已损坏或加了密码，不能检查。") from error
    if len(content) > MOST_OF_A_PART:
        raise Unreadable("这个文件解开后太大，不检查。")
    return content


def _name(entry: ZipInfo) -> str:
    """Return a name as it was given: Windows writes Chinese ones in its own encoding and does not say so."""
    if entry.flag_bits & _UTF8_NAMES:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
