"""EXIF (拍摄信息): the directories of TIFF, in which cameras and telephones write where, when and by whom."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from builders.conform.contents.excerpt import Excerpt, Kind
from builders.conform.contents.strings import decoded, strings

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_DIRECTORIES = {0x8769: "EXIF", 0xA005: "EXIF", 0x8825: "GPS", 0x014A: "EXIF"}
_MOST_ENTRIES = 1000
_MOST_DIRECTORIES = 50
_LONGEST = 1_000_000

_NAMES: dict[int, tuple[str, Kind]] = {
    0x010E: ("图像描述", "text"),
    0x013B: ("作者", "author"),
    0x9C9D: ("作者", "author"),
    0xA430: ("相机所有者", "author"),
    0xA431: ("机身编号", "device"),
    0xA435: ("镜头编号", "device"),
    0xC62F: ("机身编号", "device"),
    0x9C9B: ("标题", "text"),
    0x9C9C: ("备注", "text"),
    0x9C9E: ("关键词", "text"),
    0x9C9F: ("主题", "text"),
    0x9286: ("用户注释", "text"),
    0x8298: ("版权", "text"),
    0x013C: ("设备名称", "text"),
    0x927C: ("厂商注释", "text"),
}
_WIDE = range(0x9C9B, 0x9CA0)
_COMMENT = 0x9286
_NOTES = (0x927C, 0x83BB, 0x8649, 0x02BC)
"""Blocks with a format of their own: the camera maker's, IPTC, Photoshop's, XMP."""
_LATITUDE, _LONGITUDE = 2, 4


def read_exif(content: bytes) -> Iterator[Excerpt]:
    """Yield what the directories say in words, and whether they say a place; damaged ones as far as they are sound."""
    order = {b"II": "<", b"MM": ">"}.get(content[:2])
    if order is None or len(content) < 8:
        return
    waiting = [("EXIF", struct.unpack_from(f"{order}I", content, 4)[0])]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_DIRECTORIES:
        name, start = waiting.pop()
        if start in seen or not 8 <= start <= len(content) - 2:
            continue
        seen.add(start)
        tags = dict(_entries(content, order, start, waiting))
        if name == "GPS" and _LATITUDE in tags and _LONGITUDE in tags:
            yield Excerpt("GPS", "", kind="position")
        for tag, value in tags.items():
            yield from _told(name, tag, value)


def _entries(content: bytes, order: str, start: int, waiting: list[tuple[str, int]]) -> Iterator[tuple[int, bytes]]:
    """Yield the values of a directory by tag, and put the directories that it names on the list."""
    [count] = struct.unpack_from(f"{order}H", content, start)
    for place in range(start + 2, start + 2 + 12 * min(count, _MOST_ENTRIES), 12):
        if place + 12 > len(content):
            return
        tag, kind, number = struct.unpack_from(f"{order}HHI", content, place)
        size = _SIZES.get(kind, 1) * number
        [value] = struct.unpack_from(f"{order}I", content, place + 8)
        if tag in _DIRECTORIES:
            waiting.append((_DIRECTORIES[tag], value))
        elif size <= _LONGEST:
            yield tag, content[place + 8 : place + 8 + size] if size <= 4 else content[value : value + size]
    following = start + 2 + 12 * count
    if following + 4 <= len(content):
        waiting.append(("EXIF", struct.unpack_from(f"{order}I", content, following)[0]))


def _told(directory: str, tag: int, value: bytes) -> Iterator[Excerpt]:
    name, kind = _NAMES.get(tag, (f"标签 {tag:#06x}", "text")) if directory != "GPS" else ("GPS 说明", "text")
    where = f"EXIF {name}"
    if tag in _NOTES:
        yield from (Excerpt(where, text) for text in (*strings(value), *_xmp(value)))
        return
    text = _text(tag, value).strip("\x00 \r\n")
    if text.replace("\n", "").replace("\r", "").isprintable():
        yield Excerpt(where, text, kind=kind if text else "text")
    else:
        yield from (Excerpt(where, each) for each in strings(value))


def _text(tag: int, value: bytes) -> str:
    if tag in _WIDE:
        return value.decode("utf-16-le", "replace")
    if tag == _COMMENT and value[:8] == b"UNICODE\x00":
        body = value[8:]
        return body.decode("utf-16-be" if body[:1] == b"\x00" else "utf-16-le", "replace")
    return decoded(value[8:] if tag == _COMMENT else value)


def _xmp(value: bytes) -> Iterator[str]:
    if b"<" in value:
        yield decoded(value)
