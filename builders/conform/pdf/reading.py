"""Reading a PDF (读取): what pdfium sees on each page, without any judgement. The only module that knows pdfium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2  # noqa: F401 - importing it starts pdfium
import pypdfium2.raw as pdfium

from builders.conform.pdf.angles import Page, turned
from builders.conform.pdf.paths import shapes
from builders.conform.pdf.sheet import ASCENT, Font, Glyph, Opened, Sheet
from builders.conform.unreadable import Unreadable

MOST_PAGES = 2000
MOST_CHARACTERS = 3_000_000
LARGE_PT = 18.0
"""Characters so large are measured by their ink …"""
DASHES = (0x2014, 0x2013, 0x2D)
"""… and so are dashes: those of a page number have a place of their own."""
INVISIBLE = (3, 7)
"""Text that is drawn by no ink: the hidden layer of a scanned page."""
SUBSET = re.compile(r"^[A-Z]{6}\+")


def read(content: bytes) -> Opened:
    """Return the pages of a PDF. Raises Unreadable for one that is encrypted, broken or beyond all measure."""
    with opened(content) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise Unreadable("这个 PDF 里没有页面，文件可能不完整，请重新导出。")
        if count > MOST_PAGES:
            raise Unreadable(f"这个 PDF 有{count}页，超过{MOST_PAGES}页，不检验。")
        fonts: dict[Font, None] = {}
        left = MOST_CHARACTERS
        sheets: list[Sheet] = []
        for index in range(count):
            sheet, characters = _sheet(document, index, fonts, left)
            sheets.append(sheet)
            left -= characters
        return Opened(tuple(sheets), tuple(fonts))


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """Open a PDF while it is read. Raises Unreadable for one that is encrypted or broken."""
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Unreadable("这个 PDF 加了打开密码，不能检验。请去掉密码后重试。")
        raise Unreadable("这个 PDF 已损坏或不完整（可能没有下载完），请重新导出或重新取得文件。")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _sheet(document: Any, index: int, fonts: dict[Font, None], left: int) -> tuple[Sheet, int]:  # noqa: ANN401 - ctypes
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise Unreadable(f"这个 PDF 的第{index + 1}页已损坏，不能读取，请重新导出。")
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(0, pdfium.FPDFText_CountChars(text))
        if count > left:
            raise Unreadable("这个 PDF 的文字多得不正常，不检验。")
        seen = Page(*_box(page), pdfium.FPDFPage_GetRotation(page))
        # By page: a font that is let go of may leave its address to another.
        known: dict[int, Font] = {}
        glyphs, hidden = _glyphs(text, count, seen, known)
        fonts.update(dict.fromkeys(known.values()))
        strokes, pictures = shapes(page, seen)
        return turned(index + 1, seen, glyphs, strokes, pictures, hidden), count
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _box(page: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - ctypes
    """Return left, bottom, width and height of what is shown of a page, before it is rotated."""
    for get in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        edges = [ctypes.c_float() for _ in range(4)]
        if get(page, *edges):
            x0, y0, x1, y1 = (edge.value for edge in edges)
            return min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return (0.0, 0.0, width, height) if pdfium.FPDFPage_GetRotation(page) % 2 == 0 else (0.0, 0.0, height, width)


def _glyphs(text: Any, count: int, page: Page, fonts: dict[int, Font]) -> tuple[list[tuple[int, Glyph]], int]:  # noqa: ANN401
    """Return the printed characters of a page, each with the angle that it is read at, and how many are hidden."""
    unicode, origin, loose = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    x_ref, y_ref, box_ref = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    known: dict[int, _Ink | None] = {}
    glyphs: list[tuple[int, Glyph]] = []
    hidden = 0
    for index in range(count):
        code = unicode(text, index)
        if code <= 32 or code in (0xA0, 0x3000, 0xFEFF, 0x200B):
            continue
        thing = pdfium.FPDFText_GetTextObject(text, index)
        if not thing:
            continue
        key = ctypes.addressof(thing.contents)
        if key not in known:
            known[key] = _ink(text, index, thing, page, fonts)
        ink = known[key]
        if ink is None:
            hidden += 1
            continue
        origin(text, index, x_ref, y_ref)
        loose(text, index, box_ref)
        start = page.seen(x.value, y.value, ink.angle)
        ends = (
            page.seen(box.left, box.bottom, ink.angle)[0],
            page.seen(box.right, box.top, ink.angle)[0],
        )
        top = start[1] - ASCENT * ink.size
        if ink.size >= LARGE_PT or code in DASHES:
            top = _ink_top(text, index, page, ink.angle, top)
        glyph = Glyph(chr(code), start[0], max(ends), start[1], ink.size, ink.font, ink.colour, top)
        glyphs.append((ink.angle, glyph))
    return glyphs, hidden


class _Ink:
    """What the characters of one text object share."""

    __slots__ = ("angle", "colour", "font", "size")

    def __init__(self, angle: int, size: float, font: Font, colour: tuple[int, int, int]) -> None:
        self.angle, self.size, self.font, self.colour = angle, size, font, colour


def _ink(text: Any, index: int, thing: Any, page: Page, fonts: dict[int, Font]) -> _Ink | None:  # noqa: ANN401 - ctypes
    """Return how a text object is printed, or None when it is not."""
    if pdfium.FPDFTextObj_GetTextRenderMode(thing) in INVISIBLE:
        return None
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    angle, scale = page.reading(matrix.a, matrix.b, matrix.c, matrix.d)
    size = pdfium.FPDFText_GetFontSize(text, index) * scale
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(text, index, *parts)
    handle = pdfium.FPDFTextObj_GetFont(thing)
    key = ctypes.addressof(handle.contents) if handle else 0
    if key not in fonts:
        fonts[key] = _font(handle)
    red, green, blue, _ = (part.value for part in parts)
    return _Ink(angle, size, fonts[key], (red, green, blue))


def _font(handle: Any) -> Font:  # noqa: ANN401 - ctypes
    if not handle:
        return Font("", False)
    length = pdfium.FPDFFont_GetBaseFontName(handle, None, 0)
    room = ctypes.create_string_buffer(max(1, min(length, 1000)))
    pdfium.FPDFFont_GetBaseFontName(handle, room, len(room))
    try:
        name = room.value.decode("utf-8")
    except UnicodeDecodeError:
        name = room.value.decode("gb18030", "replace")
    weight = pdfium.FPDFFont_GetWeight(handle)
    return Font(SUBSET.sub("", name), pdfium.FPDFFont_GetIsEmbedded(handle) == 1, weight)


def _ink_top(text: Any, index: int, page: Page, angle: int, otherwise: float) -> float:  # noqa: ANN401 - ctypes
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top):
        return otherwise
    return min(page.seen(left.value, bottom.value, angle)[1], page.seen(right.value, top.value, angle)[1])
