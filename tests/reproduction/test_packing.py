"""Another zlib packs other bytes; what a document holds stays the same, and its content digest says so."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from zlib_ng import zlib_ng

from builders.cli.main import run
from builders.deliver.content_digest import content_digest, content_digest_of_all
from tests.workspaces import REPOSITORY, make_workspace

PNG = b"\x89PNG\r\n\x1a\n"
PICTURE = REPOSITORY / "content/handbook/specimen/once/assets/改造前.png"


@pytest.fixture(scope="module")
def packings(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The same document made with zlib and with zlib-ng."""
    made = []
    for library in (zlib, zlib_ng):
        root = tmp_path_factory.mktemp("workspace")
        make_workspace(root)
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(root)
            patch.setattr(zipfile, "zlib", library)
            assert run(["note", "--district", "丙县", "--format", "docx"]) == 0
        [document] = root.rglob("*.docx")
        made.append(document.read_bytes())
    return made


def test_a_document_made_with_another_zlib_has_other_bytes_and_the_same_content_digest(packings: list[bytes]) -> None:
    here, there = packings

    assert here != there
    assert content_digest(here) == content_digest(there)
    assert content_digest_of_all({"甲": here}) == content_digest_of_all({"甲": there})


def test_a_change_of_one_part_is_another_content(packings: list[bytes]) -> None:
    document, _ = packings

    assert content_digest(repacked(document, change="word/document.xml")) != content_digest(document)


@pytest.mark.parametrize("level", range(10))
def test_no_level_of_packing_changes_the_digest(packings: list[bytes], level: int) -> None:
    document, _ = packings

    assert content_digest(repacked(document, level)) == content_digest(document)


def repacked(document: bytes, level: int = 6, change: str = "") -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            content = old.read(entry) + (b" " if entry.filename == change else b"")
            new.writestr(entry, content, zipfile.ZIP_DEFLATED, level)
    return stream.getvalue()


def test_a_picture_packed_otherwise_is_the_same_picture() -> None:
    picture = PICTURE.read_bytes()
    again = packed_picture(picture, zlib_ng.compress(pixels(picture), 9))

    assert again != picture
    assert content_digest(again) == content_digest(picture)


def test_a_picture_with_another_pixel_is_another_picture() -> None:
    picture = PICTURE.read_bytes()
    changed = bytearray(pixels(picture))
    changed[-1] ^= 1

    assert content_digest(packed_picture(picture, zlib.compress(bytes(changed)))) != content_digest(picture)


def chunks(picture: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], len(PNG)
    while at < len(picture):
        length, kind = struct.unpack_from(">L4s", picture, at)
        found.append((kind, picture[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


def pixels(picture: bytes) -> bytes:
    return zlib.decompress(b"".join(body for kind, body in chunks(picture) if kind == b"IDAT"))


def packed_picture(picture: bytes, data: bytes) -> bytes:
    """The picture with other packed pixels, in one chunk."""
    out, put = PNG, False
    for kind, body in chunks(picture):
        if kind == b"IDAT" and put:
            continue
        put = put or kind == b"IDAT"
        content = data if kind == b"IDAT" else body
        out += struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))
    return out
