"""The independent judges over every document of every notice: what the standards' own programs say of each."""

from __future__ import annotations

import pytest

from tests.judges import pdffonts, verapdf
from tests.judges.every.conftest import Documents
from tests.judges.every.documents import wanted
from tests.judges.every.sitting import Sitting
from tests.judges.printing import printed
from tests.judges.readings import Reading
from tests.judges.word_lint import lint

SWALLOWED = set("。，、；：")
"""LibreOffice 7.4 leaves out such a mark at the end of a justified line when a digit or letter begins the next one."""


def test_every_document_that_the_notices_ask_for_is_made_and_no_other(documents: Documents) -> None:
    assert sorted(documents) == wanted()
    assert documents


# ------------------------------------------------------------------------------- Word


def test_a_word_file_follows_its_schema(schema_verdicts: dict[str, list[str]], name: str) -> None:
    assert schema_verdicts[name] == []


def test_a_word_file_has_nothing_that_word_repairs_or_refuses(
    documents: Documents, sitting: Sitting, name: str
) -> None:
    with sitting.timed("our lint of Word files"):
        assert lint(documents[name].docx) == []


def test_another_office_program_reads_the_same_text(
    documents: Documents, office_readings: dict[str, Reading], name: str
) -> None:
    assert documents[name].reading.body
    assert office_readings[name] == documents[name].reading


def test_another_office_program_prints_the_whole_text(
    documents: Documents, office_prints: dict[str, bytes], sitting: Sitting, name: str
) -> None:
    ours, theirs = printed(documents[name].pdf), printed(office_prints[name])
    lost = theirs.lacks(documents[name].reading)
    if ours.pages != theirs.pages:
        sitting.remarks.append(f"{name}: {ours.pages} pages, in LibreOffice {theirs.pages}")
    if lost:
        sitting.remarks.append(f"{name}: LibreOffice leaves out {lost.total()} of {''.join(sorted(lost))} in print")

    assert lost.keys() - SWALLOWED == set()
    assert lost.total() <= theirs.pages


# ------------------------------------------------------------------------------- PDF


def test_a_pdf_prints_the_whole_text_of_the_word_file(documents: Documents, name: str) -> None:
    assert printed(documents[name].pdf).lacks(documents[name].reading) == {}


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_a_pdf_is_fit_for_the_archive_and_for_every_reader(
    documents: Documents, sitting: Sitting, name: str, flavour: verapdf.Flavour
) -> None:
    with sitting.timed(f"veraPDF, {flavour}"):
        assert verapdf.judge(documents[name].pdf, flavour) == []


def test_every_font_of_a_pdf_is_inside_it_with_a_map_to_characters(
    documents: Documents, sitting: Sitting, name: str
) -> None:
    with sitting.timed("pdffonts"):
        assert pdffonts.judge(documents[name].pdf) == []
