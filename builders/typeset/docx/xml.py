"""Elements of WordprocessingML (标记): made with few words, and only from text that XML can carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from builders.core.errors import ContentError

Element = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_STORY = {prefix: NAMESPACES[prefix] for prefix in ("w", "r")}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("(\r\n|[\t\n\r])")
_EXCERPT = 20


@cache
def name(prefixed: str) -> str:
    """Return ``w:p`` as the qualified name that lxml wants; names without prefix stay."""
    prefix, colon, local = prefixed.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else local


def element(tag: str, attributes: dict[str, str] | None = None, *children: Element) -> Element:
    """Return an element; tag and attributes are written with their prefixes (``r:id``)."""
    made = etree.Element(name(tag), {name(key): legal(value) for key, value in (attributes or {}).items()})
    made.extend(children)
    return made


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return an element of the ``w`` namespace whose attributes are all of it too: ``w("jc", val="both")``."""
    made = etree.Element(name(f"w:{tag}"), {name(f"w:{key}"): str(value) for key, value in attributes.items()})
    made.extend(children)
    return made


def root(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return the root of a part: an element of ``w`` that declares the namespaces of a story."""
    made = etree.Element(
        name(f"w:{tag}"), {name(f"w:{key}"): str(value) for key, value in attributes.items()}, nsmap=_STORY
    )
    made.extend(children)
    return made


def words(text: str) -> Iterator[Element]:
    """Return the contents of a run for a text: ``w:t`` with its spaces kept, tabs and line breaks as elements.

    Raises ContentError for a character that XML cannot carry.
    """
    for piece in _BREAKS.split(legal(text)):
        if piece == "\t":
            yield w("tab")
        elif piece in ("\n", "\r", "\r\n"):
            yield w("br")
        elif piece:
            made = w("t")
            made.set(_SPACE, "preserve")
            made.text = piece
            yield made


def legal(text: str) -> str:
    """Return the text; raises ContentError naming every character in it that XML cannot carry."""
    found = sorted(set(_ILLEGAL.findall(text)))
    if found:
        names = "、".join(f"U+{ord(character):04X}" for character in found)
        excerpt = _ILLEGAL.sub("□", text)[:_EXCERPT]
        raise ContentError(f"文字“{excerpt}”中有不能写入文档的字符 {names}。请删去该字符。")
    return text


def serialise(top: Element) -> bytes:
    """Return a part's XML as bytes, with the declaration that Word writes."""
    return etree.tostring(top, encoding="UTF-8", xml_declaration=True, standalone=True)
