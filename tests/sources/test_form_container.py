"""A file that is no sound workbook is answered with the reason, whatever it is, and nothing of it is used."""

from __future__ import annotations

import random
import tracemalloc
from io import BytesIO
from zipfile import ZipFile

import pytest

from builders.core.errors import DataError
from builders.sources.catalogue_forms import RULES
from builders.sources.forms import container
from builders.sources.forms.workbook import open_workbook
from builders.sources.forms.worksheet import reference
from tests.sources.workbooks import MACRO_TYPE, parts, sheet, text, workbook, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = workbook([[text("项目编号")]])


def changed(name: str, content: str | bytes) -> bytes:
    return zipped({**parts({"项目": sheet([[text("项目编号")]])}), name: content})


def with_rows(rows: str) -> bytes:
    return changed("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")


def without(name: str) -> bytes:
    found = parts({"项目": sheet([[text("项目编号")]])})
    del found[name]
    return zipped(found)


DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(1, 9)) + "]>"

FAULTS = {
    "an empty file": (b"", "X101", "空文件"),
    "a CSV with another name": ("项目编号,总投资\nP1,3\n".encode(), "X101", "CSV"),
    "a CSV of GBK with another name": ("项目编号,总投资\nP1,3\n".encode("gbk"), "X101", "CSV"),
    "a web page with another name": (b"<html><table></table></html>", "X101", "网页"),
    "a PDF with another name": (b"%PDF-1.7\n", "X101", "PDF"),
    "an old workbook": (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "X102", ".xls"),
    "an encrypted workbook": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "X103", "密码"),
    "half a workbook": (GOOD[: len(GOOD) // 2], "X104", "不完整"),
    "only the end of a workbook": (GOOD[-22:], "X104", "压缩包"),
    "another zip": (zipped({"a.txt": "x"}), "X101", "不是 Excel"),
    "a Word document": (changed("[Content_Types].xml", '<Types><Override ContentType="wordprocessingml"/></Types>'),
                        "X101", "不是 Excel"),
    "a binary workbook": (changed("[Content_Types].xml", '<Types><Override ContentType="application/vnd.ms-excel.'
                                  'sheet.binary.macroEnabled.main"/></Types>'), "X106", "宏"),
    "a workbook with macros by its type": (zipped(parts({"a": sheet([])}, kind=MACRO_TYPE)), "X106", "宏"),
    "a workbook with macros inside": (changed("xl/vbaProject.bin", b"\0"), "X106", "宏"),
    "a workbook with macros of Excel 4": (changed("xl/macrosheets/sheet1.xml", "<a/>"), "X106", "宏"),
    "a workbook that points to another": (changed("xl/externalLinks/externalLink1.xml", "<a/>"), "X107", "别的工作簿"),
    "a sheet that reads another file": (changed("xl/worksheets/sheet1.xml", f"{DOCTYPE}<worksheet>&e;</worksheet>"),
                                        "X108", "XML"),
    "a workbook of a billion laughs": (changed("xl/workbook.xml", f"{LAUGHS}<workbook>&e9;</workbook>"), "X108", "XML"),
    "content types that read another file": (changed("[Content_Types].xml", f"{DOCTYPE}<Types/>"), "X108", "XML"),
    "a sheet in UTF-16 that reads another file": (
        changed("xl/worksheets/sheet1.xml", f"{DOCTYPE}<worksheet>&e;</worksheet>".encode("utf-16")), "X108", "XML"),
    "a sheet that is cut off": (changed("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'>"),
                                "X104", "XML"),
    "a sheet in an encoding that nobody knows": (
        changed("xl/worksheets/sheet1.xml", "<?xml version='1.0' encoding='klingon'?><worksheet/>"), "X104", "XML"),
    "a workbook without its sheet": (without("xl/worksheets/sheet1.xml"), "X104", "项目"),
    "a workbook without its book": (without("xl/workbook.xml"), "X104", "workbook.xml"),
    "a workbook without relations": (without("_rels/.rels"), "X104", "rels"),
    "a row that is no number": (with_rows("<row r='x'/>"), "X104", "规范"),
    "a cell that is nowhere": (
        with_rows("<row r='1'><c r='ZZZZ1'><v>1</v></c></row>"), "X104", "规范"),
    "a row below the last": (with_rows("<row r='1048577'/>"), "X104", "规范"),
    "a shared text that is not there": (
        with_rows("<row r='1'><c r='A1' t='s'><v>7</v></c></row>"), "X104", "规范"),
}  # fmt: skip


def opened(content: bytes) -> None:
    """Open a workbook and read all of its sheets."""
    book = open_workbook(content, "表.xlsx")
    for name in book.sheets:
        book.sheet(name)


@pytest.mark.parametrize(("content", "code", "words"), FAULTS.values(), ids=list(FAULTS))
def test_what_is_no_sound_workbook_is_refused_with_its_reason(content: bytes, code: str, words: str) -> None:
    with pytest.raises(DataError) as refused:
        opened(content)

    [problem] = refused.value.diagnostics
    assert problem.code == code
    assert words in refused.value.message
    assert refused.value.message.startswith("不能导入 表.xlsx：")


def test_a_bomb_is_refused_by_its_directory_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "LARGEST_CONTENT", 100_000)
    bomb = changed("xl/media/image1.png", b"\0" * 1_000_000)
    assert len(bomb) < 10_000

    with pytest.raises(DataError, match="解压后") as refused:
        opened(bomb)
    assert refused.value.diagnostics[0].code == "X105"


def test_a_directory_that_lies_about_a_size_is_no_way_around_it() -> None:
    content = changed("xl/worksheets/sheet1.xml", "<worksheet>" + "<row/>" * 50_000 + "</worksheet>")
    with ZipFile(BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = content.replace(size.to_bytes(4, "little"), (40).to_bytes(4, "little"))
    assert lying != content

    with pytest.raises(DataError) as refused:
        opened(lying)
    assert refused.value.diagnostics[0].code == "X104"


def test_a_workbook_that_is_cut_off_or_damaged_anywhere_is_read_or_refused() -> None:
    dice = random.Random(6)
    for _ in range(150):
        at = dice.randrange(len(GOOD))
        damaged = GOOD[:at] if dice.random() < 0.3 else GOOD[:at] + dice.randbytes(3) + GOOD[at + 3 :]
        try:
            opened(damaged)
        except DataError as refused:
            assert refused.diagnostics[0].code.startswith("X1")


def test_every_rule_of_workbooks_has_a_code_of_its_own_and_sentences() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.code.startswith("X1") and rule.title and rule.reason.endswith("。") and rule.cure


@pytest.mark.parametrize(("words", "place"), [("A1", (1, 0)), ("$F$12", (12, 5)), ("XFD1048576", (1048576, 16383))])
def test_a_reference_is_row_and_column(words: str, place: tuple[int, int]) -> None:
    assert reference(words) == place


@pytest.mark.parametrize("words", ["", "A", "1", "A0", "XFE1", "A1048577", "A1:B2", "Ａ1"])
def test_what_is_no_cell_is_no_reference(words: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        reference(words)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("xl/worksheets/sheet1.xml", "<worksheet><sheetData>{}</sheetData></worksheet>", id="rows"),
        pytest.param("xl/worksheets/sheet1.xml", "<worksheet><a><row>{}</row></a></worksheet>", id="cells"),
        pytest.param("xl/sharedStrings.xml", "<sst><si>{}</si></sst>", id="runs of a text"),
        pytest.param("[Content_Types].xml", "<Types>{}</Types>", id="types"),
    ],
)
def test_a_bomb_of_elements_is_refused_while_it_is_read(
    name: str, content: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "MOST_ELEMENTS", 1000)
    found = {**parts({"项目": sheet([])}, strings=["<t/>"]), name: content.format("<a/>" * 1001)}

    with pytest.raises(DataError, match="元素") as refused:
        opened(zipped(found))
    assert refused.value.diagnostics[0].code == "X105"


def test_a_bomb_of_depth_is_refused() -> None:
    with pytest.raises(DataError, match="层次"):
        opened(changed("xl/worksheets/sheet1.xml", "<a>" * 100_000 + "</a>" * 100_000))


def test_a_sheet_is_never_in_memory_as_a_whole() -> None:
    rows = "<row><c/></row>" * 300_000
    content = with_rows(rows)
    tracemalloc.start()
    opened(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 20_000_000, peak
