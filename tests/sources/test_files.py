"""Files of the workspace: no links, no monsters, and bytes that are decoded whole or refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.errors import DataError, FileError
from builders.sources.files import decode, read_bytes, read_text
from tests.sources.refusals import refusal, told

TEXT = "编号,名称\n1,镕堃玥\n2,𠮷野\n"


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_bytes(b"\x00\xffabc")
    assert read_bytes(tmp_path / "表.csv", "表.csv", 5) == b"\x00\xffabc"


def test_a_file_one_byte_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_bytes(b"x" * 2_000_001)
    error = refusal(lambda: read_bytes(tmp_path / "表.csv", "表.csv", 2_000_000), DataError)
    assert error.message == "表.csv 太大（超过2MB）。请检查是否放错了文件。"


@pytest.mark.parametrize("target", ["missing", "folder"])
def test_what_is_no_file_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    assert refusal(lambda: read_bytes(tmp_path / target, target, 9), FileError).message == f"没有文件 {target}。"


def test_a_name_that_no_system_can_hold_is_refused(tmp_path: Path) -> None:
    error = refusal(lambda: read_bytes(tmp_path / ("长" * 300), "表.csv", 9), FileError)
    assert error.message == "不能读取 表.csv：File name too long。"


def test_a_link_is_refused_even_to_a_good_file(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("x")
    (tmp_path / "表.csv").symlink_to(tmp_path / "real.csv")
    error = refusal(lambda: read_bytes(tmp_path / "表.csv", "表.csv", 9), FileError)
    assert error.message == "表.csv 是一个链接，不能使用。请换成文件本身。"


def test_a_link_in_the_way_to_the_file_is_refused(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    for folder in (outside, root):
        folder.mkdir()
    (outside / "表.csv").write_text("x")
    (root / "data").symlink_to(outside)
    error = refusal(lambda: read_bytes(root / "data" / "表.csv", "data/表.csv", 9), FileError)
    assert error.message == "data/表.csv 的文件夹 data 是一个链接，不能使用。请换成文件夹本身。"


def test_a_workspace_may_itself_lie_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "real" / "data").mkdir(parents=True)
    (tmp_path / "real" / "data" / "表.csv").write_text("x")
    (tmp_path / "root").symlink_to(tmp_path / "real")
    assert read_bytes(tmp_path / "root" / "data" / "表.csv", "data/表.csv", 9) == b"x"


def test_a_path_outside_the_workspace_is_not_searched_for_links(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "表.csv").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    path = tmp_path / "link" / "表.csv"
    assert read_bytes(path, path.as_posix(), 9) == b"x"


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


@pytest.mark.parametrize(
    "damaged",
    [TEXT.encode()[:-5], TEXT.encode().replace("玥".encode(), b"\xff"), TEXT.encode() + "双塔区".encode("gbk")],
    ids=["cut short", "one byte spoilt", "two encodings mixed"],
)
def test_damaged_utf_8_is_never_read_as_something_else(damaged: bytes) -> None:
    [fault] = told(lambda: decode(damaged, "表.csv"), DataError)
    line = damaged.count(b"\n", 0, damaged.find(b"\xff")) + 1 if b"\xff" in damaged else damaged.count(b"\n") + 1
    assert fault == f"表.csv 第{line}行: [D008] 文字已损坏（UTF-8） → 请从原文件重新导出为“CSV UTF-8”"


def test_a_fault_of_bytes_is_a_sentence_too() -> None:
    error = refusal(lambda: decode(b"\xff\xff\xff", "表.csv"), DataError)
    assert error.message == "表.csv 第1行文字编码无法识别。请在 Excel 或 WPS 中另存为“CSV UTF-8”。"


def test_utf_8_with_its_mark_is_never_read_as_something_else() -> None:
    content = b"\xef\xbb\xbf" + "编号\n双塔区\n".encode("gbk")
    assert "第1行: [D008] 文字已损坏（UTF-8）" in told(lambda: decode(content, "表.csv"), DataError)[0]
    assert decode("\ufeffé\n".encode(), "表.csv") == ("é\n", "utf-8-sig")


def test_bytes_of_no_known_encoding_are_refused_with_their_line() -> None:
    content = "编号,名称\n".encode("gbk") + b"1,\xff\xff\n"
    assert told(lambda: decode(content, "表.csv"), DataError) == [
        "表.csv 第2行: [D008] 文字编码无法识别 → 请在 Excel 或 WPS 中另存为“CSV UTF-8”"
    ]


def test_half_a_character_of_utf_16_is_refused_with_its_line() -> None:
    content = TEXT.encode("utf-16")[:-1]
    assert told(lambda: decode(content, "表.csv"), DataError) == [
        "表.csv 第3行: [D008] 文字编码无法识别 → 请在 Excel 或 WPS 中另存为“CSV UTF-8”"
    ]


def test_a_text_file_is_utf_8_with_any_line_ends(tmp_path: Path) -> None:
    (tmp_path / "文.md").write_bytes(b"\xef\xbb\xbf" + "一\r\n二\n三\r四".encode())
    assert read_text(tmp_path / "文.md", "文.md", 99) == "一\n二\n三\n四"


def test_a_text_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "文.md").write_bytes(b"---\nx\n" + "双塔区".encode("gbk"))
    assert told(lambda: read_text(tmp_path / "文.md", "文.md", 99), DataError) == [
        "文.md 第3行: [D008] 不是 UTF-8 编码 → 请用编辑器另存为 UTF-8"
    ]
