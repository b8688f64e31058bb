"""The content digest (内容摘要): equal for documents that hold the same, even where another zlib packed them.

A .docx is a zip, and so is a picture in it, in its way; two builds of zlib pack the same parts into other bytes. This
digest is made of the parts as they are unpacked.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from builders.core.digests import canonical_json, digest

MOST_BYTES = 300_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


def content_digest(content: bytes) -> str:
    """Return the content digest of a file; what is no zip and no PNG has its sha256."""
    try:
        if content.startswith(b"PK\x03\x04"):
            return _package(content)
        if content.startswith(_PNG):
            return _picture(content)
    except (BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, RuntimeError, EOFError):
        pass
    return digest(content)


def content_digest_of_all(files: Mapping[str, bytes]) -> str:
    """Return one content digest over files by name."""
    return digest(canonical_json({name: content_digest(content) for name, content in files.items()}))


def _package(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as package:
        entries = package.infolist()
        names = {entry.filename for entry in entries}
        if sum(entry.file_size for entry in entries) > MOST_BYTES or len(names) < len(entries):
            return digest(content)
        parts = [(entry.filename, _part(package.read(entry))) for entry in entries]
    return digest(canonical_json(sorted(parts)))


def _part(content: bytes) -> str:
    return _picture(content) if content.startswith(_PNG) else digest(content)


def _picture(content: bytes) -> str:
    """Return a digest of a PNG over its chunks, those of the picture itself unpacked and joined."""
    chunks: list[tuple[str, str]] = []
    pixels, at = zlib.decompressobj(), len(_PNG)
    unpacked, packed = bytearray(), False
    while at < len(content):
        length, kind = struct.unpack_from(">L4s", content, at)
        body = content[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"IDAT":
            unpacked += pixels.decompress(body, MOST_BYTES + 1 - len(unpacked))
            if len(unpacked) > MOST_BYTES:
                raise ValueError("a picture of no sensible size")
            chunks += [] if packed else [("IDAT", "")]
            packed = True
        else:
            chunks.append((kind.decode("latin-1"), digest(body)))
    return digest(canonical_json([chunks, digest(bytes(unpacked))]))
