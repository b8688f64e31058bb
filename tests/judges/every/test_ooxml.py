"""The judge itself is judged: it must pass what is right and name what is wrong."""

import io

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement

from tests.judges.ooxml import judge


@pytest.fixture
def document() -> Document:
    document = docx.Document()
    document.add_paragraph("Text.")
    return document


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_sound_document_is_accepted(document: Document) -> None:
    assert judge(saved(document)) == []


def test_properties_out_of_order_are_named_with_their_place(document: Document) -> None:
    properties = document.paragraphs[0]._p.get_or_add_pPr()
    properties.append(OxmlElement("w:keepNext"))
    properties.append(OxmlElement("w:pStyle"))

    [first, *_] = judge(saved(document))

    assert first.startswith("/word/document.xml /w:document[1]/w:body[1]/w:p[1]/w:pPr[1]")
    assert "pStyle" in first


def test_what_is_not_a_document_is_refused() -> None:
    assert judge(b"not a document") == ["File contains corrupted data."]
