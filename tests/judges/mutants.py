"""Broken documents (坏文档): one sound document, broken in one way each, and who is known to see it.

The two judges of Word files miss different things; this table says which, so that a judge that goes blind is noticed.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from builders.typeset.docx import write
from builders.typeset.markdown import parse
from tests.typeset.samples import everything

Judges = Literal["lint", "SDK", "both"]
Parts = list[tuple[str, bytes]]

DOCUMENT, STYLES, TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
RELATIONS, FOOT, NOTES, SETTINGS = (
    "word/_rels/document.xml.rels", "word/footer1.xml", "word/footnotes.xml", "word/settings.xml",
)  # fmt: skip
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Mutant:
    """A way to break a document; ``fault`` is what our lint says of it, empty when only the SDK sees it."""

    name: str
    breaking: Callable[[Parts], Parts]
    seen_by: Judges
    fault: str = ""

    @property
    def docx(self) -> bytes:
        """The sound document, broken."""
        return packed(self.breaking(sound_parts()))


@cache
def sound() -> bytes:
    """Return a sound document with every kind of block."""
    manuscript = everything()
    return write(manuscript, parse(manuscript))


def sound_parts() -> Parts:
    """Return the parts of the sound document."""
    with ZipFile(BytesIO(sound())) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def packed(parts: Parts) -> bytes:
    """Return a package of these parts, two of one name if there are."""
    stream = BytesIO()
    with ZipFile(stream, "w") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a name that stands twice
        for name, blob in parts:
            package.writestr(name, blob, ZIP_DEFLATED if len(blob) > 1_000_000 else ZIP_STORED)
    return stream.getvalue()


def changed(name: str, old: str, new: str) -> Callable[[Parts], Parts]:
    """Change the first place in a part; ``old`` is a pattern and must be there."""

    def breaking(parts: Parts) -> Parts:
        text = dict(parts)[name].decode("utf-8")
        broken, count = re.subn(old, new, text, count=1, flags=re.DOTALL)
        assert count == 1, f"{old} is not in {name}"
        return [(each, broken.encode() if each == name else blob) for each, blob in parts]

    return breaking


def added(name: str, blob: bytes = b"") -> Callable[[Parts], Parts]:
    """Add a part, or a second one of the same name."""
    return lambda parts: [*parts, (name, blob)]


def without(name: str) -> Callable[[Parts], Parts]:
    """Leave a part out."""
    return lambda parts: [(each, blob) for each, blob in parts if each != name]


def twice(*breakings: Callable[[Parts], Parts]) -> Callable[[Parts], Parts]:
    """Break in several places."""

    def breaking(parts: Parts) -> Parts:
        for each in breakings:
            parts = each(parts)
        return parts

    return breaking


def related(kind: str, target: str, mode: str = "Internal") -> Callable[[Parts], Parts]:
    """Add a relationship to the document."""
    element = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return changed(RELATIONS, "</Relationships>", f"{element}</Relationships>")


def in_first_paragraph(xml: str) -> Callable[[Parts], Parts]:
    """Put something at the end of the first paragraph of body text."""
    return changed(DOCUMENT, r'(<w:pStyle w:val="GwBody"/>.*?)</w:p>', rf"\1{xml}</w:p>")


def field(instruction: str) -> str:
    """Return a whole field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


JUMP = '<w:hyperlink w:anchor="nowhere"><w:r><w:t>x</w:t></w:r></w:hyperlink>'
COMMENT = '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>'
INSERTION = '<w:ins w:id="900" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins>'
EXTRA_TYPE = '<Override PartName="/word/extra.xml" ContentType="application/vnd.extra+xml"/></Types>'

MUTANTS = (
    # ------------------------------------------------------------------------------- the package
    Mutant("a part that stands twice", added(DOCUMENT, b"<x/>"), "both", "stands 2 times in the package"),
    Mutant("a part outside the package", added("../evil.xml", b"<x/>"), "lint", "no name of a part"),
    Mutant("a part at an absolute place", added("/tmp/evil.xml", b"<x/>"), "lint", "no name of a part"),
    Mutant("a part without content type", added("word/extra.bin", b"x"), "lint", "has no content type"),
    Mutant("a content type without part", changed(TYPES, "</Types>", EXTRA_TYPE), "lint", "and is not there"),
    Mutant("a part that nothing leads to",
           twice(added("word/extra.xml", b"<x/>"), changed(TYPES, "</Types>", EXTRA_TYPE)),
           "lint", "no relationship leads to it"),
    Mutant("a picture that is not there", without("word/media/image1.png"), "both", "which is not there"),
    Mutant("a picture that is none",
           lambda parts: [(n, b"MZ" + b if n.endswith(".png") else b) for n, b in parts], "lint", "is not image/png"),
    Mutant("a picture from the net", related("image", "http://example.com/a.png", "External"), "lint", "fetches http"),
    Mutant("a template from the net",
           related("attachedTemplate", "http://example.com/a.dotm", "External"), "lint", "brings in attachedTemplate"),
    Mutant("a link to a local file", related("hyperlink", "file:///tmp/a.exe", "External"), "lint", "leads to file:"),
    Mutant("a DOCTYPE", changed(DOCUMENT, r"\?>", '?><!DOCTYPE x [<!ENTITY y "z">]>'), "both", "has a DOCTYPE"),
    Mutant("XML that does not end", changed(DOCUMENT, "</w:document>", ""), "both", "not well-formed"),
    Mutant("a part that unpacks to very much", added("word/media/image9.png", b"\0" * 9_000_000),
           "lint", "times its size"),
    # ------------------------------------------------------------------------------- text and fields
    Mutant("a line feed in a text", changed(DOCUMENT, "特此报告", "特此\n报告"), "lint", "line feed or tab"),
    Mutant("a tab in a text", changed(DOCUMENT, "特此报告", "特此\t报告"), "lint", "line feed or tab"),
    Mutant("a field that does not end", changed(FOOT, '<w:fldChar w:fldCharType="end"/>', ""),
           "lint", "a field that does not end"),
    Mutant("a field that has not begun", changed(FOOT, '<w:fldChar w:fldCharType="begin"/>', ""),
           "lint", "a field that has not begun"),
    Mutant("a field without a result", changed(FOOT, '<w:t xml:space="preserve">1</w:t>', ""),
           "lint", "a field without a result"),
    Mutant("a field that starts a program", in_first_paragraph(field("DDEAUTO c:\\\\\\\\x cmd")), "lint", "DDEAUTO"),
    Mutant("a field that reads a file", in_first_paragraph(field('INCLUDETEXT "a.docx"')), "lint", "INCLUDETEXT"),
    Mutant("a bookmark that does not end", in_first_paragraph('<w:bookmarkStart w:id="7" w:name="b"/>'),
           "lint", "does not begin once and end once"),
    Mutant("a jump to nowhere", in_first_paragraph(JUMP), "lint", "no bookmark nowhere"),
    Mutant("a tracked change", in_first_paragraph(INSERTION), "lint", "a tracked change (ins)"),
    Mutant("a comment", in_first_paragraph(COMMENT), "both", "a comment (commentRangeStart)"),
    Mutant("a stray text", changed(DOCUMENT, "</w:pPr><w:r>", "</w:pPr>x<w:r>"),
           "lint", "text where none may be"),
    # ------------------------------------------------------------------------------- what is named is there
    Mutant("a style that is not there", changed(DOCUMENT, '"GwBody"', '"GwNone"'), "lint", "paragraph style GwNone"),
    Mutant("a style based on none", changed(STYLES, '<w:basedOn w:val="[^"]*"', '<w:basedOn w:val="GwNone"'),
           "lint", "style GwNone"),
    Mutant("a list that is not there",
           changed(DOCUMENT, '<w:pStyle w:val="GwBody"/>',
                   '<w:pStyle w:val="GwBody"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>'),
           "lint", "no list 9"),
    Mutant("a foot that is not there", changed(DOCUMENT, r'<w:footerReference w:type="default" r:id="\w+"',
                                               '<w:footerReference w:type="default" r:id="rId77"'),
           "both", "no relationship rId77"),
    Mutant("a footnote that is not there", changed(DOCUMENT, r'<w:footnoteReference w:id="1"',
                                                   '<w:footnoteReference w:id="5"'), "both", "footnotes: ['1'] unused"),
    Mutant("two footnotes of one number", changed(NOTES, 'w:footnote w:id="2"', 'w:footnote w:id="1"'),
           "both", "footnotes: ['1'] unused"),
    Mutant("a font of the theme", changed(STYLES, '<w:rFonts ', '<w:rFonts w:eastAsiaTheme="minorEastAsia" '),
           "lint", "eastAsiaTheme of a theme"),
    # ------------------------------------------------------------------------------- pictures and tables
    Mutant("two pictures of one number", changed(DOCUMENT, r"(<(\w+):inline.*?</\2:inline>)", r"\1\1"),
           "both", "stands 2 times"),
    Mutant("a picture without words", changed(DOCUMENT, r'(<\w+:docPr[^>]*) descr="[^"]*"', r"\1"),
           "lint", "a picture without words"),
    Mutant("a cell without paragraph", changed(DOCUMENT, "</w:tcPr><w:p>.*?</w:p></w:tc>", "</w:tcPr></w:tc>"),
           "lint", "does not end with a paragraph"),
    Mutant("a column too many in the grid", changed(DOCUMENT, "</w:tblGrid>", '<w:gridCol w:w="9"/></w:tblGrid>'),
           "lint", "columns in a grid of"),
    Mutant("a table wider than its columns", changed(DOCUMENT, r'<w:tblW w:w="\d+"', '<w:tblW w:w="9999"'),
           "lint", "in a table of 9999"),
    Mutant("a cell over too many columns", changed(DOCUMENT, r'(<w:tcW [^>]*/>)(<w:v|</w:tcPr>)',
                                                   r'\1<w:gridSpan w:val="3"/>\2'), "lint", "columns in a grid of"),
    Mutant("a merged cell with nothing above", changed(DOCUMENT, '<w:vMerge w:val="restart"/>', ""),
           "lint", "goes on from a cell above that does not"),
    Mutant("a table without rows", changed(DOCUMENT, r"(</w:tblGrid>).*?(</w:tbl>)", r"\1\2"),
           "lint", "a table without rows"),
    # ------------------------------------------------------------------------------- sections and the schema
    Mutant("a section without foot on even pages", changed(DOCUMENT, '<w:footerReference w:type="even"[^>]*/>', ""),
           "lint", "no foot for its even pages"),
    Mutant("no section at all", changed(DOCUMENT, r"<w:sectPr>(?!.*<w:sectPr>).*?</w:sectPr>(</w:body>)", r"\1"),
           "lint", "does not end with a section"),
    Mutant("properties out of order",
           changed(DOCUMENT, '<w:pStyle w:val="GwBody"/>', '<w:keepNext/><w:pStyle w:val="GwBody"/>'), "SDK"),
    Mutant("a number that is none", changed(DOCUMENT, r'<w:pgSz w:w="\d+"', '<w:pgSz w:w="wide"'), "SDK"),
    Mutant("an element that no one knows", changed(DOCUMENT, "<w:body>", "<w:body><w:sentence/>"), "SDK"),
)  # fmt: skip
