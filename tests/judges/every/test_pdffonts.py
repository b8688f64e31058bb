"""The judge itself is judged: it must pass what is right and name what is wrong."""

from __future__ import annotations

import pytest

from tests.judges.pdffonts import judge
from tests.typeset.printed import pdf_of
from tests.typeset.samples import manuscript

BARE = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << RESOURCES >> >> endobj
4 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> endobj
trailer << /Root 1 0 R >>
%%EOF
"""


def test_fonts_that_are_inside_with_maps_are_accepted() -> None:
    assert judge(pdf_of(manuscript("国民 abc"))) == []


def test_a_font_that_is_only_named_is_seen() -> None:
    pdf = BARE.replace(b"RESOURCES", b"/Font << /F1 4 0 R >>")

    assert judge(pdf) == ["Times-Roman: emb no, uni no"]


def test_a_name_longer_than_its_column_is_read() -> None:
    pdf = BARE.replace(b"RESOURCES", b"/Font << /F1 4 0 R >>").replace(b"Times-Roman", b"T" * 50)

    assert judge(pdf) == [f"{'T' * 50}: emb no, uni no"]


def test_a_pdf_without_fonts_is_no_document() -> None:
    assert judge(BARE.replace(b"RESOURCES", b"")) == ["no font at all"]


def test_what_is_not_a_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="trailer|PDF"):
        judge(b"not a PDF")
