"""A file that is no sound .docx is refused with a reason, in bounded memory; one that is odd but sound is measured."""

from __future__ import annotations

import random
import struct
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from builders.conform.docx import inspect_docx
from builders.conform.docx.stories import MOST_PARAGRAPHS
from builders.conform.unreadable import Unreadable
from tests.conform.docx.documents import written
from tests.conform.docx.wordfiles import p, word

MEBIBYTE = 1 << 20


def repacked(change: dict[str, bytes], *, drop: str = "") -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(written("report"))) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        names = [name for name in source.namelist() if name != drop]
        for name in names:
            target.writestr(name, change.get(name, source.read(name)))
        for name in change.keys() - set(names):
            target.writestr(name, change[name])
    return stream.getvalue()


def flagged(content: bytes) -> bytes:
    """The same archive with the flag of encryption on every entry of its directory."""
    made = bytearray(content)
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        flags = struct.unpack_from("<H", made, at + 8)[0]
        struct.pack_into("<H", made, at + 8, flags | 1)
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def doubled() -> bytes:
    stream = BytesIO(written("report"))
    with ZipFile(stream, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", "<a/>")
    return stream.getvalue()


WIDE = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "不完整"),
    "no archive": (lambda: b"PK\x03\x04" + b"x" * 100, "不完整"),
    "cut short": (lambda: written("report")[:-500], "不完整"),
    "encrypted entries": (lambda: flagged(written("report")), "密码"),
    "no text": (lambda: repacked({}, drop="word/document.xml"), "没有 Word 正文"),
    "text that is no Word text": (lambda: repacked({"word/document.xml": b"<a/>"}), "没有 Word 正文"),
    "text that breaks off": (lambda: repacked({"word/document.xml": b"<w:document"}), "不是完整的 XML"),
    "a document type": (
        lambda: repacked({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "DOCTYPE",
    ),
    "a document type in another encoding": (
        lambda: repacked({"word/styles.xml": WIDE}),
        "DOCTYPE",
    ),
    "elements nested without end": (
        lambda: repacked({"word/document.xml": b"<a>" * 5000 + b"</a>" * 5000}),
        "不是完整的 XML",
    ),
    "an archive bomb": (lambda: repacked({"word/media/a.bin": b"\0" * (150 * MEBIBYTE)}), "压缩炸弹"),
    "an XML bomb": (lambda: repacked({"word/styles.xml": b" " * (65 * MEBIBYTE)}), "超过64兆字节"),
    "thousands of entries": (lambda: repacked({f"a{n}": b"" for n in range(5001)}), "5000"),
    "a path to the outside": (lambda: repacked({"../a.xml": b""}), "恶意"),
    "two parts of one name": (doubled, "同名"),
    "paragraphs without end": (lambda: word("<w:p/>" * (MOST_PARAGRAPHS + 1)), "不像正常的公文"),
}
DAMAGE = ("", "0", "-1", "1e9", "1e400", "nan", "x", "99999999999", "０", "auto", "3.7cm")


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_measured_is_refused_with_a_reason(name: str) -> None:
    make, reason = HOSTILE[name]

    with pytest.raises(Unreadable, match=reason):
        inspect_docx(make())


def test_a_part_larger_than_its_directory_says_is_not_read_to_its_end() -> None:
    content = bytearray(repacked({"word/styles.xml": b" " * (65 * MEBIBYTE)}))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"word/styles.xml"))
    struct.pack_into("<I", content, at + 24, 1000)

    with pytest.raises(Unreadable):
        inspect_docx(bytes(content))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked({"word/media/a.bin": b"\0" * (150 * MEBIBYTE)})
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable):
            inspect_docx(bomb)
        assert tracemalloc.get_traced_memory()[1] < 10 * MEBIBYTE
    finally:
        tracemalloc.stop()


def test_a_part_that_nobody_reads_may_be_large() -> None:
    noise = random.Random(1).randbytes(5 * MEBIBYTE)

    assert inspect_docx(repacked({"word/media/photo.jpg": noise})).conforms


@pytest.mark.parametrize("seed", range(40))
def test_damaged_numbers_and_lost_elements_never_stop_the_measuring(seed: int) -> None:
    chance = random.Random(seed)
    with ZipFile(BytesIO(written("joint and sealed"))) as package:
        parts = {name: package.read(name).decode() for name in ("word/document.xml", "word/styles.xml")}
    for name, text in parts.items():
        words = text.split('"')
        for _ in range(60):
            at = 2 * chance.randrange(len(words) // 2) + 1
            if not words[at].startswith("http"):
                words[at] = chance.choice(DAMAGE)
        parts[name] = '"'.join(words)

    assert inspect_docx(repacked({name: text.encode() for name, text in parts.items()})).findings


def test_a_document_without_anything_is_measured() -> None:
    assert inspect_docx(word("")).findings


def test_a_document_of_one_blank_paragraph_is_measured() -> None:
    assert inspect_docx(word(p(""))).findings
