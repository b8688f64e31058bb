"""The independent judges over every document of every notice: what the standards' own programs say of each."""

from __future__ import annotations

import pytest

from tests.judges import pdffonts, verapdf
from tests.judges.every.conftest import Folder
from tests.judges.every.documents import Made, wanted
from tests.judges.every.sitting import Sitting
from tests.judges.printing import printed
from tests.judges.readings import Reading
from tests.judges.word_lint import lint

SWALLOWED = set("。，、；：")
"""LibreOffice 7.4 leaves out such a mark at the end of a justified line when a digit or letter begins the next one."""


def test_every_document_that_the_notices_ask_for_is_made_and_no_other(folder: Folder) -> None:
    documents, complaints = folder

    assert "\n".join(complaints) == ""
    assert sorted(documents) == wanted()
    assert documents


# ------------------------------------------------------------------------------- Word


@pytest.mark.usefixtures("document")
def test_a_word_file_follows_its_schema(schema_verdicts: dict[str, list[str]], name: str) -> None:
    assert schema_verdicts[name] == []


def test_a_word_file_has_nothing_that_word_repairs_or_refuses(document: Made, sitting: Sitting) -> None:
    with sitting.timed("our lint of Word files"):
        assert lint(document.docx) == []


def test_another_office_program_reads_the_same_text(
    document: Made, office_readings: dict[str, Reading], name: str
) -> None:
    assert document.reading.body
    assert office_readings[name] == document.reading


def test_another_office_program_prints_the_whole_text(
    document: Made, office_prints: dict[str, bytes], sitting: Sitting, name: str
) -> None:
    ours, theirs = printed(document.pdf), printed(office_prints[name])
    lost = theirs.lacks(document.reading)
    if ours.pages != theirs.pages:
        sitting.remarks.append(f"{name}: {ours.pages} pages, in LibreOffice {theirs.pages}")
    if lost:
        sitting.remarks.append(f"{name}: LibreOffice leaves out {lost.total()} of {''.join(sorted(lost))} in print")

    assert lost.keys() - SWALLOWED == set()
    assert lost.total() <= theirs.pages


# ------------------------------------------------------------------------------- PDF


def test_a_pdf_prints_the_whole_text_of_the_word_file(document: Made) -> None:
    assert printed(document.pdf).lacks(document.reading) == {}


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_a_pdf_is_fit_for_the_archive_and_for_every_reader(
    document: Made, sitting: Sitting, flavour: verapdf.Flavour
) -> None:
    with sitting.timed(f"veraPDF, {flavour}"):
        assert verapdf.judge(document.pdf, flavour) == []


def test_every_font_of_a_pdf_is_inside_it_with_a_map_to_characters(document: Made, sitting: Sitting) -> None:
    with sitting.timed("pdffonts"):
        assert pdffonts.judge(document.pdf) == []
