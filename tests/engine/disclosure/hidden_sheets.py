"""Hiding places in workbooks and bundles: openpyxl and zipfile write them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

Fill = Callable[[Workbook, Worksheet, str], object]


def made(fill: Fill, secret: str) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    fill(book, sheet, secret)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(secret: str) -> bytes:
    """A workbook with the secret in its first cell."""
    return made(_cell, secret)


def _cell(book: Workbook, sheet: Worksheet, secret: str) -> None:
    sheet["A1"] = secret


def _hidden(state: str) -> Fill:
    def fill(book: Workbook, sheet: Worksheet, secret: str) -> None:
        other = book.create_sheet("底稿")
        other["B3"] = secret
        other.sheet_state = state

    return fill


def _comment(book: Workbook, sheet: Worksheet, secret: str) -> None:
    sheet["A1"].comment = Comment(secret, "a")


def _formula(book: Workbook, sheet: Worksheet, secret: str) -> None:
    sheet["A1"] = f'=IF(1,"{secret}","")'


def _name(book: Workbook, sheet: Worksheet, secret: str) -> None:
    sheet.title = secret


def _defined(book: Workbook, sheet: Worksheet, secret: str) -> None:
    book.defined_names["甲"] = DefinedName("甲", attr_text=f'"{secret}"')


def _header(book: Workbook, sheet: Worksheet, secret: str) -> None:
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = secret


def _choice(book: Workbook, sheet: Worksheet, secret: str) -> None:
    choice = DataValidation("list", formula1=f'"甲,{secret}"')
    sheet.add_data_validation(choice)
    choice.add("A1")


def _property(book: Workbook, sheet: Worksheet, secret: str) -> None:
    book.properties.description = secret


def _link(book: Workbook, sheet: Worksheet, secret: str) -> None:
    sheet["A1"] = "甲"
    sheet["A1"].hyperlink = f"tel:{secret}"


def hidden_in_workbooks() -> dict[str, tuple[Callable[[str], bytes], str]]:
    """Return for each place the maker of a file and what its place is called."""
    fills: dict[str, tuple[Fill, str]] = {
        "a cell": (_cell, "工作表“Sheet”!A1"),
        "a hidden sheet": (_hidden("hidden"), "工作表“底稿”（隐藏）!B3"),
        "a sheet hidden deeply": (_hidden("veryHidden"), "工作表“底稿”（深度隐藏）!B3"),
        "a note": (_comment, "批注"),
        "a formula": (_formula, "工作表“Sheet”!A1 的公式"),
        "the name of a sheet": (_name, "工作表名称"),
        "a defined name": (_defined, "xl/workbook.xml"),
        "a printed header": (_header, "工作表“Sheet”的页眉页脚"),
        "a list of choices": (_choice, "工作表"),
        "a property": (_property, "文档属性"),
        "a link": (_link, "超链接"),
    }
    return {name: (lambda s, fill=fill: made(fill, s), where) for name, (fill, where) in fills.items()}  # type: ignore[misc]


def zipped(files: dict[str, bytes], comment: str = "") -> bytes:
    """A zip file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment.encode()
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def hidden_in_bundles() -> dict[str, tuple[Callable[[str], bytes], str]]:
    """Return for each place the maker of a file and what its place is called."""
    return {
        "a file's name": (lambda s: zipped({f"甲{s}.txt": b""}), "包内文件名"),
        "the zip's comment": (lambda s: zipped({"a": b""}, s), "压缩包注释"),
        "a CSV in a zip in a zip": (
            lambda s: zipped({"甲.zip": zipped({"data/乙.csv": f"姓名,号\n某,{s}\n".encode()})}),
            "甲.zip ▸ data/乙.csv ▸ 第2行",
        ),
        "a text in Windows' encoding": (lambda s: zipped({"a.txt": f"说明{s}".encode("gb18030")}), "a.txt ▸ 第1行"),
        "a text in two-byte characters": (lambda s: zipped({"a.txt": f"说明\n{s}".encode("utf-16")}), "a.txt ▸ 第2行"),
        "a drawing": (
            lambda s: zipped({"a.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{s}</desc></svg>'.encode()}),
            "a.svg ▸ 标记文本",
        ),
        "a web page": (lambda s: zipped({"a.html": f"<p>{s[:4]}<b>{s[4:]}</b><br>".encode()}), "a.html ▸ 网页文字"),
        "an OpenDocument text": (
            lambda s: zipped(
                {
                    "content.xml": '<o xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
                    f"<t:p>{s[:4]}<t:span>{s[4:]}</t:span></t:p></o>".encode()
                }
            ),
            "content.xml ▸ 标记文本",
        ),
        "a workbook": (lambda s: zipped({"a.xlsx": workbook(s)}), "a.xlsx ▸ 工作表“Sheet”!A1"),
        "an unknown file": (lambda s: zipped({"a.dat": b"\x00\x81\xff\xfe\x00" + s.encode() + b"\x00"}), "a.dat"),
    }
