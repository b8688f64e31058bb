"""Markup (标记文本): the text of any XML, that of Word, drawings and OpenDocument joined over its runs.

Word divides a number wherever a proofreader's mark or a change of face begins; only the paragraph has it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from builders.conform.contents.excerpt import Excerpt, needs_context
from builders.conform.contents.strings import decoded
from builders.conform.docx.names import STRICT, A, Element, W

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT_SHEET = (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _SHEET[1:-1].encode())
_RUNS = ((f"{W}t", ""), (f"{W}delText", "删去的文字"), (f"{W}instrText", "域代码"), (f"{A}t", ""), (f"{_SHEET}t", ""))
"""Elements that hold the text of runs, and how text is called that is not shown."""
_OF_RUNS = frozenset(tag for tag, _ in _RUNS)
_BLOCKS = (f"{W}p", f"{A}p", f"{_SHEET}text")
_WHOLE_BLOCKS = (f"{_TEXT}p", f"{_TEXT}h")
_HIDDEN = etree.XPath("w:r[w:rPr/w:vanish]//w:t", namespaces={"w": W[1:-1]})
_LONG_TEXTS = etree.XPath("//text()[string-length() > 6]")
_LONG_ATTRIBUTES = etree.XPath("//@*[string-length() > 6][not(starts-with(local-name(), 'rsid'))]")
_REMARKS = etree.XPath("//comment() | //processing-instruction()")
_ATTRIBUTES = {"descr": "替代文字", "title": "替代文字", "Target": "超链接", "tooltip": "超链接提示", "alt": "替代文字"}
_HEADS = 2
"""Rows at the top of a table in which heads are looked for."""
_DRAWN = ("docPr", "cNvPr", "shape", "img", "image")


def parsed(content: bytes) -> Element | None:
    """Return the root of an XML file, or None for one that is not well-formed or declares a document type."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return None
    if b"purl.oclc.org/ooxml" in content:
        for strict, usual in (*STRICT, _STRICT_SHEET):
            content = content.replace(strict, usual)
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError):
        return None


def read_markup(content: bytes, label: str) -> Iterator[Excerpt]:
    """Yield the text of an XML file: blocks, texts outside them, attributes, remarks; a broken one as it stands."""
    root = parsed(content)
    if root is None:
        yield Excerpt(label, decoded(content))
        yield Excerpt(label, "这部分不是完整的 XML，可能有内容没有检查到，请另存后再检查。", kind="unread")
        return
    yield from _blocks(root, label)
    for text in _select(_LONG_TEXTS, root):
        parent = text.getparent()
        if parent is None or text.is_tail or parent.tag not in _OF_RUNS:
            yield Excerpt(label, str(text), _called(parent))
    for value in _select(_LONG_ATTRIBUTES, root):
        yield Excerpt(_attribute(value, label), str(value))
    for remark in _select(_REMARKS, root):
        yield Excerpt(f"{label}的注释", remark.text or "")


def _select(path: etree.XPath, root: Element) -> list[Any]:
    """Return what a path leads to: elements, or strings that know their element."""
    found = path(root)
    return found if isinstance(found, list) else []


def _blocks(root: Element, label: str) -> Iterator[Excerpt]:
    for number, block in enumerate(root.iter(*_BLOCKS), 1):
        where = f"{label}第{number}段" if label == "正文" else label
        for tag, name in _RUNS:
            text = "".join([run.text or "" for run in block.iter(tag)])
            if text:
                context = _beside(block) if needs_context(text) else ""
                yield Excerpt(f"{where}（{name}）" if name else where, text, context)
        hidden = "".join([run.text or "" for run in _select(_HIDDEN, block)])
        if hidden:
            yield Excerpt(f"{where}（隐藏文字）", hidden)
    for block in root.iter(*_WHOLE_BLOCKS):
        yield Excerpt(label, _all_text(block))


def _beside(block: Element) -> str:
    """Return what stands before a cell in its row and in the heads of its column."""
    cell = next(block.iterancestors(f"{W}tc", f"{A}tc"), None)
    row = None if cell is None else cell.getparent()
    table = None if row is None else row.getparent()
    if cell is None or row is None or table is None:
        return ""
    kind = "{" + str(etree.QName(cell).namespace) + "}"
    column = _column(cell, kind)
    before = cell.getprevious()
    said = [] if before is None else [before]
    for head in table.findall(f"{kind}tr")[:_HEADS]:
        if head is row:
            break
        said += [each for each in head.findall(f"{kind}tc") if set(_column(each, kind)) & set(column)]
    return " ".join(_all_text(each) for each in said if not needs_context(_all_text(each)))


def _column(cell: Element, kind: str) -> range:
    """Return the columns of the table's grid that a cell takes up."""
    first = sum(_width(each, kind) for each in cell.itersiblings(f"{kind}tc", preceding=True))
    return range(first, first + _width(cell, kind))


def _width(cell: Element, kind: str) -> int:
    span = cell.find(f"{kind}tcPr/{kind}gridSpan")
    said = (cell.get("gridSpan") if span is None else span.get(f"{kind}val")) or ""
    return int(said) if said.isdecimal() and len(said) < 4 else 1


def _all_text(element: Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _called(element: Element | None) -> str:
    """Return what an element is called: a name that says 手机 says what its text is."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return " ".join(
        [etree.QName(element).localname, *(str(element.get(key)) for key in ("name", "tag") if element.get(key))]
    )


def _attribute(value: Any, label: str) -> str:  # noqa: ANN401 - a string of lxml that knows its element
    parent = value.getparent()
    local = str(value.attrname or "").rpartition("}")[2]
    known = _ATTRIBUTES.get(local)
    if known and (local != "title" or (parent is not None and etree.QName(parent).localname in _DRAWN)):
        return f"{label}的{known}" if label != known else label
    return f"{label}的属性“{local}”"
