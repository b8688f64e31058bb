"""Hiding places in pictures: Pillow writes them, so that another hand than the reader's laid them out."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO

from PIL import Image
from PIL.ExifTags import IFD, Base
from PIL.PngImagePlugin import PngInfo


def saved(format: str, **how: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), (200, 0, 0)).save(out, format, **how)
    return out.getvalue()


def with_tags(tags: dict[int, object], directory: int | None = None, format: str = "JPEG") -> bytes:
    exif = Image.Exif()
    place = exif if directory is None else exif.get_ifd(directory)
    for tag, value in tags.items():
        place[tag] = value
    return saved(format, exif=exif)


def photo(comment: str) -> bytes:
    """A photo with a comment of its user."""
    return with_tags({Base.UserComment: b"ASCII\x00\x00\x00" + comment.encode()}, IFD.Exif)


def with_place(format: str = "JPEG") -> bytes:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[Base.Model] = "Camera"
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (41.0, 30.0, 0.0), 3: "E", 4: (120.0, 30.0, 0.0)})
    return saved(format, exif=exif)


def with_segment(marker: int, body: bytes) -> bytes:
    """A JPEG with one more segment right behind its head."""
    picture = saved("JPEG")
    return picture[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body + picture[2:]


def with_chunk(key: str, value: str, *, packed: bool = False, unicode: bool = False) -> bytes:
    """A PNG with words in it."""
    info = PngInfo()
    if unicode:
        info.add_itxt(key, value, zip=packed)
    else:
        info.add_text(key, value, zip=packed)
    return saved("PNG", pnginfo=info)


def packet(inside: str) -> str:
    """A packet of XMP."""
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d xmlns:exif="http://ns.adobe.com/exif/1.0/" {inside}/></x:xmpmeta>'


def xmp(inside: str) -> bytes:
    return b"http://ns.adobe.com/xap/1.0/\x00" + packet(inside).encode()


def iptc(said: str) -> bytes:
    body = said.encode()
    return b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x20\x1c\x02\x78" + struct.pack(">H", len(body)) + body


def hidden_in_pictures() -> dict[str, tuple[Callable[[str], bytes], str]]:
    """Return for each place the maker of a file and what its place is called."""
    wide = b"UNICODE\x00"
    return {
        "a comment of the user": (photo, "EXIF 用户注释"),
        "a comment in two-byte characters": (
            lambda s: with_tags({Base.UserComment: wide + s.encode("utf-16-be")}, IFD.Exif),
            "EXIF 用户注释",
        ),
        "the description": (lambda s: with_tags({Base.ImageDescription: s}), "EXIF 图像描述"),
        "a remark of Windows": (lambda s: with_tags({Base.XPComment: s.encode("utf-16-le")}), "EXIF 备注"),
        "the maker's note": (
            lambda s: with_tags({Base.MakerNote: b"\x01\x00\xff" + s.encode()}, IFD.Exif),
            "EXIF 厂商注释",
        ),
        "the name of the place": (
            lambda s: with_tags({28: b"ASCII\x00\x00\x00" + s.encode()}, IFD.GPSInfo),
            "EXIF GPS 说明",
        ),
        "a JPEG's comment": (lambda s: saved("JPEG", comment=s.encode()), "JPEG 注释"),
        "XMP": (lambda s: with_segment(0xE1, xmp(f'exif:UserComment="{s}"')), "XMP"),
        "IPTC": (lambda s: with_segment(0xED, iptc(s)), "IPTC 说明"),
        "a segment of some program": (lambda s: with_segment(0xE9, b"x\x00" + s.encode()), "图片附加信息"),
        "behind the end": (lambda s: saved("JPEG") + b"\x00\x01" + s.encode(), "图片末尾附加的数据"),
        "a PNG's text": (lambda s: with_chunk("Comment", s), "PNG 文字“Comment”"),
        "a PNG's packed text": (lambda s: with_chunk("Comment", s, packed=True), "PNG 文字“Comment”"),
        "a PNG's international text": (
            lambda s: with_chunk("Comment", s, packed=True, unicode=True),
            "PNG 文字“Comment”",
        ),
        "a PNG's EXIF": (lambda s: with_tags({Base.ImageDescription: s}, format="PNG"), "EXIF 图像描述"),
        "behind a PNG's end": (lambda s: saved("PNG") + s.encode(), "图片末尾附加的数据"),
        "a WebP's EXIF": (lambda s: with_tags({Base.ImageDescription: s}, format="WEBP"), "EXIF 图像描述"),
        "a WebP's XMP": (lambda s: saved("WEBP", xmp=packet(f'exif:UserComment="{s}"').encode()), "XMP"),
        "a TIFF": (lambda s: saved("TIFF", tiffinfo={Base.ImageDescription: s}), "EXIF 图像描述"),
        "a GIF's comment": (lambda s: saved("GIF", comment=s.encode()), "GIF 注释"),
    }
