"""What a PDF prints (打印的文字): the characters of its type areas in the order of the file, and its footnotes."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from builders.conform.prints import Print
from builders.conform.unreadable import Unreadable

MOST_PAGES = 2000
_POINTS_PER_MM = 72 / 25.4
_FOOT_MM, _HEAD_MM = 35.0, 260.0
"""From the lower edge of the paper to the foot and to the top of the type area (GB/T 9704-2012 clause 5.2.1)."""
_LANDSCAPE_TOP_MM = 182.0
"""From the lower edge of a landscape page to the top of its type area; its foot is at the left."""
_HYPHENS = "\x02\ufffe"
"""What pdfium calls a hyphen at the end of a line."""
_FOOTNOTE_PT = 9.0
_RAISED_PT = {round(0.6 * size, 1) for size in (9.0, 10.5, 14.0, 16.0, 22.0)}
"""Sizes of the raised marks of footnotes in the sizes of text; in Word they are no text."""


def read_print(content: bytes) -> Print:
    """Return what a PDF prints, one paragraph a page, without white space. Raises Unreadable."""
    try:
        opened = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("文件不完整或已损坏，不是有效的 PDF。请重新导出。") from error
    try:
        if len(opened) > MOST_PAGES:
            raise Unreadable(f"PDF 超过{MOST_PAGES}页，不像正常的公文，不予读取。")
        pages = [_page(page) for page in opened]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("PDF 的页面已损坏，不能读取。请重新导出。") from error
    finally:
        opened.close()
    return Print(
        tuple(body for body, _, _ in pages),
        tuple(notes for _, notes, _ in pages if notes),
        margins=tuple(head for _, _, head in pages),
    )


def _page(page: Any) -> tuple[str, str, str]:  # noqa: ANN401 - pypdfium2 has no types
    """Return the text of the type area, of the footnotes and of the head of a page."""
    landscape = page.get_width() > page.get_height()
    area = page.get_textpage()
    body: list[str] = []
    notes: list[str] = []
    head: list[str] = []
    for index in range(area.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(area, index))
        character = "-" if character in _HYPHENS else character
        size = round(pdfium.FPDFText_GetFontSize(area, index), 1)
        if character.isspace() or size in _RAISED_PT:
            continue
        left, low, right, high = area.get_charbox(index, loose=True)
        across, up = (left + right) / 2 / _POINTS_PER_MM, (low + high) / 2 / _POINTS_PER_MM
        if up > (_LANDSCAPE_TOP_MM if landscape else _HEAD_MM):
            head.append(character)
        elif (across if landscape else up) >= _FOOT_MM:
            (notes if size == _FOOTNOTE_PT else body).append(character)
    return "".join(body), "".join(notes), "".join(head)
