"""Stories (文稿部件): the parts that carry text — body, footnotes, headers, footers — and what they are related to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package

from builders.typeset.docx.xml import Element

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."


@dataclass
class Story:
    """A part of the package and its root element; links are relationships of the part that they stand in."""

    part: XmlPart
    top: Element

    def link(self, target: str) -> str:
        """Return the id of the relationship to an address outside the document."""
        return self.part.relate_to(target, RELATION.HYPERLINK, is_external=True)

    def relate(self, target: Part, kind: str) -> str:
        """Return the id of the relationship to another part."""
        return self.part.relate_to(target, kind)


@dataclass
class Book:
    """The package being written: its main story, its footnotes, and the count of its drawings."""

    package: Package = field(default_factory=Package)
    drawings: int = 0

    def story(self, file: str, kind: str, top: Element) -> Story:
        """Return a new story in ``word/<file>``; ``kind`` is the last word of its content type."""
        name = PackURI(f"/word/{file}")
        part = XmlPart(name, f"{_MAIN}{kind}+xml", cast("BaseOxmlElement", top), self.package)
        return Story(part, top)

    def fixed(self, path: str, content_type: str, content: bytes) -> Part:
        """Return a new part of finished bytes at ``path``."""
        return Part(PackURI(path), content_type, content, self.package)

    def next_drawing(self) -> int:
        """Return the next id of a drawing; Word wants every drawing to have its own."""
        self.drawings += 1
        return self.drawings
