"""The container (文件包) of a workbook: a zip of XML parts, opened only when it is one, whole, and of a sane size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from builders.sources.catalogue_forms import refusal

LARGEST_FILE = 20_000_000
LARGEST_CONTENT = 100_000_000
MOST_PARTS = 5_000
MOST_ELEMENTS = 6_000_000
DEEPEST = 60
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_ENCRYPTED_FLAG = 0x1
_TYPES = "[content_types].xml"


@dataclass(frozen=True)
class Package:
    """The parts of a workbook by lower-case name; ``file`` is what messages call it."""

    file: str
    archive: ZipFile
    parts: dict[str, ZipInfo] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Return whether there is a part of that name."""
        return name.lower() in self.parts

    def events(self, name: str, forgotten: int = 3) -> Iterator[tuple[str, Element]]:
        """Yield start and end of every element of a part; what is complete is forgotten down to a depth.

        Raises DataError for what is no sound XML.
        """
        info = self.parts.get(name.lower())
        if info is None:
            raise refusal("X104", self.file, f"缺少 {name}")
        try:
            with self.archive.open(info) as stream:
                events: Iterator[tuple[str, Any]] = iterparse(stream, ("start", "end"), forbid_dtd=True)
                yield from self._passing(events, forgotten)
        except DefusedXmlException as fault:
            raise refusal("X108", self.file, name) from fault
        except (ParseError, ValueError, LookupError) as fault:  # LookupError: an encoding that nobody knows
            raise refusal("X104", self.file, f"{name} 不是完整的 XML") from fault
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as fault:
            raise refusal("X104", self.file, f"{name} 读不出来") from fault

    def _passing(self, events: Iterator[tuple[str, Element]], forgotten: int) -> Iterator[tuple[str, Element]]:
        """Yield the events, so that a part of a hundred megabytes is never in memory as a whole."""
        above: list[Element] = []
        count = 0
        for event, element in events:
            yield event, element
            if event == "start":
                above.append(element)
                count += 1
                if len(above) > DEEPEST or count > MOST_ELEMENTS:
                    raise refusal("X105", self.file, f"层次超过{DEEPEST}层或超过{MOST_ELEMENTS}个元素")
            else:
                above.pop()
                if 0 < len(above) < forgotten:
                    del above[-1][:]

    def elements(self, name: str) -> Iterator[Element]:
        """Yield every element of a part when it is complete."""
        for event, element in self.events(name):
            if event == "end":
                yield element


def local(tag: str) -> str:
    """Return a name without its namespace: the strict and the ordinary kind of workbook differ in nothing else."""
    return tag.rpartition("}")[2]


def open_package(content: bytes, file: str) -> Package:
    """Return the parts of a workbook. Raises DataError with the reason for everything that is none."""
    if content.startswith(_OLE):
        raise refusal("X103" if _ENCRYPTED in content else "X102", file)
    if not content.startswith((_ZIP, _EMPTY_ZIP)):
        raise refusal("X101", file, _nature(content))
    if len(content) > LARGEST_FILE:
        raise refusal("X105", file, f"超过{LARGEST_FILE // 1_000_000}MB")
    try:
        archive = ZipFile(BytesIO(content))
        listed = archive.infolist()
    except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError, EOFError) as fault:
        raise refusal("X104", file, "压缩包不完整") from fault
    if len(listed) > MOST_PARTS or sum(info.file_size for info in listed) > LARGEST_CONTENT:
        raise refusal("X105", file, f"解压后超过{LARGEST_CONTENT // 1_000_000}MB或{MOST_PARTS}个部件")
    if any(info.flag_bits & _ENCRYPTED_FLAG for info in listed):
        raise refusal("X103", file, "压缩包加密")
    parts: dict[str, ZipInfo] = {}
    for info in listed:
        name = info.filename.replace("\\", "/").lstrip("/").lower()
        if name in parts:
            raise refusal("X104", file, f"有两个 {info.filename}")
        parts[name] = info
    if _TYPES not in parts:
        raise refusal("X101", file, "是压缩包，但不是 Excel 文件")
    package = Package(file, archive, parts)
    _require_plain(package)
    return package


def _require_plain(package: Package) -> None:
    """Refuse macros, binary workbooks and documents of other programs, by what the package says of itself."""
    kinds = [element.get("ContentType", "").lower() for element in package.elements(_TYPES)]
    names = package.parts
    if any("macroenabled" in kind or "vbaproject" in kind or "macrosheet" in kind for kind in kinds) or any(
        name.endswith("vbaproject.bin") or "macrosheets/" in name for name in names
    ):
        raise refusal("X106", package.file)
    if any("sheet.binary" in kind for kind in kinds):
        raise refusal("X101", package.file, "是二进制工作簿 .xlsb")
    if any("externallink" in kind for kind in kinds) or any("externallinks/" in name for name in names):
        raise refusal("X107", package.file)
    if not any("spreadsheetml" in kind for kind in kinds):
        raise refusal("X101", package.file, "是别的文件，不是 Excel 工作簿")


def _nature(content: bytes) -> str:
    """Return what a file is that is no zip, as far as its beginning shows."""
    if not content:
        return "是空文件"
    if content.startswith(b"%PDF"):
        return "是 PDF 文件"
    head = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if head.startswith(b"<"):
        return "是网页或 XML 文件"
    if b"\x00" not in head and (b"," in head or b"\t" in head or "，".encode() in head):
        return "是 CSV 等文本文件"
    return "内容不是 Excel 格式"
