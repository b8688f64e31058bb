"""What a document says, read twice (文字): from Word's XML by us, from LibreOffice's by LibreOffice.

A reading is the text of every paragraph in order, of every footnote, of the rows that a table repeats, and of the heads
and feet of pages; a page number is ``#``, a line break a line feed, a tab a tab. Marks of footnotes and pictures are
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from tests.judges.word_xml import W, named

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
PAGE_NUMBER = "#"


@dataclass(frozen=True)
class Reading:
    """The texts of a document; paragraphs without text are left out, since frames and merged cells add such."""

    body: tuple[str, ...]
    footnotes: tuple[str, ...]
    edges: frozenset[str]
    """What stands at the head and at the foot of some page."""
    repeated: tuple[str, ...] = ()
    """The rows that stand again at the head of each page over which a table runs."""


# ------------------------------------------------------------------------------- Word


def word_reading(docx: bytes) -> Reading:
    """Return what a Word file says."""
    with ZipFile(BytesIO(docx)) as package:
        trees = {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}
    notes = trees.get("word/footnotes.xml")
    real = [] if notes is None else [note for note in notes if note.get(f"{W}type") is None]
    edges = [tree for name, tree in trees.items() if name.startswith(("word/header", "word/footer"))]
    return Reading(
        tuple(_filled(map(_word_text, _word_paragraphs(trees["word/document.xml"])))),
        tuple(_filled("\n".join(map(_word_text, note.iter(f"{W}p"))).strip() for note in real)),
        frozenset(_filled(_word_text(paragraph).strip() for tree in edges for paragraph in tree.iter(f"{W}p"))),
        tuple(
            "\n".join(_filled(map(_word_text, row.iter(f"{W}p"))))
            for row in trees["word/document.xml"].iter(f"{W}tr")
            if row.find(f"{W}trPr/{W}tblHeader") is not None
        ),
    )


def _word_paragraphs(story: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs in order; of what is said twice, for old programs and for new, only the new."""
    for paragraph in story.iter(f"{W}p"):
        if not any(each.tag == f"{MC}Fallback" for each in paragraph.iterancestors()):
            yield paragraph


def _word_text(paragraph: etree._Element) -> str:
    text, hidden, number = "", False, False
    for each in paragraph.iter(f"{W}*"):
        if next(each.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        match named(each):
            case "fldChar":
                kind = each.get(f"{W}fldCharType")
                text += PAGE_NUMBER if number and kind == "end" else ""
                hidden = (kind == "begin") or (number and kind == "separate")
                number = number and kind != "end"
            case "instrText":
                number = number or (each.text or "").split()[:1] == ["PAGE"]
            case "t" if not hidden:
                text += each.text or ""
            case "br" if each.get(f"{W}type", "textWrapping") == "textWrapping":
                text += "\n"
            case "tab" if each.get(f"{W}val") is None:  # else a tab stop
                text += "\t"
    return text


# ------------------------------------------------------------------------------- LibreOffice


def office_reading(fodt: bytes) -> Reading:
    """Return what LibreOffice understood of a document."""
    root = etree.fromstring(fodt, etree.XMLParser(huge_tree=True))
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    assert body is not None
    notes = list(body.iter(f"{TEXT}note-body"))
    edges = [
        paragraph
        for master in root.iter(f"{STYLE}master-page")
        for edge in master
        for paragraph in _office_paragraphs(edge)
    ]
    return Reading(
        tuple(_filled(_office_text(each) for each in _office_paragraphs(body) if not _in_note(each))),
        tuple(_filled("\n".join(map(_office_text, _office_paragraphs(note))).strip() for note in notes)),
        frozenset(_filled(_office_text(each).strip() for each in edges)),
        tuple(
            "\n".join(_filled(map(_office_text, _office_paragraphs(row))))
            for rows in body.iter(f"{TABLE}table-header-rows")
            for row in rows.iter(f"{TABLE}table-row")
        ),
    )


def _office_paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    return parent.iter(f"{TEXT}p", f"{TEXT}h")


def _in_note(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{TEXT}note-body"), None) is not None


def _office_text(element: etree._Element) -> str:
    """Return a paragraph's own text: not that of notes, pictures and frames that hang on it."""
    match named(element):
        case "s":
            own = " " * int(element.get(f"{TEXT}c", "1"))
        case "tab":
            own = "\t"
        case "line-break":
            own = "\n"
        case "page-number":
            own = PAGE_NUMBER
        case "note" | "annotation":
            own = ""
        case _ if str(element.tag).startswith(DRAW):
            own = ""
        case _:
            own = (element.text or "") + "".join(_office_text(each) + (each.tail or "") for each in element)
    return own


def _filled(texts: Iterator[str] | map[str]) -> Iterator[str]:
    return (text for text in texts if text.strip())
