"""Finished documents found in folders and zips of any layout; nothing else in them is taken for one."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from builders.core.errors import DataError, UsageError
from builders.engine.finished import read_finished
from builders.engine.readings import reading_of_file
from builders.typeset.docx import write
from builders.typeset.markdown import parse
from tests.typeset.samples import manuscript

SUBJECT = manuscript("# 基本情况\n\n一段。\n")
CELL = {"file": "data/x.csv", "line": 2, "letter": "D", "column": "金额", "text": "1", "citation": ""}
FACT = {"name": "总额", "key": "", "value": "120.500", "unit": "万元", "places": 2, "sources": [CELL]}


def document(folder: str = "成品/双塔区", **changes: Any) -> dict[str, bytes]:
    """The files of one finished document by path."""
    names = ["报告.docx", "facts.json"]
    said = {
        "schema": "make-report/manifest/1", "notice": "chaoyang", "unit": "双塔区", "period": "2023H1",
        "artifact": "half-year", "title": "报告", "version": "第3版", "outputs": [{"file": name} for name in names],
    }  # fmt: skip
    return {
        f"{folder}/manifest.json": json.dumps({**said, **changes}).encode(),
        f"{folder}/报告.docx": write(SUBJECT, parse(SUBJECT)),
        f"{folder}/facts.json": json.dumps({"facts": [FACT]}).encode(),
    }


class WindowsEntry(ZipInfo):
    """An entry whose name is written as an old Chinese Windows writes it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name that zipfile calls
        return self.filename.encode("gbk"), self.flag_bits


def packed(place: Path, files: dict[str, bytes], entry: type[ZipInfo] = ZipInfo) -> Path:
    with ZipFile(place, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(entry(name), content)
    return place


def laid_out(place: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return place


@pytest.mark.parametrize("kind", ["folder", "zip", "Windows"])
def test_a_document_is_found_wherever_its_manifest_lies(tmp_path: Path, kind: str) -> None:
    files = document()
    if kind == "folder":
        place = laid_out(tmp_path / "x", files)
    else:
        place = packed(tmp_path / "x.zip", files, WindowsEntry if kind == "Windows" else ZipInfo)

    [(key, reading)] = read_finished(place).items()

    assert key == ("chaoyang", "双塔区", "2023H1", "half-year")
    assert (reading.name, reading.version) == ("报告", "第3版")
    assert "一段。" in reading.paragraphs
    assert [(fact.name, fact.value, fact.cells[0].text) for fact in reading.facts] == [("总额", "120.5万元", "1")]


def test_files_that_a_person_put_beside_it_are_not_read(tmp_path: Path) -> None:
    place = laid_out(tmp_path, document() | {"成品/双塔区/a.docx": b"broken", "成品/别的.json": b"{"})

    assert len(read_finished(place)) == 1


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    laid_out(tmp_path / "elsewhere", document())
    (tmp_path / "here").mkdir()
    (tmp_path / "here/link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "here/manifest.json").symlink_to(tmp_path / "elsewhere/成品/双塔区/manifest.json")

    with pytest.raises(UsageError, match="没有找到 manifest.json"):
        read_finished(tmp_path / "here")


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"schema": "of/others/1"}', b"[" * 100_000])
def test_a_manifest_of_others_is_none(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UsageError, match="没有找到 manifest.json"):
        read_finished(laid_out(tmp_path, {"x/manifest.json": content}))


@pytest.mark.parametrize("facts", [b"{", b"[]", b'{"facts": [{}]}', b'{"facts": [1]}'])
def test_facts_that_make_no_sense_are_told(tmp_path: Path, facts: bytes) -> None:
    files = document() | {"成品/双塔区/facts.json": facts}

    with pytest.raises(DataError, match=r"facts\.json 已损坏"):
        read_finished(laid_out(tmp_path, files))


def test_a_zip_that_was_cut_is_told(tmp_path: Path) -> None:
    whole = packed(tmp_path / "x.zip", document()).read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 3] ^= 0xFF
    for number, content in enumerate((whole[: len(whole) // 2], bytes(flipped))):
        place = tmp_path / f"{number}.zip"
        place.write_bytes(content)
        with pytest.raises(DataError, match="不能读取"):
            read_finished(place)


def test_a_text_with_a_drawn_table_is_read_as_both() -> None:
    text = "# 一段\n\n| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |\n\n又一段\n"
    read = reading_of_file("x.md", text.encode("gb18030"))

    assert read.paragraphs == ("# 一段", "又一段")
    assert [(table.head, table.rows) for table in read.tables] == [(("甲", "乙"), (("1", "2"),))]


def test_what_is_no_text_is_told() -> None:
    with pytest.raises(DataError, match="编码"):
        reading_of_file("x.csv", b"\xff\xfe\xff")
    with pytest.raises(DataError, match="引号没有成对"):
        reading_of_file("x.csv", b'a,"' + b"x" * 200_000)
    with pytest.raises(DataError, match="只能比较"):
        reading_of_file("x.png", BytesIO(b"\x89PNG").getvalue())
