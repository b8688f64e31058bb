"""The archive (压缩包): opens a .docx without trusting it; sizes are asked before anything is unpacked."""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from builders.conform.docx.names import RELATIONSHIP, STRICT, Element
from builders.conform.unreadable import Unreadable

MEBIBYTE = 1 << 20
MOST_UNPACKED = 200 * MEBIBYTE
MOST_OF_A_PART = 64 * MEBIBYTE
MOST_ENTRIES = 5000
STEEPEST = 250
"""Times that a part may grow; Word's own XML grows some ten to forty times."""
SMALL = 4 * MEBIBYTE
"""A part below this may grow as it likes."""
MAIN = "word/document.xml"
AGAIN = "请在 Word 或 WPS 中打开并另存为 .docx 后重试。"

_ENCRYPTED = 0x1


class Archive:
    """The parts of a .docx by name, parsed when asked for; raises Unreadable for what is no sound document."""

    def __init__(self, content: bytes) -> None:
        """Read the directory of the archive and refuse what is encrypted, overblown or ambiguous."""
        try:
            self._file = ZipFile(BytesIO(content))
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(f"文件不完整或已损坏，不是有效的 .docx。{AGAIN}") from error
        entries = self._file.infolist()
        refuse(entries)
        self._entries = {entry.filename: entry for entry in entries}
        self.main = self._main()
        self.relations = self.related(self.main)

    def tree(self, name: str) -> Element | None:
        """Return the root of a part; None when the document has no such part."""
        entry = self._entries.get(name)
        return None if entry is None else parse(self._read(entry), name)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the parts that a part refers to, by relationship id: the kind's last word and the part's name."""
        folder, file = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for each in () if root is None else root.iter(RELATIONSHIP):
            if each.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found

    def of_kind(self, kind: str) -> Element | None:
        """Return the part that the main part refers to as ``styles``, ``numbering``, ``settings`` or ``theme``."""
        name = next((target for each, target in self.relations.values() if each == kind), "")
        return self.tree(name) if name else None

    def _main(self) -> str:
        named = (target for kind, target in self.related("").values() if kind == "officeDocument")
        main = next(named, MAIN)
        if main not in self._entries:
            raise Unreadable("压缩包里没有 Word 正文，不是 .docx 文件；请检查是否传错了文件。")
        return main

    def _read(self, entry: ZipInfo) -> bytes:
        """Return a part; reads one byte past the limit, because a directory can lie about sizes."""
        try:
            with self._file.open(entry) as stream:
                content = stream.read(MOST_OF_A_PART + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            raise Unreadable(f"文件已损坏：{entry.filename} 无法解压。{AGAIN}") from error
        if len(content) > MOST_OF_A_PART:
            raise Unreadable(_too_large(entry.filename))
        return content


def parse(content: bytes, name: str) -> Element:
    """Return the root of an XML part; no document type, no entities, no network, no depth beyond the parser's 256."""
    if b"<!DOCTYPE" in content:
        raise Unreadable(f"{name} 含有文档类型声明（DOCTYPE），可能是恶意文件，不予读取。")
    if b"purl.oclc.org/ooxml" in content:
        for strict, usual in STRICT:
            content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"文件已损坏：{name} 不是完整的 XML。{AGAIN}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(f"{name} 含有文档类型声明（DOCTYPE），可能是恶意文件，不予读取。")
    return root


def refuse(entries: list[ZipInfo]) -> None:
    """Refuse an archive that its directory shows to be encrypted, overblown or ambiguous. Raises Unreadable."""
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"压缩包里有{len(entries)}个文件，超过{MOST_ENTRIES}个，不像正常的 .docx，不予读取。")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Unreadable(f"压缩包里有同名文件，不知以哪个为准。{AGAIN}")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable("文件有密码保护，无法读取；请取消密码后重试。")
        if ".." in entry.filename.split("/"):
            raise Unreadable("压缩包里有指向外部的路径，可能是恶意文件，不予读取。")
        if entry.filename.endswith((".xml", ".rels")) and entry.file_size > MOST_OF_A_PART:
            raise Unreadable(_too_large(entry.filename))
        if entry.file_size > SMALL and entry.file_size > STEEPEST * max(1, entry.compress_size):
            raise Unreadable(f"{entry.filename} 解压后膨胀超过{STEEPEST}倍，可能是压缩炸弹，不予读取。")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise Unreadable(f"文件解压后有{unpacked // MEBIBYTE}兆字节，超过{MOST_UNPACKED // MEBIBYTE}兆字节，不予读取。")


def _too_large(name: str) -> str:
    return f"{name} 解压后超过{MOST_OF_A_PART // MEBIBYTE}兆字节，不予读取。"
