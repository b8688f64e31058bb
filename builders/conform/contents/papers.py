"""Papers (PDF 文件): the text of the pages, and every string and stream of the file, in use or left behind.

A PDF keeps what was replaced: the objects are read one after another as they stand, whether or not a page leads there.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator

from builders.conform.contents.budget import Budget
from builders.conform.contents.excerpt import Excerpt
from builders.conform.contents.markup import read_markup
from builders.conform.contents.strings import decoded
from builders.conform.pdf.texts import page_texts
from builders.conform.unreadable import Unreadable

Inner = Callable[[bytes, str, Budget], Iterator[Excerpt]]

_STREAM = re.compile(rb"\bstream\r?\n")
_LITERAL = re.compile(
    rb"\((?P<text>[^()\\]*(?:(?:\\.|\([^()\\]*(?:\\.[^()\\]*)*\))[^()\\]*)*)\)"
    rb"|(?<!<)<(?P<hex>[0-9A-Fa-f\s]{8,})>",
    re.DOTALL,
)
_KEY = re.compile(rb"/([A-Za-z]+)\s*\[?\s*\Z")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_PLAIN_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_FONTS = re.compile(rb"/Length1\b|/Subtype\s*/(?:OpenType|CIDFontType0C|Type1C)")
_NO_TEXT = re.compile(rb"/Type\s*/(?:XRef|CMap)|/FunctionType|/ShadingType|/ICCBased")
_IMAGE = re.compile(rb"/Subtype\s*/Image")
_FILTER = re.compile(
    rb"/(FlateDecode|Fl|ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|Crypt)(?![A-Za-z])"
)
_DRAWING = re.compile(rb"/Subtype\s*/Form|/PatternType")
_OPERATORS = re.compile(
    rb"(?:[\d.\])]|>>|/\w+)\s*(?:cm|re|w|m|l|c|h|rg|RG|g|G|k|K|gs|cs|CS|scn|SCN|BDC|BMC|Do|Tj|TJ|Tf|Td|Tm|d)\b|\b(?:BT|q|Q)\s"
)
"""What a page is drawn with, after numbers and names; a few of them make a stream a drawing."""
_SAID = re.compile(rb"/(?:ActualText|Alt|E|T|Contents)\s*(?=[(<])")
"""Keys under which a page's drawing says something in words."""
_LABELS = {
    "Author": "文档信息“作者”",
    "Title": "文档信息“标题”或书签",
    "Subject": "文档信息“主题”",
    "Keywords": "文档信息“关键词”",
    "Creator": "文档信息“创建程序”",
    "Contents": "批注或说明",
    "RC": "批注",
    "T": "批注人或表单项",
    "V": "表单内容",
    "TU": "表单提示",
    "Alt": "替代文字",
    "ActualText": "实际文字",
    "URI": "超链接",
    "F": "附件名称",
    "UF": "附件名称",
    "Desc": "附件说明",
    "JS": "脚本",
}


def read_paper(content: bytes, budget: Budget, inner: Inner) -> Iterator[Excerpt]:
    """Yield everything in a PDF. Raises Unreadable for one that is encrypted, broken or overblown."""
    for number, text in enumerate(page_texts(content), 1):
        yield Excerpt(f"第{number}页", text)
    if b"/Encrypt" in content:
        yield Excerpt("", "这个 PDF 有权限密码，只检查了页面上的文字。", kind="unread")
    for before, body in _objects(content):
        yield from _strings(before)
        if body is None:
            continue
        try:
            yield from _stream(before, body, budget, inner)
        except Unreadable as reason:
            yield Excerpt("数据流", str(reason), kind="unread")


def _objects(content: bytes) -> Iterator[tuple[bytes, bytes | None]]:
    """Yield the file piece by piece: what stands before a stream, and the stream; at last what stands behind all."""
    place = 0
    while found := _STREAM.search(content, place):
        end = content.find(b"endstream", found.end())
        end = len(content) if end < 0 else end
        yield content[place : found.start()], content[found.end() : end]
        place = end + len(b"endstream")
    yield content[place:], None


def _stream(before: bytes, body: bytes, budget: Budget, inner: Inner) -> Iterator[Excerpt]:
    head = before[before.rfind(b" obj") :]
    if _FONTS.search(head) or _NO_TEXT.search(head):
        return
    if b"DCTDecode" in head:
        yield from (each.inside("图片") for each in inner(body, "", budget))
        return
    if _IMAGE.search(head):
        return
    body = _unpacked(head, body, budget)
    if b"/ObjStm" in head:
        yield from _strings(body)
    elif b"/Metadata" in head or body.lstrip()[:9] in (b"<?xpacket", b"<x:xmpmet"):
        yield from read_markup(body.strip(b"\x00 \r\n"), "XMP 元数据")
    elif b"/EmbeddedFile" in head:
        yield from (each.inside("附件") for each in inner(body, "", budget))
    elif _DRAWING.search(head) or _is_drawing(body):
        yield from _spoken(body)
    elif b"begincmap" not in body[:2000]:
        yield from (each.inside("数据流") for each in inner(body, "", budget))


def _unpacked(head: bytes, body: bytes, budget: Budget) -> bytes:
    """Return a stream without its filters, in their order. Raises Unreadable for one that is not known here."""
    for name in _FILTER.findall(head):
        if name in (b"FlateDecode", b"Fl"):
            body = budget.inflate(body)
        elif name in (b"ASCIIHexDecode", b"AHx"):
            body = bytes.fromhex(_even(re.sub(rb"[^0-9A-Fa-f]", b"", body)))
        elif name in (b"ASCII85Decode", b"A85"):
            try:
                body = base64.a85decode(body.partition(b"~>")[0].strip())
            except ValueError as error:
                raise Unreadable("PDF 里有一段数据已损坏，没有检查到。") from error
        else:
            raise Unreadable(f"PDF 里有一段数据的压缩方式（{name.decode()}）不认识，没有检查到。")
    return body


def _is_drawing(body: bytes) -> bool:
    start = body[:600]
    return start.isascii() and len(_OPERATORS.findall(start)) >= 3


def _strings(content: bytes) -> Iterator[Excerpt]:
    """Yield every string among objects, by the key that it stands under."""
    for found in _LITERAL.finditer(content):
        key = _KEY.search(content, max(0, found.start() - 40), found.start())
        yield _said(found, key[1].decode() if key else "")


def _spoken(content: bytes) -> Iterator[Excerpt]:
    """Yield the strings of a drawing that are words and not characters of a face."""
    for key in _SAID.finditer(content):
        found = _LITERAL.match(content, key.end())
        if found:
            yield _said(found, key[0].strip(b"/ \r\n\t").decode())


def _said(found: re.Match[bytes], key: str) -> Excerpt:
    raw = _unescaped(found["text"]) if found["hex"] is None else bytes.fromhex(_even(found["hex"]))
    text = raw.decode("utf-16", "replace") if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else decoded(raw)
    return Excerpt(_LABELS.get(key, f"对象属性“{key}”" if key else "对象里的文字"), text)


def _even(digits: bytes) -> str:
    text = "".join(digits.decode().split())
    return text + "0" * (len(text) % 2)


def _unescaped(text: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        if found[1]:
            return bytes([int(found[1], 8) & 0xFF])
        return _PLAIN_ESCAPES.get(found[2], found[2]) if found[2] else b""

    return _ESCAPE.sub(plain, text) if b"\\" in text else text
