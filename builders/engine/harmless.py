"""What runs by itself (会自己运行的内容) in a document: macros, scripts, embedded files, templates from afar.

Office files and PDFs that this program makes hold none, so whatever looks like one was put there by somebody.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

LARGEST_PART = 20_000_000
MOST_UNPACKED = 200_000_000
"""Of all streams of one PDF."""
_PROGRAMS = ("vbaproject.bin", "/activex/", "/embeddings/", "macrosheets/")
_MARKS_OF_PDF = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_STREAM = re.compile(rb"stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_HEAD_OF_STREAM = 400
"""Bytes before a stream in which its dictionary stands."""


def programs_in(name: str, content: bytes) -> list[str]:
    """Return the names of what may run by itself in a document, empty for one that cannot be read at all."""
    if name.endswith(".pdf"):
        return sorted({mark.decode() for text in _texts_of_pdf(content) for mark in _MARKS_OF_PDF if mark in text})
    if not name.endswith((".docx", ".xlsx")):
        return []
    try:
        with ZipFile(BytesIO(content)) as package:
            return sorted(part for entry in package.infolist() for part in _programs_of_part(package, entry))
    except (BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        return []  # told by who measures its form


def _programs_of_part(package: ZipFile, entry: ZipInfo) -> Iterator[str]:
    part = f"/{entry.filename.lower()}"
    if any(mark in part for mark in _PROGRAMS):
        yield part
    elif part.endswith(".rels"):
        # A template or a picture from elsewhere is fetched when the file is opened; a link waits to be clicked.
        content = package.read(entry) if entry.file_size <= LARGEST_PART else b""
        found = [each for each in _RELATIONSHIP.findall(content) if _EXTERNAL.search(each) and not _LINK.search(each)]
        if found or entry.file_size > LARGEST_PART:
            yield part


def _texts_of_pdf(content: bytes) -> Iterator[bytes]:
    """Yield where names may stand: the file itself, and the objects that are packed in streams."""
    yield _plain(content)
    view, left = memoryview(content), MOST_UNPACKED
    for match in _STREAM.finditer(content):
        if b"/ObjStm" in _plain(content[max(0, match.start() - _HEAD_OF_STREAM) : match.start()]) and left > 0:
            try:
                text = zlib.decompressobj().decompress(view[match.end() :], min(left, LARGEST_PART))
            except zlib.error:
                continue
            left -= len(text)
            yield _plain(text)


def _plain(text: bytes) -> bytes:
    """Return names as they are meant: a PDF may write any character of one as its number."""
    return _ESCAPE.sub(lambda escape: bytes((int(escape[1], 16),)), text)
