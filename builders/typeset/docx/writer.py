"""The Word writer (Word 文档): a numbered document and its manuscript as the bytes of a .docx.

The same manuscript gives the same bytes. Everything printed stands in the file as text, so that the text of the .docx
is the text of the PDF.
"""

from __future__ import annotations

from builders.model.document import Document
from builders.model.manuscript import Manuscript
from builders.typeset.docx import closing
from builders.typeset.docx.assets import pictures
from builders.typeset.docx.body import Body
from builders.typeset.docx.company import keep_with_next
from builders.typeset.docx.imprint import imprint
from builders.typeset.docx.inline import plain
from builders.typeset.docx.lastpage import ends_in_footnotes
from builders.typeset.docx.masthead import masthead
from builders.typeset.docx.package import bind
from builders.typeset.docx.pages import Pages, oriented
from builders.typeset.docx.places import Places, places
from builders.typeset.docx.section import Sections
from builders.typeset.docx.stories import Book
from builders.typeset.docx.styleids import ADDRESSEE, TITLE
from builders.typeset.docx.xml import Element, root, w


def write(manuscript: Manuscript, document: Document) -> bytes:
    """Return a .docx of a document that ``builders.typeset.numbering`` has numbered.

    Raises ContentError for a character that XML cannot carry and for a picture that is missing or broken.
    """
    book = Book()
    content = w("body")
    story = book.story("document.xml", "document.main", root("document", content))
    body = Body(book, story, pictures(document, manuscript.assets, book))
    standing = places(manuscript)
    pages = Pages()
    pages.add(_head(manuscript, standing))
    _text(manuscript, document, body, pages)
    for annex in document.annexes:
        closing.annex(annex, body, pages)
    pages.add(imprint(manuscript, book, new_page=ends_in_footnotes(document)))
    marks, version = manuscript.marks, manuscript.draft_version
    content.extend(pages.bound(Sections(marks, version, book, story, letter=_is_letter(manuscript))))
    return bind(book, story, manuscript, standing, footnotes=body.notes.any)


def _head(manuscript: Manuscript, standing: Places) -> list[Element]:
    made = []
    if manuscript.masthead:
        made += masthead(manuscript.masthead, manuscript.date, standing)
    made.append(closing.title(TITLE, manuscript.title))
    if manuscript.addressees:
        made.append(plain(ADDRESSEE, "、".join(manuscript.addressees) + "："))
    return made


def _text(manuscript: Manuscript, document: Document, body: Body, pages: Pages) -> None:
    """Add the body and its closing; the last paragraph is held to the closing, but not to who attended."""
    groups = [(landscape, list(body.blocks(blocks))) for landscape, blocks in oriented(document.blocks)]
    end = closing.closing(manuscript, document.annexes)
    if end and groups and (document.annexes or not manuscript.attendance):
        keep_with_next(groups[-1][1])
    for landscape, elements in groups:
        pages.add(elements, landscape=landscape)
    pages.add(end)


def _is_letter(manuscript: Manuscript) -> bool:
    return manuscript.masthead is not None and manuscript.masthead.kind == "letter"
