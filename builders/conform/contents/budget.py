"""The budget (限额): how much of a file is unpacked at most, counted over everything that lies in it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from builders.conform.unreadable import Unreadable

MOST_BYTES = 300_000_000
MOST_FILES = 20_000
MOST_OF_A_STREAM = 32_000_000
"""Of one deflated stretch in a PDF or a picture: drawings and metadata are far smaller."""
DEEPEST = 6
"""Files in files: a workbook in a document in a bundle in a bundle is four."""

_PIECE = 1 << 16


@dataclass
class Budget:
    """What is left to be unpacked; everything that is read from one file draws on the same."""

    bytes_left: int = MOST_BYTES
    files_left: int = MOST_FILES
    depth: int = 0

    def spend(self, size: int) -> None:
        """Count a file of so many bytes. Raises Unreadable when it is more than is left."""
        self.bytes_left -= size
        self.files_left -= 1
        if self.bytes_left < 0 or self.files_left < 0:
            raise Unreadable(
                f"解开后超过{MOST_BYTES // 1_000_000}MB或{MOST_FILES}个文件，可能是压缩炸弹，不再往下检查。"
            )

    def inflate(self, content: bytes) -> bytes:
        """Return deflated content as far as it is sound. Raises Unreadable beyond what a stretch may be."""
        most = min(self.bytes_left, MOST_OF_A_STREAM)
        unpacker = zlib.decompressobj()
        unpacked = bytearray()
        try:
            for start in range(0, len(content), _PIECE):
                unpacked += unpacker.decompress(content[start : start + _PIECE], most + 1 - len(unpacked))
                if len(unpacked) > most or unpacker.eof:
                    break
        except zlib.error:
            pass  # what came before the damage is kept
        self.spend(len(unpacked))
        if len(unpacked) > MOST_OF_A_STREAM:
            raise Unreadable(f"有一段数据解开后超过{MOST_OF_A_STREAM // 1_000_000}MB，可能是压缩炸弹，不检查。")
        return bytes(unpacked)
