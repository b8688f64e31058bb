"""An opened .docx (打开的文档): its parts as XML, and the questions that tests ask of it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
W = f"{{{NAMESPACES['w']}}}"


class Opened:
    """The parts of a .docx by name; ``/`` finds elements, ``texts`` reads paragraphs."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as package:
            self.entries = package.infolist()
            self.raw = {entry.filename: package.read(entry) for entry in self.entries}
        self.trees = {
            name: etree.fromstring(blob) for name, blob in self.raw.items() if name.endswith((".xml", ".rels"))
        }

    def find(self, path: str, part: str = "word/document.xml") -> list[etree._Element]:
        """Elements of a part by XPath."""
        return list(self.trees[part].iterfind(path, NAMESPACES))

    def values(self, path: str, attribute: str = "val", part: str = "word/document.xml") -> list[str | None]:
        """One ``w`` attribute of every element found."""
        return [element.get(W + attribute) for element in self.find(path, part)]

    def paragraphs(self, style: str, part: str = "word/document.xml") -> list[str]:
        """The texts of the paragraphs of one style; a line break is a newline, a tab a tab."""
        return [text(each) for each in self.find(".//w:p", part) if style_of(each) == style]

    def styles(self) -> dict[str, etree._Element]:
        """The styles by id."""
        return {element.get(f"{W}styleId", ""): element for element in self.find("w:style", "word/styles.xml")}

    def look(self, style: str, path: str, attribute: str = "val") -> str | None:
        """One attribute of the first element at a path in a style; None when the style does not have it."""
        found = self.styles()[style].find(path, NAMESPACES)
        return None if found is None else found.get(W + attribute)

    def has(self, style: str, path: str) -> bool:
        """Whether a style has an element at a path."""
        return self.styles()[style].find(path, NAMESPACES) is not None

    def stories(self) -> list[str]:
        """The names of the parts that carry text."""
        return [
            name
            for name in self.trees
            if name.startswith(("word/document", "word/header", "word/footer", "word/footnotes"))
        ]


def style_of(paragraph: etree._Element) -> str:
    """The style id of a paragraph."""
    found = paragraph.find("w:pPr/w:pStyle", NAMESPACES)
    return "" if found is None else found.get(f"{W}val", "")


def text(element: etree._Element) -> str:
    """The text of a paragraph, a cell or a story."""
    marks = {f"{W}br": "\n", f"{W}tab": "\t"}
    written = (each for run in element.iter(f"{W}r") for each in run.iterchildren())
    return "".join(each.text or "" if each.tag == f"{W}t" else marks.get(str(each.tag), "") for each in written)
