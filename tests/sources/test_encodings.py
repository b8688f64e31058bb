"""Bytes of a table: the whole file decodes strictly in one of four encodings, or it is refused with line and byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.errors import DataError
from builders.sources import encodings
from builders.sources.encodings import decode
from tests.sources.refusals import refusal, told

TEXT = "编号,名称\n1,镕堃玥\n2,𠮷野\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8-sig"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
    ],
)
def test_the_encodings_of_offices_are_known(encoding: str, named: str) -> None:
    assert decode(TEXT.encode(encoding), "表.csv") == (TEXT, named)


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf_16_is_known_by_its_mark_in_either_order(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "表.csv") == (TEXT, "utf-16")


def test_gbk_is_read_as_gb18030() -> None:
    assert decode("编号,名称\n1,双塔区\n".encode("gbk"), "表.csv") == ("编号,名称\n1,双塔区\n", "gb18030")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_text_is_changed_by_utf_8(text: str) -> None:
    assert decode(("编号\n" + text).encode(), "表.csv") == ("编号\n" + text, "utf-8-sig")


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4, max_size=30))
def test_gb18030_is_never_taken_for_utf_8(text: str) -> None:
    assert decode(text.encode("gb18030"), "表.csv") == (text, "gb18030")


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        decode(content, "表.csv")
    except DataError as error:
        assert error.diagnostics


WHOLE = TEXT.encode()


@pytest.mark.parametrize(
    ("damaged", "line", "byte"),
    [
        (WHOLE[:-5], 3, WHOLE.index("𠮷".encode()) + 1),
        (WHOLE.replace("玥".encode(), b"\xff"), 2, WHOLE.index("玥".encode()) + 1),
        (WHOLE + "双塔区".encode("gbk"), 4, len(WHOLE) + 3),
        (WHOLE.replace(b"\n", b"\r\n") + "双塔区".encode("gbk"), 4, len(WHOLE) + 6),
        (WHOLE.replace(b"\n", b"\r") + "双塔区".encode("gbk"), 4, len(WHOLE) + 3),
        (b"\xef\xbb\xbf" + "编号\n双塔区\n".encode("gbk"), 1, 4),
    ],
    ids=["cut short", "one byte spoilt", "two encodings mixed", "lines of Windows", "lines of old", "marked as UTF-8"],
)
def test_damaged_utf_8_is_never_read_as_something_else(damaged: bytes, line: int, byte: int) -> None:
    assert told(lambda: decode(damaged, "表.csv"), DataError) == [
        f"表.csv 第{line}行: [D008] 文字已损坏（UTF-8，第{byte}个字节起） → 请从原文件重新导出为“CSV UTF-8”"
    ]


def test_a_fault_of_bytes_is_a_sentence_too() -> None:
    error = refusal(lambda: decode(b"\xff\xff\xff", "表.csv"), DataError)
    assert error.message == ("表.csv 第1行文字编码无法识别（第1个字节起）。请在 Excel 或 WPS 中另存为“CSV UTF-8”。")


def test_utf_8_with_its_mark_may_be_of_any_language() -> None:
    assert decode("\ufeffé\n".encode(), "表.csv") == ("é\n", "utf-8-sig")


@pytest.mark.parametrize(
    ("content", "line", "byte"),
    [
        ("编号,名称\n".encode("gbk") + b"1,\xff\xff\n", 2, 13),
        ("编号,名称\n双".encode("gbk")[:-1], 2, 11),
        (TEXT.encode("utf-16")[:-1], 3, 37),
    ],
    ids=["neither", "half a character of GBK", "half a character of UTF-16"],
)
def test_bytes_of_no_known_encoding_are_refused_with_line_and_byte(content: bytes, line: int, byte: int) -> None:
    assert told(lambda: decode(content, "表.csv"), DataError) == [
        f"表.csv 第{line}行: [D008] 文字编码无法识别（第{byte}个字节起） → 请在 Excel 或 WPS 中另存为“CSV UTF-8”"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_no_piece_of_a_large_file_is_cut_in_a_character(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for size in range(1, 8):
        monkeypatch.setattr(encodings, "_PIECE", size)
        assert decode(TEXT.encode(encoding), "表.csv")[0] == TEXT


def test_a_fault_in_a_late_piece_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "_PIECE", 7)
    assert "第4行: [D008] 文字已损坏" in told(lambda: decode(WHOLE + b"\xff", "表.csv"), DataError)[0]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\x14\x00", "不是 CSV，而是Excel 或 WPS 工作簿改了扩展名"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "不是 CSV，而是旧版 Excel 或 WPS 工作簿（.xls）改了扩展名"),
        (b"%PDF-1.7", "不是 CSV，而是PDF 文件改了扩展名"),
        (b"\x89PNG\r\n", "不是 CSV，而是图片改了扩展名"),
        (b"version https://git-lfs.github.com/spec/v1\n", "不是数据，而是 Git LFS 的指针"),
        (TEXT.encode("utf-16-le"), "逗号和换行都占两个字节，像是没有标记（BOM）的 UTF-16"),
        ("a,b\n".encode("utf-16-be"), "逗号和换行都占两个字节，像是没有标记（BOM）的 UTF-16"),
    ],
)
def test_another_kind_of_file_is_named(content: bytes, what: str) -> None:
    [fault] = told(lambda: decode(content, "表.csv"), DataError)
    assert f"] {what} → " in fault
