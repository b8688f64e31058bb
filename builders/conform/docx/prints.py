"""What a .docx prints (打印的文字): paragraphs and cells in reading order, footnotes, words for pictures."""

from __future__ import annotations

from collections.abc import Iterator

from builders.conform.docx.archive import Archive
from builders.conform.docx.names import MC, WP, Element, W
from builders.conform.prints import Print
from builders.conform.unreadable import Unreadable

_MASTHEAD_STYLE = "GwMastheadTable"
"""Of the table in which 文件 stands beside all issuers: it is read column by column."""
_BREAKS = {f"{W}br": "\n", f"{W}tab": "\t"}


def read_print(content: bytes) -> Print:
    """Return what a .docx prints. Raises Unreadable."""
    archive = Archive(content)
    root = archive.tree(archive.main)
    body = None if root is None else root.find(f"{W}body")
    if root is None or body is None:
        raise Unreadable("压缩包里没有 Word 正文，不是 .docx 文件；请检查是否传错了文件。")
    for double in list(root.iter(f"{MC}Fallback")):
        parent = double.getparent()
        if parent is not None:
            parent.remove(double)
    notes = archive.of_kind("footnotes")
    own = [] if notes is None else [note for note in notes.iter(f"{W}footnote") if note.get(f"{W}type") is None]
    heads = [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    pictures = [each.get("descr", "") for inline in root.iter(f"{WP}inline") for each in inline.iter(f"{WP}docPr")]
    return Print(
        tuple(_texts(body)),
        tuple("".join(map(_text, note.iter(f"{W}p"))) for note in own),
        tuple("".join(map(_text, row.iter(f"{W}p"))) for row in heads),
        tuple(pictures),
        tuple(_margins(archive)),
    )


def _margins(archive: Archive) -> Iterator[str]:
    for kind, name in archive.relations.values():
        root = archive.tree(name) if kind == "header" else None
        if root is not None:
            yield from map(_text, root.iter(f"{W}p"))


def _texts(parent: Element) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{W}p":
            yield _text(element)
        elif element.tag == f"{W}tbl":
            yield from _cells(element)
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _texts(element)


def _cells(table: Element) -> Iterator[str]:
    rows = [row.findall(f"{W}tc") for row in table.iterchildren(f"{W}tr")]
    style = table.find(f"{W}tblPr/{W}tblStyle")
    if style is not None and style.get(f"{W}val") == _MASTHEAD_STYLE:
        widest = max(map(len, rows), default=0)
        rows = [[row[at] for row in rows if at < len(row)] for at in range(widest)]
    for row in rows:
        for cell in row:
            yield from _texts(cell)


def _text(paragraph: Element) -> str:
    """Return the text of a paragraph; pictures and automatic numbers are nothing."""
    return "".join(
        each.text or "" if each.tag == f"{W}t" else _BREAKS.get(str(each.tag), "") for each in paragraph.iter()
    )
