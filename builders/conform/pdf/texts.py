"""Texts of pages (页面文字): all characters of each page as pdfium reads them, those without ink as well."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from builders.conform.pdf.reading import MOST_CHARACTERS, MOST_PAGES, opened
from builders.conform.unreadable import Unreadable


def page_texts(content: bytes) -> Iterator[str]:
    """Yield the text of each page, lines apart. Raises Unreadable for a PDF that is encrypted, broken or endless."""
    with opened(content) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise Unreadable(f"这个 PDF 有{count}页，超过{MOST_PAGES}页，不检查。")
        for index in range(count):
            page = pdfium.FPDF_LoadPage(document, index)
            if not page:
                raise Unreadable(f"这个 PDF 的第{index + 1}页已损坏，不能读取，请重新导出。")
            text = pdfium.FPDFText_LoadPage(page)
            try:
                length = min(max(0, pdfium.FPDFText_CountChars(text)), MOST_CHARACTERS)
                room = (ctypes.c_ushort * (length + 1))()
                written = pdfium.FPDFText_GetText(text, 0, length, room)
                yield bytes(room)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
            finally:
                pdfium.FPDFText_ClosePage(text)
                pdfium.FPDF_ClosePage(page)
