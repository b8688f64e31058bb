"""Promise: a PDF is PDF/A-2a and PDF/UA-1, a Word file opens clean — by the word of the standards' own judges."""

from __future__ import annotations

import pytest

from tests.judges import ooxml, verapdf
from tests.promises.conftest import Built
from tests.promises.document import Document

# The longest names, the first report without a period before it, and a document with footnotes and without masthead.
CHOSEN = ["chaoyang/2024H1/喀左县", "chaoyang/2023H1/双塔区", "national/once/牡丹社区"]


@pytest.mark.parametrize("name", CHOSEN)
@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_a_pdf_is_fit_for_the_archive_and_for_every_reader(built: Built, name: str, flavour: verapdf.Flavour) -> None:
    assert verapdf.judge(built.documents[name].pdf, flavour) == []


@pytest.mark.parametrize("name", CHOSEN)
def test_a_word_file_follows_its_schema(built: Built, name: str) -> None:
    assert ooxml.judge(built.documents[name].docx) == []


@pytest.mark.parametrize("name", CHOSEN)
def test_both_carry_title_author_and_version(built: Built, name: str) -> None:
    document = built.documents[name]
    title, author = core_text(document, "title"), core_text(document, "creator")

    assert title == document.manifest["title"]
    assert author
    assert f">{document.manifest['version']}<" in document.parts["docProps/custom.xml"].decode("utf-8")
    assert author.encode("utf-8") in document.pdf
    assert document.manifest["title"].encode("utf-8") in document.pdf
    assert document.manifest["version"].encode() in document.pdf


def core_text(document: Document, name: str) -> str | None:
    """A property of a Word file."""
    return document.tree("docProps/core.xml").findtext(f"{{http://purl.org/dc/elements/1.1/}}{name}")
