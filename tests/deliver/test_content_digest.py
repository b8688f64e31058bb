"""The content digest is equal where only the packing differs, and differs where one byte of the content does."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from builders.core.digests import digest
from builders.deliver import content_digest as digests
from builders.deliver.content_digest import content_digest, content_digest_of_all

PARTS = {"word/document.xml": b"<w:t>" + b"12.5" * 500, "word/media/a.png": b""}


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def png(pixels: bytes = b"\0\1\2" * 90, level: int = 9, pieces: int = 1) -> bytes:
    packed = zlib.compress(pixels, level)
    size = -(-len(packed) // pieces)
    data = b"".join(chunk(b"IDAT", packed[at : at + size]) for at in range(0, len(packed), size))
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + data + chunk(b"IEND", b"")


def docx(picture: bytes, method: int = ZIP_DEFLATED, level: int | None = 9, turned: bool = False) -> bytes:
    stream = BytesIO()
    parts = {**PARTS, "word/media/a.png": picture}
    with ZipFile(stream, "w", method, compresslevel=level) as package:
        for name in reversed(parts) if turned else parts:
            package.writestr(name, parts[name])
    return stream.getvalue()


@pytest.mark.parametrize(
    "other",
    [
        docx(png(), level=1),
        docx(png(), ZIP_STORED, None),
        docx(png(), turned=True),
        docx(png(level=1)),
        docx(png(pieces=3)),
    ],
    ids=["another level", "not packed", "another order", "a picture packed otherwise", "a picture in pieces"],
)
def test_what_only_packing_changes_is_the_same(other: bytes) -> None:
    assert other != docx(png())
    assert content_digest(other) == content_digest(docx(png()))


@pytest.mark.parametrize("other", [docx(png(b"\0\1\3" * 90)), docx(png()).replace(b"document.xml", b"documemt.xml")])
def test_what_changes_a_part_its_name_or_a_pixel_is_another(other: bytes) -> None:
    assert content_digest(other) != content_digest(docx(png()))


def test_a_picture_too_large_to_unpack_has_the_digest_of_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "MOST_BYTES", 100)
    ends = [png(b"\0" * 200 + end, pieces=3) for end in (b"\1", b"\2")]

    assert [content_digest(each) for each in ends] == [digest(each) for each in ends]
    assert content_digest(png(b"\0" * 100, pieces=3)) == content_digest(png(b"\0" * 100, level=1))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"\x89PNG\r\n\x1a\n broken"])
def test_anything_else_has_its_sha256(content: bytes) -> None:
    assert content_digest(content) == digest(content)


def test_a_zip_in_a_zip_is_not_opened() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("inner", docx(png()))
    other = BytesIO()
    with ZipFile(other, "w") as package:
        package.writestr("inner", docx(png(), level=1))

    assert content_digest(stream.getvalue()) != content_digest(other.getvalue())


def test_many_files_have_one_digest_by_their_names() -> None:
    one = content_digest_of_all({"a": b"1", "b": b"2"})

    assert one == content_digest_of_all({"b": b"2", "a": b"1"})
    assert one != content_digest_of_all({"a": b"2", "b": b"1"})
