"""The judge itself is judged: it must pass what is right and name what is wrong."""

import pytest
import typst

from tests.judges.verapdf import Flavour, Unreadable, judge

SOURCE = b"""
#set document(title: "Title", author: "Author", date: datetime(year: 2024, month: 1, day: 1))
#set text(lang: "en")
= Heading
Text.
#table(columns: 2, table.header[Item][Amount], [Pipes], [12.5])
"""


@pytest.fixture(scope="module")
def accessible() -> bytes:
    return typst.compile(SOURCE, ignore_system_fonts=True, pdf_standards=["a-2a", "ua-1"])


@pytest.fixture(scope="module")
def plain() -> bytes:
    return typst.compile(SOURCE, ignore_system_fonts=True)


@pytest.mark.parametrize("flavour", ["2a", "2b", "2u", "ua1"])
def test_a_pdf_made_for_archives_and_access_breaks_no_rule(accessible: bytes, flavour: Flavour) -> None:
    assert judge(accessible, flavour) == []


def test_a_plain_pdf_does_not_say_that_it_is_pdf_a(plain: bytes) -> None:
    assert [sentence.split(":")[0] for sentence in judge(plain, "2a")] == ["6.6.4-1"]


def test_a_plain_pdf_does_not_show_its_title_as_pdf_ua_asks(plain: bytes) -> None:
    assert [sentence.split(":")[0] for sentence in judge(plain, "ua1")] == ["5-1", "7.1-10"]


def test_a_table_that_lost_its_tags_is_seen(accessible: bytes) -> None:
    untagged = accessible.replace(b"/StructTreeRoot", b"/StructTreeRuut")

    assert any(sentence.startswith("7.1-11") for sentence in judge(untagged, "ua1"))


def test_what_is_not_a_pdf_is_refused_and_the_judge_lives_on(accessible: bytes) -> None:
    with pytest.raises(Unreadable):
        judge(b"not a PDF", "2a")

    assert judge(accessible, "ua1") == []
