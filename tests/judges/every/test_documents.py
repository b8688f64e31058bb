"""The independent judges over every document of every notice: what the standards' own programs say of each."""

from __future__ import annotations

import pytest

from tests.judges import pdffonts, verapdf
from tests.judges.every.conftest import AllMade
from tests.judges.every.documents import Made, wanted
from tests.judges.every.sitting import Sitting
from tests.judges.printing import printed
from tests.judges.readings import Reading
from tests.judges.word_lint import lint

SWALLOWED = set("。，、；：")
"""LibreOffice 7.4 leaves out such a mark at the end of a justified line when a digit or letter begins the next line.

It reads the mark, as the test before shows; each one is told at the end of the session.
"""


def assert_none(faults: list[str]) -> None:
    """Hold that there are none; the message tells all of them."""
    assert not faults, "\n".join(faults)


def test_every_document_that_the_notices_ask_for_is_made_and_no_other(all_made: AllMade) -> None:
    documents, complaints = all_made

    assert_none(complaints)
    assert sorted(documents) == wanted()
    assert documents


# ------------------------------------------------------------------------------- Word


@pytest.mark.usefixtures("document")
def test_a_word_file_follows_its_schema(schema_verdicts: dict[str, list[str]], name: str) -> None:
    assert_none(schema_verdicts[name])


def test_a_word_file_has_nothing_that_word_repairs_or_refuses(document: Made, sitting: Sitting) -> None:
    with sitting.timed("our lint of Word files"):
        assert_none(lint(document.docx))


def test_another_office_program_reads_the_same_text(
    document: Made, office_readings: dict[str, Reading], name: str
) -> None:
    assert document.reading.body
    assert office_readings[name] == document.reading


def test_another_office_program_prints_the_whole_text_and_nothing_else(
    document: Made, office_prints: dict[str, bytes], sitting: Sitting, name: str
) -> None:
    ours, theirs = printed(document.pdf), printed(office_prints[name])
    lost = theirs.lacks(document.reading)
    if ours.pages != theirs.pages:
        sitting.remarks.append(f"{name}: {ours.pages} pages, in LibreOffice {theirs.pages}")
    if lost:
        sitting.remarks.append(f"{name}: LibreOffice leaves out {lost} in print")

    assert set(lost) - SWALLOWED == set(), lost
    assert len(lost) <= theirs.pages
    assert theirs.adds(document.reading) == ""


# ------------------------------------------------------------------------------- PDF


def test_a_pdf_prints_the_whole_text_of_the_word_file_and_nothing_else(document: Made) -> None:
    ours = printed(document.pdf)

    assert ours.lacks(document.reading) == ""
    assert ours.adds(document.reading) == ""


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_a_pdf_is_fit_for_the_archive_and_for_every_reader(
    document: Made, sitting: Sitting, flavour: verapdf.Flavour
) -> None:
    with sitting.timed(f"veraPDF, {flavour}"):
        assert_none(verapdf.judge(document.pdf, flavour))


def test_every_font_of_a_pdf_is_inside_it_with_a_map_to_characters(document: Made, sitting: Sitting) -> None:
    with sitting.timed("pdffonts"):
        assert_none(pdffonts.judge(document.pdf))
