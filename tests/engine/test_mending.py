"""Mending: only what is safe, in place, line ends and byte order mark kept, until nothing is left to mend."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders.core.diagnostics import Diagnostic, Mend, Place
from builders.core.errors import FileError
from builders.engine.mending import mend_files, mend_text
from builders.sources.workspace import Workspace


def commas(text: str, file: str) -> list[Diagnostic]:
    """A rule: no comma of ASCII."""
    return [
        Diagnostic(Place(file, number, character=at.start() + 1), "P101", "半角逗号", mend=Mend(*at.span(), "，"))
        for number, line in enumerate(text.split("\n"), 1)
        for at in re.finditer(",", line)
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_mark_are_kept(tmp_path: Path, end: str, mark: str) -> None:
    text = f"{mark}甲,乙{end}丙{end}丁,戊,己"
    (tmp_path / "x.md").write_bytes(text.encode())

    [mended] = mend_files(Workspace(tmp_path), commas(text.replace(end, "\n"), "x.md"), commas)

    assert (tmp_path / "x.md").read_bytes().decode() == f"{mark}甲，乙{end}丙{end}丁，戊，己"
    assert (mended.file, mended.mends) == ("x.md", 3)
    assert [line for line in mended.difference.splitlines() if line[:1] in "+-"][2:] == [
        "-甲,乙", "+甲，乙", "-丁,戊,己", "+丁，戊，己",
    ]  # fmt: skip


def test_a_mend_that_shows_another_is_followed_and_an_endless_one_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("甲,,乙", encoding="utf-8")

    def doubled(text: str, file: str) -> list[Diagnostic]:
        return [Diagnostic(Place(file, 1), "P1", "", mend=Mend(1, 1, "，"))]

    first = [Diagnostic(Place("x.md", 1), "P1", "", mend=Mend(1, 1, "，"))]
    [mended] = mend_files(Workspace(tmp_path), first, doubled)

    assert mended.mends == 8


def test_of_two_mends_that_meet_the_first_is_made() -> None:
    found = [Diagnostic(Place("x", 1), "P1", "", mend=mend) for mend in (Mend(1, 3, "，"), Mend(2, 4, "。"))]
    assert mend_text("甲,,,乙", found) == ("甲，,乙", 1)


def test_what_has_no_safe_mend_is_left(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("甲,乙", encoding="utf-8")
    assert mend_files(Workspace(tmp_path), [Diagnostic(Place("x.md", 1), "P2", "不安全")], commas) == ()
    assert (tmp_path / "x.md").read_text(encoding="utf-8") == "甲,乙"


def test_a_link_is_not_mended_and_no_other_file_either(tmp_path: Path) -> None:
    for name in ("a.md", "z.md"):
        (tmp_path / name).write_text("甲,乙", encoding="utf-8")
    (tmp_path / "y.md").symlink_to(tmp_path / "z.md")
    found = [*commas("甲,乙", "a.md"), *commas("甲,乙", "y.md")]

    with pytest.raises(FileError, match="链接"):
        mend_files(Workspace(tmp_path), found, commas)

    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == dict.fromkeys(
        ("a.md", "y.md", "z.md"), "甲,乙"
    )
