"""Hiding places in a PDF: in its pages, beside them, and in what an earlier version left behind."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable

from tests.conform.strange import CATALOGUE, pdf
from tests.engine.disclosure.hidden_pictures import photo
from tests.engine.disclosure.hidden_sheets import workbook

PAGES = "<</Type/Pages/Count 1/Kids[3 0 R]>>"
FONT = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
PAGE = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{FONT}/Contents 4 0 R>>"


def stream(body: bytes, keys: str = "", *, packed: bool = False) -> str:
    body = zlib.compress(body) if packed else body
    filters = "/Filter/FlateDecode" if packed else ""
    return f"<</Length {len(body)}{filters}{keys}>>stream\n{body.decode('latin-1')}\nendstream"


def drawn(said: str) -> str:
    return stream(f"BT /F 12 Tf 72 700 Td {said} ET".encode("latin-1"), packed=True)


def paper(*objects: str, page: str = PAGE, said: str = "(A) Tj", extra: str = "") -> bytes:
    """A PDF of one page; the objects from the fifth on are what is asked for."""
    return pdf(CATALOGUE, PAGES, page, drawn(said), *objects, extra=extra)


def wide(said: str) -> str:
    return "<FEFF" + said.encode("utf-16-be").hex() + ">"


def hidden_in_papers() -> dict[str, tuple[Callable[[str], bytes], str]]:
    """Return for each place the maker of a file and what its place is called."""
    spread = "[({}) -20 ({})] TJ"
    annotated = PAGE[:-2] + "/Annots[5 0 R]>>"
    note = "<</Type/Annot/Subtype/Text/Rect[0 0 1 1]/Contents{}>>"
    link = "<</Type/Annot/Subtype/Link/Rect[0 0 1 1]/A<</S/URI/URI(tel:{})>>>>"
    meta = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><d>{}</d></x:xmpmeta>"
    packed = "10 0 <</Type/StructElem/S/Figure/Alt({})>>"
    return {
        "a page": (lambda s: paper(said=f"({s}) Tj"), "第1页"),
        "a page, in two pieces": (lambda s: paper(said=spread.format(s[:6], s[6:])), "第1页"),
        "a page, without ink": (lambda s: paper(said=f"3 Tr ({s}) Tj"), "第1页"),
        "what a drawing stands for": (
            lambda s: paper(said=f"/Span<</ActualText{wide(s)}>>BDC (A) Tj EMC"),
            "实际文字",
        ),
        "the author": (lambda s: paper(f"<</Author({s})>>", extra="/Info 5 0 R"), "文档信息“作者”"),
        "the title in two-byte characters": (
            lambda s: paper(f"<</Title{wide(s)}>>", extra="/Info 5 0 R"),
            "文档信息“标题”或书签",
        ),
        "a property of some program": (lambda s: paper(f"<</Beizhu ({s})>>", extra="/Info 5 0 R"), "对象属性“Beizhu”"),
        "a string in octal": (
            lambda s: paper("<</Author(" + "".join(f"\\{ord(each):03o}" for each in s) + ")>>"),
            "文档信息“作者”",
        ),
        "XMP": (
            lambda s: paper(stream(meta.format(s).encode(), "/Type/Metadata/Subtype/XML")),
            "XMP 元数据",
        ),
        "an attachment": (
            lambda s: paper(stream(workbook(s), "/Type/EmbeddedFile", packed=True)),
            "附件 ▸ 工作表“Sheet”!A1",
        ),
        "a stream in letters": (
            lambda s: paper(
                stream(base64.a85encode(zlib.compress(s.encode())) + b"~>", "/Filter[/ASCII85Decode/FlateDecode]")
            ),
            "数据流 ▸ 第1行",
        ),
        "a stream in figures": (
            lambda s: paper(stream(s.encode().hex().encode() + b">", "/Filter/ASCIIHexDecode")),
            "数据流 ▸ 第1行",
        ),
        "the name of an attachment": (lambda s: paper(f"<</Type/Filespec/UF({s}.csv)>>"), "附件名称"),
        "a note": (lambda s: paper(note.format(wide(s)), page=annotated), "批注或说明"),
        "a link": (lambda s: paper(link.format(s), page=annotated), "超链接"),
        "a form's field": (lambda s: paper(f"<</FT/Tx/T(a)/V({s})>>"), "表单内容"),
        "the words for a picture": (
            lambda s: paper(stream(packed.format(s).encode(), "/Type/ObjStm/N 1/First 5", packed=True)),
            "替代文字",
        ),
        "the metadata of a picture": (
            lambda s: paper(stream(photo(s), "/Type/XObject/Subtype/Image/Filter/DCTDecode")),
            "图片 ▸ EXIF 用户注释",
        ),
        "an earlier version": (
            lambda s: paper() + f"\n9 0 obj\n<</Author({s})>>\nendobj\n".encode() + b"%%EOF\n",
            "文档信息“作者”",
        ),
    }
