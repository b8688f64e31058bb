"""A finished document (成品), read by readers that are not ours: lxml for Word, pdfium for PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
POINTS_PER_MM = 72 / 25.4
TYPE_AREA_MM = (35.0, 260.0)
"""From the lower edge of the paper to the foot and to the top of the type area (GB/T 9704-2012 clause 5.2.1)."""
LANDSCAPE_TOP_MM = 182.0
"""From the lower edge of a landscape page to the top of its type area; its foot is at the left."""
FOOTNOTE_PT = 9.0
REFERENCES_PT = {round(0.6 * size, 1) for size in (9.0, 10.5, 14.0, 16.0, 22.0)}
"""Sizes of the raised marks of footnotes."""
MASTHEAD_STYLE = "GwMastheadTable"


@dataclass(frozen=True)
class Block:
    """A paragraph or a cell: its text, its style, and the title of its column when it stands in a table."""

    text: str
    style: str
    column: str = ""
    in_table: bool = False


class Document:
    """The files of one output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __repr__(self) -> str:
        return f"Document({self.folder.name})"

    @cached_property
    def docx(self) -> bytes:
        [path] = self.folder.glob("*.docx")
        return path.read_bytes()

    @cached_property
    def pdf(self) -> bytes:
        [path] = self.folder.glob("*.pdf")
        return path.read_bytes()

    @cached_property
    def manifest(self) -> dict[str, Any]:
        return self._json("manifest.json")

    @cached_property
    def facts(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._json("facts.json")["facts"]
        return found

    @cached_property
    def manuscript(self) -> list[str]:
        return (self.folder / "manuscript.md").read_text(encoding="utf-8").split("\n")

    def _json(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        return found

    # ------------------------------------------------------------ Word

    @cached_property
    def parts(self) -> dict[str, bytes]:
        [path] = self.folder.glob("*.docx")
        with ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @cached_property
    def blocks(self) -> list[Block]:
        """The paragraphs and cells of the body in reading order, without footnotes."""
        return list(_blocks(self.tree("word/document.xml")[0]))

    @cached_property
    def footnotes(self) -> list[str]:
        """The texts of the footnotes."""
        if "word/footnotes.xml" not in self.parts:
            return []
        notes = [note for note in self.tree("word/footnotes.xml") if note.get(f"{W}type") is None]
        return ["".join(_text(paragraph) for paragraph in note.iter(f"{W}p")) for note in notes]

    @cached_property
    def alternatives(self) -> list[str]:
        """The words that stand for the pictures."""
        pictures = self.tree("word/document.xml").iter(f"{DRAWING}inline")
        return [each.get("descr", "") for picture in pictures for each in picture.iter(f"{DRAWING}docPr")]

    @cached_property
    def header_rows(self) -> list[str]:
        """The head of each table, which is printed again where the table goes on."""
        rows = self.tree("word/document.xml").iter(f"{W}tr")
        return [
            packed("".join(_text(p) for p in row.iter(f"{W}p")))
            for row in rows
            if row.find(f"{W}trPr/{W}tblHeader") is not None
        ]

    @cached_property
    def page_heads(self) -> list[str]:
        """The texts of the page headers of Word."""
        names = sorted(name for name in self.parts if name.startswith("word/header"))
        return ["".join(_text(paragraph) for paragraph in self.tree(name).iter(f"{W}p")) for name in names]

    # ------------------------------------------------------------ PDF

    @cached_property
    def pages(self) -> list[Page]:
        opened = pypdfium2.PdfDocument(self.pdf)
        try:
            return [_page(page) for page in opened]
        finally:
            opened.close()

    @property
    def pdf_body(self) -> str:
        """The text of the type areas, the repeated heads of tables left out, without white space."""
        found = ""
        for page in self.pages:
            text = page.body
            for head in self.header_rows:
                # At the head of a page a table goes on: its head was printed before.
                if found and text.startswith(head) and found.count(head) >= self.header_rows.count(head):
                    text = text.removeprefix(head)
                    break
            found += text
        return found

    @property
    def docx_body(self) -> str:
        """The text of the body of Word, without white space."""
        return packed("".join(block.text for block in self.blocks))


@dataclass(frozen=True)
class Page:
    """The text of a page by the place where it stands, without white space."""

    body: str
    footnotes: str
    head: str
    foot: str


def packed(text: str) -> str:
    """Return text without white space."""
    return re.sub(r"\s+", "", text)


def _page(page: pypdfium2.PdfPage) -> Page:
    """Sort the characters of a page into type area, footnotes, head and foot; marks of footnotes are left out."""
    foot, head = (edge * POINTS_PER_MM for edge in TYPE_AREA_MM)
    landscape = page.get_width() > page.get_height()
    texts = {"body": "", "footnotes": "", "head": "", "foot": ""}
    area = page.get_textpage()
    for index in range(area.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(area, index))
        if character.isspace():
            continue
        size = round(pdfium.FPDFText_GetFontSize(area, index), 1)
        left, low, right, high = area.get_charbox(index, loose=True)
        across, up = (left + right) / 2, (low + high) / 2
        if landscape:
            place = "foot" if across < foot else "head" if up > LANDSCAPE_TOP_MM * POINTS_PER_MM else "body"
        else:
            place = "foot" if up < foot else "head" if up > head else "body"
        if place == "body" and size == FOOTNOTE_PT:
            place = "footnotes"
        if size not in REFERENCES_PT:
            texts[place] += character
    return Page(**texts)


def _blocks(parent: etree._Element, column: str = "", in_table: bool = False) -> Iterator[Block]:
    for element in parent:
        if element.tag == f"{W}p":
            style = element.find(f"{W}pPr/{W}pStyle")
            yield Block(_text(element), "" if style is None else style.get(f"{W}val", ""), column, in_table)
        elif element.tag == f"{W}tbl":
            yield from _cells(element)


def _cells(table: etree._Element) -> Iterator[Block]:
    """Yield a table row by row; the masthead's, where 文件 stands beside all issuers, column by column."""
    rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
    style = table.find(f"{W}tblPr/{W}tblStyle")
    if style is not None and style.get(f"{W}val") == MASTHEAD_STYLE:
        for column in zip(*rows, strict=True):
            for cell in column:
                yield from _blocks(cell, in_table=True)
        return
    titles = ["".join(_text(paragraph) for paragraph in cell.iter(f"{W}p")) for cell in rows[0]]
    for row in rows:
        for title, cell in zip(titles, row, strict=False):
            yield from _blocks(cell, packed(title), in_table=True)


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph; breaks and tabs are white space, pictures and automatic numbers are nothing."""
    marks = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        each.text or "" if each.tag == f"{W}t" else marks.get(str(each.tag), "") for each in paragraph.iter()
    )
