"""Pictures (图片): what a JPEG, PNG, GIF, TIFF or WebP says besides its pixels, read without decoding one of them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from builders.conform.contents.budget import Budget
from builders.conform.contents.excerpt import Excerpt
from builders.conform.contents.exif import read_exif
from builders.conform.contents.strings import decoded, strings

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
_EXIF = b"Exif\x00\x00"
_XMP = b"http://ns.adobe.com/x"
_PIXELS = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"iCCP", b"tRNS", b"fdAT")
_ALONE = (0x01, *range(0xD0, 0xD9))
_START_OF_SCAN, _COMMENT = 0xDA, 0xFE
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_POSITION = re.compile(r"GPSL(?:at|ong)itude\s*[=>]")
_DEVICE = re.compile(r"(?:Body|Lens|Camera)?SerialNumber\s*(?:=\s*[\"']|>)\s*([^\"'<]+)")
_CREATOR = re.compile(r"<dc:creator>.*?<rdf:li[^>]*>([^<]+)<", re.DOTALL)


def is_picture(content: bytes) -> bool:
    """Whether a file is a picture that is read here."""
    return content.startswith((PNG, JPEG, b"GIF8", b"II*\x00", b"MM\x00*")) or (
        content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    )


def read_picture(content: bytes, budget: Budget) -> Iterator[Excerpt]:
    """Yield what a picture says; a damaged one as far as it is sound."""
    if content.startswith(JPEG):
        yield from _jpeg(content)
    elif content.startswith(PNG):
        yield from _png(content, budget)
    elif content.startswith(b"RIFF"):
        yield from _webp(content)
    elif content.startswith(b"GIF8"):
        yield from (Excerpt("GIF 注释", text) for text in strings(content))
    else:
        yield from read_exif(content)


def _jpeg(content: bytes) -> Iterator[Excerpt]:
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xD9:
            yield from (Excerpt("图片末尾附加的数据", text) for text in strings(content[place + 2 :]))
            return
        if marker in _ALONE or marker == 0xFF:
            place += 1 if marker == 0xFF else 2
            continue
        [length] = struct.unpack_from(">H", content, place + 2)
        body = content[place + 4 : place + 2 + length]
        yield from _segment(marker, body)
        place += 2 + length
        if marker == _START_OF_SCAN:
            following = _NEXT_MARKER.search(content, place)
            place = following.start() if following else len(content)


def _segment(marker: int, body: bytes) -> Iterator[Excerpt]:
    if marker == _COMMENT:
        yield Excerpt("JPEG 注释", decoded(body))
    elif body.startswith(_EXIF):
        yield from read_exif(body[len(_EXIF) :])
    elif body.startswith(_XMP):
        yield from _xmp(decoded(body.partition(b"\x00")[2]))
    elif marker == 0xED:
        yield from (Excerpt("IPTC 说明", text) for text in _iptc(body))
    elif 0xE0 <= marker <= 0xEF and not body.startswith(b"ICC_PROFILE"):
        yield from (Excerpt("图片附加信息", text) for text in strings(body))


def _iptc(body: bytes) -> Iterator[str]:
    """Yield the data sets of IPTC: a tag marker, record, set, two bytes of length, text."""
    for found in re.finditer(rb"\x1c\x02.(..)", body, re.DOTALL):
        [length] = struct.unpack(">H", found[1])
        yield decoded(body[found.end() : found.end() + length])


def _png(content: bytes, budget: Budget) -> Iterator[Excerpt]:
    place = len(PNG)
    while place + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + length]
        place += 12 + length
        if name == b"eXIf":
            yield from read_exif(body)
        elif name in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _png_text(name, body, budget)
        elif name not in _PIXELS:
            yield from (Excerpt("PNG 附加信息", text) for text in strings(body))
        if name == b"IEND":
            break
    yield from (Excerpt("图片末尾附加的数据", text) for text in strings(content[place:]))


def _png_text(name: bytes, body: bytes, budget: Budget) -> Iterator[Excerpt]:
    key, _, rest = body.partition(b"\x00")
    if name == b"zTXt":
        rest = budget.inflate(rest[1:])
    elif name == b"iTXt":
        packed, rest = rest[:1] == b"\x01", rest[2:].split(b"\x00", 2)[-1]
        rest = budget.inflate(rest) if packed else rest
    said = decoded(rest)
    if b"XML:com.adobe.xmp" in key:
        yield from _xmp(said)
    elif key in (b"Author", b"Artist", b"Creator"):
        yield Excerpt(f"PNG 文字“{decoded(key)}”", said, kind="author")
    else:
        yield Excerpt(f"PNG 文字“{decoded(key)}”", said)


def _webp(content: bytes) -> Iterator[Excerpt]:
    place = 12
    while place + 8 <= len(content):
        name, length = struct.unpack_from("<4sI", content, place)
        body = content[place + 8 : place + 8 + length]
        place += 8 + length + length % 2
        if name == b"EXIF":
            yield from read_exif(body.removeprefix(_EXIF))
        elif name == b"XMP ":
            yield from _xmp(decoded(body))


def _xmp(text: str) -> Iterator[Excerpt]:
    """Yield a packet of XMP, and what it says of place, device and author."""
    if _POSITION.search(text):
        yield Excerpt("XMP", "", kind="position")
    for found in _DEVICE.finditer(text):
        yield Excerpt("XMP 设备编号", found[1].strip(), kind="device")
    for found in _CREATOR.finditer(text):
        yield Excerpt("XMP 作者", found[1].strip(), kind="author")
    yield Excerpt("XMP", text)
