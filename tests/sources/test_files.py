"""Files of the workspace: no links, no monsters, and text that is UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.core.errors import DataError, FileError
from builders.sources.files import read_bytes, read_text
from tests.sources.refusals import refusal, told


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
    assert error.message == "不能读取 表.csv：名称太长。"


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


def test_a_text_file_is_utf_8_with_any_line_ends(tmp_path: Path) -> None:
    (tmp_path / "文.md").write_bytes(b"\xef\xbb\xbf" + "一\r\n二\n三\r四".encode())
    assert read_text(tmp_path / "文.md", "文.md", 99) == "一\n二\n三\n四"


def test_a_text_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "文.md").write_bytes(b"---\nx\n" + "双塔区".encode("gbk"))
    assert told(lambda: read_text(tmp_path / "文.md", "文.md", 99), DataError) == [
        "文.md 第3行: [D008] 不是 UTF-8 编码 → 请用编辑器另存为 UTF-8"
    ]
