"""A difference is told with its file and part; nothing that differs is passed over."""

from __future__ import annotations

import zipfile
from io import BytesIO

from tests.reproduction.comparing import differences


def package(parts: dict[str, bytes], level: int = 6) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name, content in parts.items():
            out.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, level)
    return stream.getvalue()


def test_the_same_files_do_not_differ() -> None:
    assert differences({"甲.pdf": b"1"}, {"甲.pdf": b"1"}) == []


def test_a_file_that_is_missing_on_one_side_is_named() -> None:
    assert differences({"甲.pdf": b""}, {"乙.pdf": b""}) == ["甲.pdf: only here", "乙.pdf: only there"]


def test_a_difference_is_told_from_its_first_byte_on() -> None:
    assert differences({"甲.pdf": b"abcd"}, {"甲.pdf": b"abxdef"}) == [
        "甲.pdf: from byte 2 on (4 and 6 bytes): abcd / abxdef"
    ]


def test_a_file_that_is_only_longer_differs() -> None:
    assert differences({"甲": b"abc"}, {"甲": b"abcd"}) == ["甲: from byte 3 on (3 and 4 bytes): abc / abcd"]


def test_a_difference_in_a_document_in_a_bundle_is_named_by_its_part() -> None:
    here = package({"报告.docx": package({"word/document.xml": b"<a/>", "same.xml": b""})})
    there = package({"报告.docx": package({"word/document.xml": b"<b/>", "same.xml": b""})})

    assert differences({"包.zip": here}, {"包.zip": there}) == [
        "包.zip → 报告.docx → word/document.xml: from byte 1 on (4 and 4 bytes): <a/> / <b/>"
    ]


def test_the_same_parts_packed_otherwise_are_a_difference_too() -> None:
    here, there = (package({"part": b"12345" * 1000}, level) for level in (1, 9))

    assert here != there
    assert differences({"a.docx": here}, {"a.docx": there}) == ["a.docx: the same parts, packed otherwise"]
