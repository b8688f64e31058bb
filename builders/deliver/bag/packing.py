"""Packing (打成压缩包): a zip whose bytes depend on names and contents alone.

Nothing is compressed: what deflate makes of the same bytes differs from one zlib to another, and documents are zips
already. Written here rather than by zipfile, so that no version of Python changes a byte.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from builders.core.errors import UsageError

MOST_BYTES = 0xFFFF_0000
MOST_FILES = 0xFFFE
"""Beyond these a zip needs another layout (ZIP64), which some programs of archives do not read."""
_VERSION = 20
_UNIX = 3
_UTF_8 = 0x800
_STORED = 0
_TIME, _DATE = 0, 0x21
"""Midnight of 1 January 1980, the first moment that a zip knows."""
_MODE = 0o100644 << 16


def pack(files: Mapping[str, bytes], top: str) -> bytes:
    """Return a zip with the files below one folder ``top``, sorted by the bytes of their names.

    Raises UsageError for more than a plain zip holds.
    """
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise UsageError("内容超过 4GB 或65534个文件，不能打成压缩包。请用 --format dir。")
    body, directory = bytearray(), bytearray()
    for path in sorted(files, key=str.encode):
        content, name = files[path], f"{top}/{path}".encode()
        common = struct.pack(
            "<HHHHHLLLHH", _VERSION, _UTF_8, _STORED, _TIME, _DATE, zlib.crc32(content), len(content), len(content),
            len(name), 0,
        )  # fmt: skip
        directory += b"PK\x01\x02" + bytes((_VERSION, _UNIX)) + common
        directory += struct.pack("<HHHLL", 0, 0, 0, _MODE, len(body)) + name
        body += b"PK\x03\x04" + common + name + content
    count = len(files)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
